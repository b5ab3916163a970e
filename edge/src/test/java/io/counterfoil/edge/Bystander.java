package io.counterfoil.edge;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/// A well-behaved client that asks all the time while others misbehave.
final class Bystander implements AutoCloseable {
  private final EdgeWorld world;
  private final AtomicInteger answered = new AtomicInteger();
  private final AtomicReference<@Nullable Throwable> trouble = new AtomicReference<>();
  private final Thread asking;
  private volatile boolean isDone;
  private volatile Duration longest = Duration.ZERO;

  Bystander(EdgeWorld world) {
    this.world = world;
    asking = Thread.ofPlatform().name("bystander").start(this::ask);
  }

  private void ask() {
    String[] headers = {
      "X-Forwarded-Method: GET", "X-Forwarded-Uri: /orders/17", world.pair(EdgeWorld.VIEWER)
    };
    try (Wire wire = new Wire(world.port())) {
      while (!isDone) {
        long began = System.nanoTime();
        int status = wire.ask("GET /v1/authz/forward", headers).status();
        Duration took = Duration.ofNanos(System.nanoTime() - began);
        longest = took.compareTo(longest) > 0 ? took : longest;
        if (status != 200) {
          throw new IOException("status " + status + " (expected: 200)");
        }
        answered.incrementAndGet();
      }
    } catch (IOException e) {
      trouble.set(e);
    }
  }

  /// Ends, and tells how long it waited at most.
  ///
  /// @throws AssertionError if it was ever not answered with 200
  Duration longestWait() throws InterruptedException {
    isDone = true;
    asking.join();
    Throwable failed = trouble.get();
    if (failed != null || answered.get() == 0) {
      throw new AssertionError("answered " + answered.get() + " times", failed);
    }
    return longest;
  }

  @Override
  public void close() {
    isDone = true;
  }
}
