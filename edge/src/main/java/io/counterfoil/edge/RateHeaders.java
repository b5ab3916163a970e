package io.counterfoil.edge;

import io.counterfoil.core.decision.KeyLine;
import io.counterfoil.core.decision.Limiter;
import io.counterfoil.core.decision.Refusal;
import io.counterfoil.core.key.RateLimit;
import io.vertx.core.http.HttpServerResponse;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Takes from a key's allowance and says in headers what is left of it: `RateLimit-Policy` and
/// `RateLimit` (draft-ietf-httpapi-ratelimit-headers-11), and `Retry-After` (RFC 9110, 10.2.3).
final class RateHeaders {
  private static final String POLICY = "key";

  private RateHeaders() {}

  /// Why the request may not pass; null where it may.
  static @Nullable Refusal take(
      Limiter limiter, KeyLine key, Instant at, HttpServerResponse response) {
    Limiter.Taken taken = limiter.take(key, at);
    if (taken == null) {
      return null;
    }
    RateLimit limit = taken.limit();
    response
        .putHeader(
            "RateLimit-Policy",
            "\"%s\";q=%d;w=%d".formatted(POLICY, limit.requests(), limit.seconds()))
        .putHeader(
            "RateLimit", "\"%s\";r=%d;t=%d".formatted(POLICY, taken.left(), taken.resetSeconds()));
    if (taken.isAllowed()) {
      return null;
    }
    response.putHeader("Retry-After", Long.toString(taken.retrySeconds()));
    return new Refusal.RateLimited(limit, taken.retrySeconds());
  }
}
