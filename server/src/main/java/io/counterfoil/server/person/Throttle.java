package io.counterfoil.server.person;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// Counts failures by whom they are of, in windows of time, and says who has to wait. It is kept in
/// memory alone, and only for so many.
public final class Throttle {
  private static final int REMEMBERED = 10_000;

  private final int most;
  private final Duration window;
  private final Map<String, Failures> failures = new ConcurrentHashMap<>();

  private record Failures(Instant since, int count) {}

  /// @param most how many failures are borne in each window
  public Throttle(int most, Duration window) {
    this.most = most;
    this.window = window;
  }

  /// How long the one has to wait; zero if not at all.
  public Duration waitOf(String who, Instant now) {
    Failures known = failures.get(who);
    if (known == null || known.count() < most) {
      return Duration.ZERO;
    }
    Duration left = Duration.between(now, known.since().plus(window));
    return left.isNegative() ? Duration.ZERO : left;
  }

  /// Counts a failure.
  public void count(String who, Instant now) {
    if (failures.size() >= REMEMBERED) {
      failures.values().removeIf(known -> isOver(known, now));
    }
    if (failures.size() < REMEMBERED || failures.containsKey(who)) {
      failures.merge(
          who,
          new Failures(now, 1),
          (known, one) ->
              isOver(known, now) ? one : new Failures(known.since(), known.count() + 1));
    }
  }

  private boolean isOver(Failures known, Instant now) {
    return !now.isBefore(known.since().plus(window));
  }
}
