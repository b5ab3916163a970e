package io.counterfoil.server.control;

import io.counterfoil.core.store.DiskFullException;
import io.counterfoil.core.store.StoreException;
import io.counterfoil.edge.ProblemJson;
import io.vertx.core.http.HttpServerResponse;

/// What is answered where the record cannot be read or written: 507 where there is no space for the
/// change, else 503 with the time after which to try again.
public final class StoreTrouble {
  private static final int FULL = 507;
  private static final int AWAY = 503;
  private static final String RETRY_SECONDS = "5";

  private StoreTrouble() {}

  /// Answers.
  public static void answer(HttpServerResponse response, StoreException trouble) {
    int status = status(trouble);
    if (status == AWAY) {
      response.putHeader("Retry-After", RETRY_SECONDS);
    }
    ProblemJson.problem(response, status, String.valueOf(trouble.getMessage()));
  }

  /// The status alone.
  public static int status(StoreException trouble) {
    return trouble instanceof DiskFullException ? FULL : AWAY;
  }
}
