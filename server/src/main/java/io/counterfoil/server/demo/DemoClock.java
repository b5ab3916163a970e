package io.counterfoil.server.demo;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/// The clock of a server that runs the demo. It stands in the past while what happened there is
/// played, through the same parts as everything that happens later, and then shows the time.
public final class DemoClock implements InstantSource {
  private final InstantSource system;
  private final Instant today;
  private volatile @Nullable Instant standing;

  private DemoClock(InstantSource system) {
    this.system = system;
    today = system.instant();
  }

  /// One that stands where the demo begins.
  public static DemoClock atTheBeginning(InstantSource system) {
    DemoClock clock = new DemoClock(system);
    clock.standAt(DemoStore.BEGINNING);
    return clock;
  }

  /// One that shows the time, for a demo that was played before.
  public static DemoClock showing(InstantSource system) {
    return new DemoClock(system);
  }

  /// Has it stand so long before the start, and never goes back.
  void standAt(Duration ago) {
    Instant before = standing;
    Instant at = today.minus(ago);
    standing = before != null && before.isAfter(at) ? before : at;
  }

  /// Has it show the time from now on.
  public void catchUp() {
    standing = null;
  }

  @Override
  public Instant instant() {
    Instant at = standing;
    return at == null ? system.instant() : at;
  }
}
