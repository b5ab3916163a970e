package io.counterfoil.server.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// One server-sent event (HTML Living Standard, 9.2.6).
///
/// @param id where the stream stands with it; null where it did not say
record ServerEvent(@Nullable String id, String name, String data) {
  /// Reads events until the stream ends or is lost.
  static void read(InputStream stream, Consumer<ServerEvent> each) {
    try (var lines = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
      read(lines, each);
    } catch (IOException e) {
      return; // lost: whoever follows takes it up again
    }
  }

  private static void read(BufferedReader lines, Consumer<ServerEvent> each) throws IOException {
    String id = null;
    String name = "message";
    StringBuilder data = new StringBuilder();
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      if (line.isEmpty()) {
        if (!data.isEmpty()) {
          each.accept(new ServerEvent(id, name, data.toString().stripTrailing()));
        }
        id = null;
        name = "message";
        data.setLength(0);
      } else if (line.startsWith("id:")) {
        id = line.substring("id:".length()).strip();
      } else if (line.startsWith("event:")) {
        name = line.substring("event:".length()).strip();
      } else if (line.startsWith("data:")) {
        data.append(line.substring("data:".length()).strip()).append('\n');
      }
    }
  }
}
