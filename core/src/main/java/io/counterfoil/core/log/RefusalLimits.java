package io.counterfoil.core.log;

import java.time.Duration;

/// How much is remembered of refusals.
///
/// @param records how many records at most where they are kept in memory; the oldest go first
/// @param age how long at most
/// @param waiting how many refusals may wait to be examined; what comes beyond them is dropped
public record RefusalLimits(int records, Duration age, int waiting) {
  /// A hundred thousand records, seven days.
  public static final RefusalLimits DEFAULT = new RefusalLimits(100_000, Duration.ofDays(7), 8_192);

  private static final int LEAST = 1_000;
  private static final int RECORD_BYTES = 1_500;
  private static final int WAITING_BYTES = 2_500;

  /// The default, or less where the heap is small: a flood of refusals must not fill it. Records
  /// take up to a quarter of it, what waits an eighth.
  ///
  /// @param heapBytes the most that the heap may grow to
  public static RefusalLimits forHeap(long heapBytes) {
    return new RefusalLimits(
        Math.clamp(heapBytes / 4 / RECORD_BYTES, LEAST, DEFAULT.records),
        DEFAULT.age,
        Math.clamp(heapBytes / 8 / WAITING_BYTES, LEAST, DEFAULT.waiting));
  }

  /// The same, for as long as that.
  public RefusalLimits keptFor(Duration other) {
    return new RefusalLimits(records, other, waiting);
  }

  /// @throws IllegalArgumentException if there is no room for a single one
  public RefusalLimits {
    if (records < 1 || waiting < 1 || !age.isPositive()) {
      throw new IllegalArgumentException(
          "refusal log: %d records, %s, %d waiting (expected: at least one of each)"
              .formatted(records, age, waiting));
    }
  }
}
