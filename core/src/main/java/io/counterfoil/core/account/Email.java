package io.counterfoil.core.account;

import java.util.Locale;
import java.util.regex.Pattern;

/// An e-mail address, in lower case. Only its shape is checked: one `@`, a dot after it, no blanks,
/// at most 254 characters (RFC 5321, 4.5.3.1.3).
public record Email(String value) {
  private static final Pattern SHAPE = Pattern.compile("[^\\s@]{1,64}@[^\\s@]+\\.[^\\s@.]+");
  private static final int LONGEST = 254;

  /// @throws IllegalArgumentException if the text is not an e-mail address
  public Email {
    value = value.toLowerCase(Locale.ROOT);
    if (!isValid(value)) {
      throw new IllegalArgumentException(
          "email: `" + Quoted.text(value) + "` (expected: an address such as ana@example.com)");
    }
  }

  /// Whether the text could be an address.
  public static boolean isValid(String text) {
    return text.length() <= LONGEST
        && SHAPE.matcher(text).matches()
        && text.chars().allMatch(c -> c >= ' ' && c != 0x7f);
  }

  @Override
  public String toString() {
    return value;
  }
}
