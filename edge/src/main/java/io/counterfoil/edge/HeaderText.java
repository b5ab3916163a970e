package io.counterfoil.edge;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/// Text as it may stand in a header that a proxy copies: visible ASCII with inner blanks, never
/// empty. Whatever else there is, and `%` itself, is percent-encoded UTF-8.
final class HeaderText {
  /// What stands where there is nothing to say: some proxies write nonsense for an empty header.
  static final String NOTHING = "-";

  private HeaderText() {}

  /// The text, encoded.
  static String of(String text) {
    return encoded(text, '%');
  }

  /// The text, encoded so that it can be an element of a list with commas.
  static String element(String text) {
    return encoded(text, ',');
  }

  private static String encoded(String text, char reserved) {
    String stripped = text.strip();
    if (stripped.isEmpty()) {
      return NOTHING;
    }
    for (int i = 0; i < stripped.length(); i++) {
      if (!isPlain(stripped.charAt(i), reserved)) {
        return percentEncoded(stripped, reserved);
      }
    }
    return stripped;
  }

  private static boolean isPlain(char c, char reserved) {
    return c >= ' ' && c < 0x7f && c != '%' && c != reserved;
  }

  private static String percentEncoded(String text, char reserved) {
    StringBuilder encoded = new StringBuilder(text.length() + 16);
    for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
      char c = (char) (b & 0xff);
      if (isPlain(c, reserved)) {
        encoded.append(c);
      } else {
        encoded.append('%').append(HexFormat.of().withUpperCase().toHexDigits(b));
      }
    }
    return encoded.toString();
  }
}
