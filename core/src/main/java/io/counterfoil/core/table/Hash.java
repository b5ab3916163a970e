package io.counterfoil.core.table;

import java.util.UUID;

/// Spreads names and ids over 64 bits. Not secret and not keyed: what shares a hash is told apart
/// by looking, and the names of keys are random for the most part.
final class Hash {
  private static final long ODD = 0x9e37_79b9_7f4a_7c15L;

  private Hash() {}

  static long of(String text) {
    long hash = text.length();
    for (int i = 0; i < text.length(); i++) {
      hash = fold(hash ^ text.charAt(i), ODD);
    }
    return mix(hash);
  }

  static long of(UUID id) {
    return mix(fold(id.getMostSignificantBits(), ODD) ^ id.getLeastSignificantBits());
  }

  private static long fold(long left, long right) {
    return left * right ^ Math.unsignedMultiplyHigh(left, right);
  }

  /// The finaliser of MurmurHash3: every bit of the outcome depends on every bit that went in.
  private static long mix(long value) {
    long hash = (value ^ value >>> 33) * 0xff51_afd7_ed55_8ccdL;
    hash = (hash ^ hash >>> 33) * 0xc4ce_b9fe_1a85_ec53L;
    return hash ^ hash >>> 33;
  }
}
