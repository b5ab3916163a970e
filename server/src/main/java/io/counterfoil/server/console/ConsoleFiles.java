package io.counterfoil.server.console;

import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The console's files in the jar, each read when it is first asked for.
final class ConsoleFiles {
  private static final String ROOT = "/META-INF/counterfoil/console/";

  /// At most one folder deep, and no name that begins with a dot: nothing leads out of the root.
  private static final Pattern PATH =
      Pattern.compile("([a-z]+/)?[A-Za-z0-9_-][A-Za-z0-9._-]*\\.([a-z0-9]+)");

  private static final Map<String, String> TYPES =
      Map.of(
          "html", "text/html; charset=utf-8",
          "js", "text/javascript; charset=utf-8",
          "css", "text/css; charset=utf-8",
          "svg", "image/svg+xml",
          "txt", "text/plain; charset=utf-8",
          "woff2", "font/woff2");

  private final Map<String, Content> known = new ConcurrentHashMap<>();

  /// A file and what it is.
  record Content(String type, Buffer bytes) {}

  /// The file of that path; null where there is none.
  @Nullable Content find(String path) {
    Content content = known.get(path);
    return content == null ? read(path) : content;
  }

  /// The file as text; null where there is none.
  @Nullable String text(String path) {
    Content content = find(path);
    return content == null ? null : content.bytes().toString(StandardCharsets.UTF_8);
  }

  /// What is not there is not remembered: strangers may ask for anything.
  private @Nullable Content read(String path) {
    var named = PATH.matcher(path);
    String type = named.matches() ? TYPES.get(named.group(2)) : null;
    if (type == null) {
      return null;
    }
    try (InputStream in = ConsoleFiles.class.getResourceAsStream(ROOT + path)) {
      if (in == null) {
        return null;
      }
      Content content = new Content(type, Buffer.buffer(in.readAllBytes()));
      known.put(path, content);
      return content;
    } catch (IOException e) {
      throw new UncheckedIOException("console: `" + path + "` cannot be read from the jar", e);
    }
  }
}
