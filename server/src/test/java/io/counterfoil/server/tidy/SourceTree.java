package io.counterfoil.server.tidy;

import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// The text files that people write and review, without what tools fetch or make.
final class SourceTree {
  private static final Set<String> MADE_BY_TOOLS =
      Set.of(".git", "target", "node_modules", "dist", "generated", ".idea", "counterfoil-data");
  private static final Set<String> LOCK_FILES = Set.of("package-lock.json");
  private static final long LARGEST = 2_000_000;

  private SourceTree() {}

  static List<Source> read(Path root) throws IOException {
    var sources = new ArrayList<Source>();
    Files.walkFileTree(
        root,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
            return MADE_BY_TOOLS.contains(folder.getFileName().toString())
                ? FileVisitResult.SKIP_SUBTREE
                : FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            if (attributes.isRegularFile() && attributes.size() <= LARGEST) {
              readText(root, file, sources);
            }
            return FileVisitResult.CONTINUE;
          }
        });
    return List.copyOf(sources);
  }

  private static void readText(Path root, Path file, List<Source> sources) throws IOException {
    if (LOCK_FILES.contains(file.getFileName().toString())) {
      return;
    }
    try {
      var path = root.relativize(file).toString().replace('\\', '/');
      sources.add(Source.of(path, Files.readString(file, StandardCharsets.UTF_8)));
    } catch (MalformedInputException _) {
      // Not text: pictures and the like have no lines to judge.
      return;
    }
  }
}
