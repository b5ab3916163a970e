package io.counterfoil.edge;

import io.netty.channel.EventLoop;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// Looks after the connections of one event loop, and is touched by that loop alone.
///
/// One look at all connections every now and then takes the place of a timer a connection, and its
/// clock, coarse as the looks are, that of asking the system at every read.
@SuppressWarnings("FutureReturnValueIgnored") // a task that fails is one of a loop that ends
final class Watch {
  private static final long SHORTEST_MILLIS = 20;
  private static final long LONGEST_MILLIS = 1_000;
  private static final int LOOKS_A_LIMIT = 8;

  private final EventLoop loop;
  private final long headerMillis;
  private final long idleMillis;
  private final List<ConnectionGuard> guards = new ArrayList<>();
  private final long began = System.nanoTime();
  private long now = 1;
  private boolean isDraining;
  private @Nullable CompletableFuture<Void> empty;

  Watch(EventLoop loop, EdgeLimits limits) {
    this.loop = loop;
    headerMillis = limits.headerTime().toMillis();
    idleMillis = limits.idleTime().toMillis();
    long interval =
        Math.clamp(
            Math.min(headerMillis, idleMillis) / LOOKS_A_LIMIT, SHORTEST_MILLIS, LONGEST_MILLIS);
    loop.scheduleAtFixedRate(this::look, interval, interval, TimeUnit.MILLISECONDS);
  }

  /// Milliseconds since it began, as of the latest look; never 0.
  long now() {
    return now;
  }

  boolean isDraining() {
    return isDraining;
  }

  void join(ConnectionGuard guard) {
    guard.place = guards.size();
    guards.add(guard);
  }

  void leave(ConnectionGuard guard) {
    ConnectionGuard last = guards.removeLast();
    if (last != guard) {
      guards.set(guard.place, last);
      last.place = guard.place;
    }
    if (guards.isEmpty() && empty != null) {
      empty.complete(null);
    }
  }

  private void look() {
    now = 1 + TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - began);
    // From the end: a connection that closes at once gives its place to one that was looked at.
    for (int i = guards.size() - 1; i >= 0; i--) {
      if (i < guards.size()) {
        guards.get(i).check(now, headerMillis, idleMillis);
      }
    }
  }

  CompletableFuture<Void> drain(Duration patience) {
    var done = new CompletableFuture<Void>();
    loop.execute(() -> drain(patience, done));
    return done;
  }

  private void drain(Duration patience, CompletableFuture<Void> done) {
    isDraining = true;
    empty = done;
    for (ConnectionGuard guard : List.copyOf(guards)) {
      guard.drain(patience);
    }
    if (guards.isEmpty()) {
      done.complete(null);
    } else {
      loop.schedule(() -> done.complete(null), patience.toMillis(), TimeUnit.MILLISECONDS);
    }
  }
}
