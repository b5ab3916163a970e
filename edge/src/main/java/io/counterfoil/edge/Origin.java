package io.counterfoil.edge;

import io.counterfoil.edge.HeaderFields.Field;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Who sent the original request, for records alone: nothing is decided by it.
final class Origin {
  private static final byte[] DIGITS = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);
  private static final int LONGEST_ID = 128;
  private static final int LONGEST_ADDRESS = 64;
  private static final Pattern TRACE_PARENT =
      Pattern.compile("[0-9a-f]{2}-([0-9a-f]{32})-[0-9a-f]{16}-[0-9a-f]{2}.*");

  private Origin() {}

  /// The client's network address, as the proxy told it in headers; else the proxy's own.
  static @Nullable String address(@Nullable String peer, HeaderFields headers) {
    String real = headers.first(Field.REAL_IP);
    if (real != null && isVisible(real, LONGEST_ADDRESS)) {
      return real;
    }
    List<String> forwarded = headers.all(Field.FORWARDED_FOR);
    if (!forwarded.isEmpty()) {
      String all = forwarded.getLast();
      String last = all.substring(all.lastIndexOf(',') + 1).strip();
      if (isVisible(last, LONGEST_ADDRESS)) {
        return last;
      }
    }
    return peer;
  }

  /// The caller's trace or request id, or one made here: 1 to 128 visible ASCII.
  static String requestId(HeaderFields headers) {
    String parent = headers.first(Field.TRACE_PARENT);
    if (parent != null && parent.length() <= LONGEST_ID) {
      var matcher = TRACE_PARENT.matcher(parent);
      if (matcher.matches()) {
        return matcher.group(1);
      }
    }
    String given = headers.first(Field.REQUEST_ID);
    return given != null && isVisible(given, LONGEST_ID) ? given : generated();
  }

  private static String generated() {
    var random = ThreadLocalRandom.current();
    byte[] digits = new byte[32];
    hex(random.nextLong(), digits, 0);
    hex(random.nextLong(), digits, 16);
    return new String(digits, StandardCharsets.ISO_8859_1);
  }

  private static void hex(long bits, byte[] into, int from) {
    for (int i = 0; i < 16; i++) {
      into[from + i] = DIGITS[(int) (bits >>> 4 * i) & 0xf];
    }
  }

  private static boolean isVisible(String text, int longest) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c <= ' ' || c >= 0x7f) {
        return false;
      }
    }
    return !text.isEmpty() && text.length() <= longest;
  }
}
