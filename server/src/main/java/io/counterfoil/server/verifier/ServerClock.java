package io.counterfoil.server.verifier;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/// What time it is at the control node, as far as a verifier can tell: behind each heartbeat, time
/// is counted by a clock that only runs forward, so that setting this machine's clock changes no
/// verdict. Before the first heartbeat of a run it is this machine's clock, corrected by how far it
/// was off in the last run. Safe for use by many threads.
final class ServerClock implements InstantSource {
  private final InstantSource local;
  private volatile @Nullable Anchor anchor;
  private volatile Duration offset = Duration.ZERO;
  private volatile Instant least = Instant.MIN;

  private record Anchor(Instant server, long nanos) {}

  /// @param local this machine's clock
  ServerClock(InstantSource local) {
    this.local = local;
  }

  /// What it was in the last run.
  ///
  /// @param server what the control node's clock said in the last heartbeat
  /// @param here what this machine's clock said then
  void remember(Instant server, Instant here) {
    offset = Duration.between(here, server);
    least = server;
  }

  /// A heartbeat came.
  void heard(Instant server) {
    anchor = new Anchor(server, System.nanoTime());
    offset = Duration.between(local.instant(), server);
  }

  /// How far the control node's clock is ahead of this machine's.
  Duration offset() {
    return offset;
  }

  /// What this machine's clock says.
  Instant here() {
    return local.instant();
  }

  @Override
  public Instant instant() {
    Anchor last = anchor;
    if (last != null) {
      return last.server().plusNanos(System.nanoTime() - last.nanos());
    }
    Instant now = local.instant().plus(offset);
    return now.isBefore(least) ? least : now;
  }
}
