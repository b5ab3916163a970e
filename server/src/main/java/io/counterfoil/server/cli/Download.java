package io.counterfoil.server.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.jspecify.annotations.Nullable;

/// Something long that a control server sends, written as it comes.
record Download(ControlClient client, String path) {
  static Download of(ControlClient client, String path) {
    return new Download(client, path);
  }

  /// Writes it to the file, whole or not at all; as text to the writer where there is no file.
  void to(@Nullable Path file, PrintWriter out) {
    client.download(
        path,
        body -> {
          if (file == null) {
            new InputStreamReader(body, StandardCharsets.UTF_8).transferTo(out);
            out.flush();
          } else {
            save(body, file);
            out.println("wrote " + file);
          }
        });
  }

  private static void save(InputStream body, Path file) throws IOException {
    Path whole = file.toAbsolutePath();
    Path beside = whole.resolveSibling(whole.getFileName() + ".part");
    try (OutputStream out = open(beside, file)) {
      body.transferTo(out);
    } catch (IOException | RuntimeException e) {
      Files.deleteIfExists(beside);
      throw e;
    }
    Files.move(beside, whole, StandardCopyOption.REPLACE_EXISTING);
  }

  private static OutputStream open(Path beside, Path file) {
    try {
      return Files.newOutputStream(beside);
    } catch (IOException e) {
      throw new FailedException(
          "file `" + file + "` cannot be written (expected: a folder that you may write)");
    }
  }
}
