package io.counterfoil.core.log;

import java.time.Duration;

/// How much is remembered of refusals.
///
/// @param records how many records at most; the oldest go first
/// @param age how long at most
/// @param waiting how many refusals may wait to be examined; what comes beyond them is dropped
public record RefusalLimits(int records, Duration age, int waiting) {
  /// A hundred thousand records, seven days.
  public static final RefusalLimits DEFAULT = new RefusalLimits(100_000, Duration.ofDays(7), 8_192);

  /// @throws IllegalArgumentException if there is no room for a single one
  public RefusalLimits {
    if (records < 1 || waiting < 1 || !age.isPositive()) {
      throw new IllegalArgumentException(
          "refusal log: %d records, %s, %d waiting (expected: at least one of each)"
              .formatted(records, age, waiting));
    }
  }
}
