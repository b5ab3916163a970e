package io.counterfoil.server.job;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/// Runs a job again and again on a thread of its own. A run that fails is logged, and the next one
/// tries again.
public final class JobClock implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger(JobClock.class.getName());

  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("jobs").factory());

  /// Runs the job at this pace, the first time after as long.
  public JobClock(Duration every, Runnable job) {
    var _ =
        thread.scheduleWithFixedDelay(
            () -> attempt(job), every.toMillis(), every.toMillis(), TimeUnit.MILLISECONDS);
  }

  private static void attempt(Runnable job) {
    try {
      job.run();
    } catch (RuntimeException e) {
      LOG.log(System.Logger.Level.WARNING, "a job failed and will be tried again", e);
    }
  }

  /// Lets a run under way finish, for a short while.
  @Override
  public void close() {
    thread.shutdown();
    try {
      if (!thread.awaitTermination(5, TimeUnit.SECONDS)) {
        thread.shutdownNow();
      }
    } catch (InterruptedException e) {
      thread.shutdownNow();
      Thread.currentThread().interrupt();
    }
  }
}
