package io.counterfoil.core.key;

import java.time.Instant;
import java.util.UUID;

/// Ids of many keys that are made at one instant, each greater than the one before (UUID version 7,
/// RFC 9562): an index that they go into grows at its end, instead of at a page somewhere for each.
public final class KeyIds {
  private static final long VERSION = 0x7000;
  private static final int COUNTED = 0xfff;
  private static final int FRACTION_SHIFT = 50;
  private static final int FRACTIONS = 0xfff;

  private final long time;
  private int count;

  /// @param at becomes part of each
  public KeyIds(Instant at) {
    time = at.toEpochMilli() << 16;
  }

  /// The next one.
  ///
  /// @param random for what is not counted
  public KeyId next(UUID random) {
    long high = time | VERSION | count >>> 12 & COUNTED;
    long low =
        random.getLeastSignificantBits() & ~((long) FRACTIONS << FRACTION_SHIFT)
            | (long) (count & FRACTIONS) << FRACTION_SHIFT;
    count++;
    return new KeyId(new UUID(high, low));
  }
}
