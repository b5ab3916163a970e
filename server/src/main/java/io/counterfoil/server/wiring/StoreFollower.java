package io.counterfoil.server.wiring;

import io.counterfoil.core.store.SnapshotKeeper;
import io.counterfoil.core.store.Store;
import io.counterfoil.core.store.StoreException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/// Keeps the live view at the head of a record that other processes write to as well. A hint of the
/// store wakes it; a look each second is the net below the hints. A record that is this process's
/// alone needs neither.
final class StoreFollower implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger(StoreFollower.class.getName());
  private static final Duration EVERY = Duration.ofSeconds(1);

  private final SnapshotKeeper keeper;
  private final InstantSource clock;
  private final boolean isShared;
  private final Semaphore hints = new Semaphore(0);
  private final Store.Watch watch;
  private volatile Instant completeAt;
  private volatile boolean closed;

  StoreFollower(Store store, SnapshotKeeper keeper, InstantSource clock) {
    this.keeper = keeper;
    this.clock = clock;
    isShared = store.isShared();
    completeAt = clock.instant();
    watch = store.watch(hints::release);
    if (isShared) {
      Thread.ofPlatform().daemon().name("counterfoil-follow").start(this::follow);
    }
  }

  /// Until when nothing that was committed is missing in the view.
  Instant completeAt() {
    return isShared ? completeAt : clock.instant();
  }

  private void follow() {
    String trouble = "";
    while (!closed) {
      try {
        if (hints.tryAcquire(EVERY.toMillis(), TimeUnit.MILLISECONDS)) {
          hints.drainPermits();
        }
        Instant began = clock.instant();
        keeper.catchUp();
        completeAt = began;
        trouble = "";
      } catch (InterruptedException e) {
        return;
      } catch (StoreException e) {
        String told = String.valueOf(e.getMessage());
        if (!told.equals(trouble) && !closed) {
          LOG.log(System.Logger.Level.WARNING, "the record cannot be followed: " + told);
          trouble = told;
        }
      }
    }
  }

  @Override
  public void close() {
    closed = true;
    watch.close();
    hints.release();
  }
}
