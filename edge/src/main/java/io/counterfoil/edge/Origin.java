package io.counterfoil.edge;

import io.vertx.core.http.HttpServerRequest;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Who sent the original request, for records alone: nothing is decided by it.
///
/// @param address the client's network address, as the proxy told it; else the proxy's own
/// @param requestId the caller's trace or request id, or one made here: 1 to 128 visible ASCII
record Origin(@Nullable String address, String requestId) {
  private static final int LONGEST_ID = 128;
  private static final int LONGEST_ADDRESS = 64;
  private static final Pattern TRACE_PARENT =
      Pattern.compile("[0-9a-f]{2}-([0-9a-f]{32})-[0-9a-f]{16}-[0-9a-f]{2}.*");

  /// Reads what the headers tell.
  static Origin of(HttpServerRequest request) {
    return new Origin(address(request), requestId(request));
  }

  private static @Nullable String address(HttpServerRequest request) {
    String real = request.getHeader("X-Real-IP");
    if (real != null && isVisible(real, LONGEST_ADDRESS)) {
      return real;
    }
    List<String> forwarded = request.headers().getAll("X-Forwarded-For");
    if (!forwarded.isEmpty()) {
      String all = forwarded.getLast();
      String last = all.substring(all.lastIndexOf(',') + 1).strip();
      if (isVisible(last, LONGEST_ADDRESS)) {
        return last;
      }
    }
    var peer = request.remoteAddress();
    return peer == null ? null : peer.hostAddress();
  }

  private static String requestId(HttpServerRequest request) {
    String parent = request.getHeader("traceparent");
    if (parent != null && parent.length() <= LONGEST_ID) {
      var matcher = TRACE_PARENT.matcher(parent);
      if (matcher.matches()) {
        return matcher.group(1);
      }
    }
    String given = request.getHeader("X-Request-Id");
    return given != null && isVisible(given, LONGEST_ID) ? given : generated();
  }

  private static String generated() {
    var random = ThreadLocalRandom.current();
    return hex(random.nextLong()) + hex(random.nextLong());
  }

  private static String hex(long bits) {
    return HexFormat.of().toHexDigits(bits);
  }

  private static boolean isVisible(String text, int longest) {
    return !text.isEmpty()
        && text.length() <= longest
        && text.chars().allMatch(c -> c > ' ' && c < 0x7f);
  }
}
