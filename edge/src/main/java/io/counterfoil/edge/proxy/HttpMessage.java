package io.counterfoil.edge.proxy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// One message of HTTP/1.1, with its body whole.
///
/// @param start the request line or the status line
/// @param lines the header lines
public record HttpMessage(String start, List<String> lines, String body) {
  public HttpMessage {
    lines = List.copyOf(lines);
  }

  /// The status of an answer.
  public int status() {
    String[] words = start.split(" ");
    return words.length > 1 ? Integer.parseInt(words[1]) : 0;
  }

  /// Each value of the header of exactly that spelling but for the letters' case.
  static List<String> all(List<String> lines, String name) {
    String prefix = name.toLowerCase(Locale.ROOT) + ":";
    return lines.stream()
        .filter(line -> line.toLowerCase(Locale.ROOT).startsWith(prefix))
        .map(line -> line.substring(prefix.length()).strip())
        .toList();
  }

  /// Each value of the header.
  public List<String> all(String name) {
    return all(lines, name);
  }

  /// The header's values; empty text where there are none.
  public String header(String name) {
    return String.join(" | ", all(lines, name));
  }

  /// Reads one; null where nothing came.
  ///
  /// @param isRequest whether a message without a length has no body
  public static @Nullable HttpMessage read(InputStream in, boolean isRequest) throws IOException {
    String start = line(in);
    if (start == null) {
      return null;
    }
    List<String> lines = new ArrayList<>();
    for (String line = line(in); line != null && !line.isEmpty(); line = line(in)) {
      lines.add(line);
    }
    return new HttpMessage(start, lines, body(in, lines, isRequest));
  }

  private static String body(InputStream in, List<String> lines, boolean isRequest)
      throws IOException {
    byte[] body;
    List<String> length = all(lines, "Content-Length");
    if (all(lines, "Transfer-Encoding").contains("chunked")) {
      return chunks(in);
    } else if (!length.isEmpty()) {
      body = in.readNBytes(Integer.parseInt(length.getFirst()));
    } else {
      body = isRequest ? new byte[0] : in.readAllBytes();
    }
    return new String(body, StandardCharsets.UTF_8);
  }

  private static String chunks(InputStream in) throws IOException {
    StringBuilder all = new StringBuilder();
    for (String size = line(in); size != null; size = line(in)) {
      int length = Integer.parseInt(size.split(";")[0].strip(), 16);
      all.append(new String(in.readNBytes(length), StandardCharsets.UTF_8));
      line(in);
      if (length == 0) {
        break;
      }
    }
    return all.toString();
  }

  private static @Nullable String line(InputStream in) throws IOException {
    StringBuilder line = new StringBuilder();
    for (int b = in.read(); b != '\n'; b = in.read()) {
      if (b < 0) {
        return line.isEmpty() ? null : line.toString();
      }
      if (b != '\r') {
        line.append((char) b);
      }
    }
    return line.toString();
  }
}
