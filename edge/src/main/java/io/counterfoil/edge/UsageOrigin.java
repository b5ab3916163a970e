package io.counterfoil.edge;

import io.counterfoil.core.decision.Attempt;
import io.counterfoil.core.decision.Usage;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import org.jspecify.annotations.Nullable;

/// Where a request came from, read only where somebody asks.
record UsageOrigin(Attempt attempt, MultiMap headers) implements Usage.Origin {
  @Override
  public @Nullable String address() {
    return attempt.where().client();
  }

  @Override
  public @Nullable String userAgent() {
    return headers.get(HttpHeaders.USER_AGENT);
  }
}
