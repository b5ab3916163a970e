package io.counterfoil.server.imports;

import io.counterfoil.core.account.Quoted;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// The SHA-256 of a token as other systems write it.
final class Sha256Text {
  private static final int BYTES = 32;

  private Sha256Text() {}

  /// The 32 bytes, from hex, or from base64 of either alphabet, padded or not.
  ///
  /// @param algorithm as written; null where nobody said
  /// @throws IllegalArgumentException that says what is wrong, without the hash
  static byte[] read(@Nullable String algorithm, String text) {
    if (algorithm != null && !algorithm.toLowerCase(Locale.ROOT).matches("sha-?256")) {
      throw new IllegalArgumentException(
          "algorithm: `" + Quoted.text(algorithm) + "` (expected: sha256, of the token alone)");
    }
    try {
      if (text.length() == 2 * BYTES) {
        return HexFormat.of().parseHex(text.toLowerCase(Locale.ROOT));
      }
      byte[] bytes = Base64.getDecoder().decode(text.replace('-', '+').replace('_', '/'));
      if (bytes.length == BYTES) {
        return bytes;
      }
    } catch (IllegalArgumentException e) {
      // said below, without the hash
    }
    throw new IllegalArgumentException(
        "hash: not 32 bytes (expected: SHA-256 of the token, as 64 hex digits or in base64)");
  }
}
