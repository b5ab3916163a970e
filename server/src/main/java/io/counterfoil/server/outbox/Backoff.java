package io.counterfoil.server.outbox;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// When to try again: soon at first, then ever more seldom, for a little over three days (Standard
/// Webhooks, "Deliverability and reliability").
record Backoff(RandomGenerator random) {
  private static final List<Duration> DELAYS =
      List.of(
          Duration.ofSeconds(5),
          Duration.ofMinutes(5),
          Duration.ofMinutes(30),
          Duration.ofHours(2),
          Duration.ofHours(5),
          Duration.ofHours(10),
          Duration.ofHours(14),
          Duration.ofHours(20),
          Duration.ofDays(1));

  /// A tenth at most is added, so that what failed together is not tried together.
  private static final int JITTER = 10;

  /// When the attempt after so many is due; null for never.
  @Nullable Instant after(int attempts, Instant now) {
    if (attempts > DELAYS.size()) {
      return null;
    }
    long millis = DELAYS.get(attempts - 1).toMillis();
    return now.plusMillis(millis + random.nextLong(millis / JITTER + 1));
  }
}
