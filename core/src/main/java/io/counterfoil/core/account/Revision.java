package io.counterfoil.core.account;

import java.util.HexFormat;

/// A point in the one order of all changes: a dense number, and the chain hash of everything up to
/// it. Two histories that share a number but not the hash have forked.
///
/// @param hash SHA-256, 32 bytes in lower-case hex
public record Revision(long number, String hash) {
  /// Before the first change.
  public static final Revision NONE = new Revision(0, "0".repeat(64));

  private static final int SHOWN = 8;

  public Revision {
    if (number < 0 || hash.length() != 64) {
      throw new IllegalArgumentException(
          "revision: " + number + " with a hash of " + hash.length());
    }
  }

  /// The hash as bytes.
  public byte[] hashBytes() {
    return HexFormat.of().parseHex(hash);
  }

  /// How a revision travels in headers: the number, a dot, the first eight digits of the hash.
  public String token() {
    return number + "." + hash.substring(0, SHOWN);
  }
}
