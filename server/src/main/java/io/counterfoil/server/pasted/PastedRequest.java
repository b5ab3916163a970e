package io.counterfoil.server.pasted;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// A request that somebody pasted, as a server would get it. A secret: its headers hold
/// credentials, so it prints hidden.
public final class PastedRequest {
  private static final int LONGEST_URL = 16 * 1024;
  private static final int MOST_HEADERS = 200;

  private final String method;
  private final @Nullable String host;
  private final String target;
  private final List<Header> headers;

  /// One line of its head.
  ///
  /// @param value each character stands for one byte, as HTTP header values are read
  public record Header(String name, String value) {
    /// A line whose value is text: beyond ASCII it becomes bytes of UTF-8. What HTTP removes from
    /// both ends is removed (RFC 9110, 5.5).
    public static Header of(String name, String text) {
      byte[] bytes = stripped(text).getBytes(StandardCharsets.UTF_8);
      return new Header(name, new String(bytes, StandardCharsets.ISO_8859_1));
    }

    /// The value as text.
    public String text() {
      return new String(value.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
    }

    private static String stripped(String text) {
      int from = 0;
      int to = text.length();
      while (from < to && isBlank(text.charAt(from))) {
        from++;
      }
      while (to > from && isBlank(text.charAt(to - 1))) {
        to--;
      }
      return text.substring(from, to);
    }

    private static boolean isBlank(char c) {
      return c == ' ' || c == '\t';
    }

    @Override
    public String toString() {
      return name + ": [hidden]";
    }
  }

  /// @param url with or without a scheme; a path alone names no host
  /// @throws IllegalArgumentException if it is no request
  public PastedRequest(String method, String url, List<Header> headers) {
    if (!method.matches("[A-Za-z]{1,20}")) {
      throw new IllegalArgumentException("method: (expected: a method such as GET)");
    }
    if (url.isBlank() || url.length() > LONGEST_URL) {
      throw new IllegalArgumentException(
          "url: " + url.length() + " characters (expected: 1 to " + LONGEST_URL + ")");
    }
    if (headers.size() > MOST_HEADERS) {
      throw new IllegalArgumentException(
          "headers: " + headers.size() + " (expected: at most " + MOST_HEADERS + ")");
    }
    this.method = method;
    this.headers = List.copyOf(headers);
    String rest = withoutFragment(url.strip());
    int scheme = rest.startsWith("/") ? -1 : rest.indexOf("://");
    String authority = rest.startsWith("/") ? null : rest.substring(scheme < 0 ? 0 : scheme + 3);
    int path = authority == null ? 0 : end(authority);
    String stated = stated(this.headers);
    host =
        stated != null ? stated : authority == null ? null : hostOf(authority.substring(0, path));
    String after = authority == null ? rest : authority.substring(path);
    target = after.startsWith("/") ? after : "/" + after;
  }

  private static String withoutFragment(String url) {
    int hash = url.indexOf('#');
    return hash < 0 ? url : url.substring(0, hash);
  }

  private static int end(String authority) {
    for (int i = 0; i < authority.length(); i++) {
      if (authority.charAt(i) == '/' || authority.charAt(i) == '?') {
        return i;
      }
    }
    return authority.length();
  }

  private static @Nullable String stated(List<Header> headers) {
    return headers.stream()
        .filter(header -> header.name().equalsIgnoreCase("Host") && !header.value().isEmpty())
        .map(header -> hostOf(header.value()))
        .findFirst()
        .orElse(null);
  }

  /// In lower case, without user and port.
  private static String hostOf(String authority) {
    String host = authority.substring(authority.lastIndexOf('@') + 1);
    int colon = host.lastIndexOf(':');
    boolean hasPort = colon >= 0 && host.indexOf(']', colon) < 0;
    return (hasPort ? host.substring(0, colon) : host).toLowerCase(Locale.ROOT);
  }

  /// The method.
  public String method() {
    return method;
  }

  /// The host, in lower case and without its port; null where none was named.
  public @Nullable String host() {
    return host;
  }

  /// Where it goes to, without a scheme.
  public String url() {
    return (host == null ? "" : host) + target;
  }

  /// The path and the query.
  public String target() {
    return target;
  }

  /// What follows the `?`; null for nothing.
  public @Nullable String query() {
    int mark = target.indexOf('?');
    return mark < 0 ? null : target.substring(mark + 1);
  }

  /// Every header, in order.
  public List<Header> headers() {
    return headers;
  }

  @Override
  public String toString() {
    return "PastedRequest[hidden]";
  }
}
