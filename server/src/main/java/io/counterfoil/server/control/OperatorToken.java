package io.counterfoil.server.control;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.HexFormat;

/// The secret of whoever runs the deployment: `cfo_` and 64 hex digits, kept in a file that only
/// they can read and sent as `Authorization: Bearer`. It prints hidden.
public final class OperatorToken {
  /// What it begins with.
  public static final String PREFIX = "cfo_";

  private static final int BYTES = 32;

  private final String value;

  /// @param value as it stands in the file
  /// @throws IllegalArgumentException if it has not the right shape
  public OperatorToken(String value) {
    if (!value.matches(PREFIX + "[0-9a-f]{64}")) {
      throw new IllegalArgumentException(
          "operator token: "
              + value.length()
              + " characters (expected: cfo_ and 64 hex digits, as first written)");
    }
    this.value = value;
  }

  /// A fresh one.
  public static OperatorToken generate(SecureRandom random) {
    byte[] bytes = new byte[BYTES];
    random.nextBytes(bytes);
    return new OperatorToken(PREFIX + HexFormat.of().formatHex(bytes));
  }

  /// Whether the text is this token; compared in constant time.
  public boolean matches(String text) {
    return MessageDigest.isEqual(
        value.getBytes(StandardCharsets.US_ASCII), text.getBytes(StandardCharsets.UTF_8));
  }

  /// The value, to be written to its file or sent.
  public String reveal() {
    return value;
  }

  @Override
  public String toString() {
    return "OperatorToken[hidden]";
  }
}
