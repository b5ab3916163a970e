package io.counterfoil.core.log;

import java.util.regex.Pattern;

/// Names a refusal: `cf-` and 26 characters of Crockford's base32. A name, not a capability:
/// reading what it names needs a right of its own.
public record RefusalId(String value) {
  private static final Pattern SHAPE = Pattern.compile("cf-[0-9a-hjkmnp-tv-z]{26}");

  /// @throws IllegalArgumentException if the text is not a refusal's id
  public RefusalId {
    if (!isValid(value)) {
      throw new IllegalArgumentException(
          "refusal id (expected: cf- and 26 of 0-9 and a-z without i, l, o, u)");
    }
  }

  /// Whether the text could be a refusal's id.
  public static boolean isValid(String text) {
    return SHAPE.matcher(text).matches();
  }

  @Override
  public String toString() {
    return value;
  }
}
