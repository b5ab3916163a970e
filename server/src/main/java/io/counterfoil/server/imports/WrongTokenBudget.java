package io.counterfoil.server.imports;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/// How many wrong tokens each of many may present, by the generic cell rate algorithm: some at
/// once, and one more every so often. Safe for use by many threads.
///
/// @param <K> what tells them apart
final class WrongTokenBudget<K> {
  private static final int REMEMBERED = 10_000;

  private final long burstMillis;
  private final long eachMillis;
  private final ConcurrentMap<K, Long> wholeAgainAt = new ConcurrentHashMap<>();

  /// @param burst how many at once
  /// @param each how long one more takes
  WrongTokenBudget(int burst, Duration each) {
    eachMillis = each.toMillis();
    burstMillis = burst * eachMillis;
  }

  /// Takes one.
  ///
  /// @return 0, or in how many seconds there is one again
  long take(K who, Instant at) {
    long now = at.toEpochMilli();
    if (wholeAgainAt.size() > REMEMBERED) {
      wholeAgainAt.values().removeIf(whole -> whole <= now);
    }
    long[] wait = {0};
    wholeAgainAt.compute(
        who,
        (_, known) -> {
          long base = known == null ? now : Math.max(known, now);
          long after = base + eachMillis;
          if (after - now > burstMillis) {
            wait[0] = Math.max(1, Math.ceilDiv(after - now - burstMillis, 1_000));
            return known;
          }
          return after;
        });
    return wait[0];
  }

  /// Gives one back: the token was right, or was never looked at.
  void giveBack(K who) {
    wholeAgainAt.computeIfPresent(who, (_, known) -> known - eachMillis);
  }
}
