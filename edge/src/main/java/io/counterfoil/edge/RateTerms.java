package io.counterfoil.edge;

import io.counterfoil.core.decision.KeyLine;
import io.counterfoil.core.decision.Limiter;
import io.counterfoil.core.decision.Refusal;
import io.counterfoil.core.key.RateLimit;
import java.time.Instant;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/// What is said of a key's allowance and of when to come back: `RateLimit-Policy` and `RateLimit`
/// (draft-ietf-httpapi-ratelimit-headers-11), and `Retry-After` (RFC 9110, 10.2.3).
///
/// @param taken what the request took; null for a key without a limit
/// @param retrySeconds in how many seconds to try again; 0 for nothing said
record RateTerms(Limiter.@Nullable Taken taken, long retrySeconds) {
  /// Nothing is said.
  static final RateTerms NONE = new RateTerms(null, 0);

  static final String POLICY = "RateLimit-Policy";
  static final String LEFT = "RateLimit";
  static final String RETRY_AFTER = "Retry-After";

  private static final String NAME = "key";

  /// Takes from the key's allowance.
  static RateTerms take(Limiter limiter, KeyLine key, Instant at) {
    Limiter.Taken taken = limiter.take(key, at);
    return taken == null ? NONE : new RateTerms(taken, taken.retrySeconds());
  }

  /// Asks to come back.
  static RateTerms retry(long seconds) {
    return new RateTerms(null, seconds);
  }

  /// Why the request may not pass; null where it may.
  @Nullable Refusal refusal() {
    return taken == null || taken.isAllowed()
        ? null
        : new Refusal.RateLimited(taken.limit(), taken.retrySeconds());
  }

  /// Tells each header that there is something to say in.
  void tell(BiConsumer<String, String> header) {
    if (taken != null) {
      RateLimit limit = taken.limit();
      header.accept(POLICY, "\"%s\";q=%d;w=%d".formatted(NAME, limit.requests(), limit.seconds()));
      header.accept(LEFT, "\"%s\";r=%d;t=%d".formatted(NAME, taken.left(), taken.resetSeconds()));
    }
    if (retrySeconds > 0) {
      header.accept(RETRY_AFTER, Long.toString(retrySeconds));
    }
  }
}
