package io.counterfoil.edge;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One client's request, and what every door must make of it.
///
/// @param name what is special about it
/// @param code the refusal's code; null where it is allowed
/// @param mayStop whether a proxy may refuse it by itself, before anybody is asked
/// @param lines the header lines, as the client writes them
/// @param body null for none
record ProxyCase(
    String name,
    @Nullable String code,
    boolean mayStop,
    String method,
    String target,
    List<String> lines,
    @Nullable String body) {

  boolean isAllowed() {
    return code == null;
  }

  /// The bytes that the client sends.
  byte[] bytes() {
    StringBuilder text = new StringBuilder();
    text.append(method).append(' ').append(target).append(" HTTP/1.1\r\n");
    text.append("Host: 127.0.0.1\r\n");
    lines.forEach(line -> text.append(line).append("\r\n"));
    if (body != null && lines.stream().noneMatch(line -> line.startsWith("Transfer-Encoding"))) {
      text.append("Content-Length: ").append(body.length()).append("\r\n");
    }
    text.append("\r\n");
    if (body != null) {
      text.append(
          lines.stream().anyMatch(line -> line.startsWith("Transfer-Encoding"))
              ? Integer.toHexString(body.length()) + "\r\n" + body + "\r\n0\r\n\r\n"
              : body);
    }
    return text.toString().getBytes(StandardCharsets.ISO_8859_1);
  }

  /// The lines as names and values, blanks around a value left off as any HTTP reader does.
  List<java.util.Map.Entry<String, String>> headers() {
    List<java.util.Map.Entry<String, String>> headers = new ArrayList<>();
    headers.add(java.util.Map.entry("host", "127.0.0.1"));
    for (String line : lines) {
      int colon = line.indexOf(':');
      headers.add(java.util.Map.entry(line.substring(0, colon), strip(line.substring(colon + 1))));
    }
    return headers;
  }

  private static String strip(String value) {
    return value.replaceAll("^[ \t]+|[ \t]+$", "");
  }

  @Override
  public String toString() {
    return name;
  }
}
