package io.counterfoil.edge;

import io.vertx.core.Future;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;

/// What a server does at its start or its stop, waited for off its event loops.
public final class Awaited {
  private static final long PATIENCE_SECONDS = 30;

  private Awaited() {}

  /// What the future comes to, within 30 seconds.
  ///
  /// @param interrupted makes what is thrown where whoever waits is told to stop
  public static <T> T of(
      Future<T> future, Function<InterruptedException, ? extends RuntimeException> interrupted)
      throws ExecutionException, TimeoutException {
    try {
      return future
          .toCompletionStage()
          .toCompletableFuture()
          .get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw interrupted.apply(e);
    }
  }
}
