package io.counterfoil.core.key;

import java.nio.charset.StandardCharsets;

/// What another system kept of a token, in that system's own way; only its verifier reads the text.
/// A guess could be tried on it, so it prints hidden and is stored sealed.
public final class ForeignHash {
  /// The longest text, in characters.
  public static final int LONGEST = 2_000;

  private final String text;

  /// @throws IllegalArgumentException if the text is empty, too long, or not of visible ASCII
  public ForeignHash(String text) {
    if (text.isEmpty()
        || text.length() > LONGEST
        || text.chars().anyMatch(c -> c <= ' ' || c >= 0x7f)) {
      throw new IllegalArgumentException(
          "hash: " + text.length() + " characters (expected: 1 to 2,000 of visible ASCII)");
    }
    this.text = text;
  }

  /// The text, for whoever verifies a token against it. Never for a message.
  public String reveal() {
    return text;
  }

  byte[] bytes() {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  @Override
  public String toString() {
    return "ForeignHash[hidden]";
  }
}
