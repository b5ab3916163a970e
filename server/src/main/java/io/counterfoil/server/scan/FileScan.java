package io.counterfoil.server.scan;

import io.counterfoil.core.key.AppToken;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/// Searches files, and folders with all that is in them; of any kind and size, read as streams.
/// Symbolic links are not followed, and git's own folders are left to [GitScan].
public final class FileScan {
  private static final int CHUNK = 1 << 16;
  private static final String GIT = ".git";

  private final Consumer<Find> found;
  private final List<String> unread = new ArrayList<>();
  private final byte[] buffer = new byte[CHUNK];

  /// A scan that tells of each token.
  public FileScan(Consumer<Find> found) {
    this.found = found;
  }

  /// Searches the file or folder; a symbolic link that was named itself is followed.
  public void scan(Path named) throws IOException {
    Path root = Files.isSymbolicLink(named) ? named.toRealPath() : named;
    Files.walkFileTree(
        root,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
            Path name = folder.getFileName();
            return !folder.equals(root) && name != null && name.toString().equals(GIT)
                ? FileVisitResult.SKIP_SUBTREE
                : FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            if (attributes.isRegularFile()) {
              read(file);
            }
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFileFailed(Path file, IOException e) {
            unread.add(file.toString());
            return FileVisitResult.CONTINUE;
          }
        });
  }

  private void read(Path file) {
    TokenFinder finder =
        new TokenFinder((line, token) ->
            found.accept(new Find(null, file.toString(), line, AppToken.of(token))));
    try (InputStream in = Files.newInputStream(file)) {
      for (int length = in.read(buffer); length >= 0; length = in.read(buffer)) {
        finder.feed(buffer, length);
      }
    } catch (IOException e) {
      unread.add(file.toString());
    }
  }

  /// What could not be read, and so was not searched.
  public List<String> unread() {
    return List.copyOf(unread);
  }
}
