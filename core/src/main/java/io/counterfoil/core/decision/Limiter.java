package io.counterfoil.core.decision;

import io.counterfoil.core.key.KeyId;
import io.counterfoil.core.key.RateLimit;
import java.time.Instant;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/// Counts what keys with a rate limit use up, by the generic cell rate algorithm (ITU-T I.371): one
/// number a key, the time at which its allowance would be whole again. Safe for use by many
/// threads; each server counts for itself.
public final class Limiter {
  private static final long MICROS = 1_000_000;

  private final ConcurrentMap<KeyId, AtomicLong> wholeAgainAt = new ConcurrentHashMap<>();

  /// A limiter that has seen nothing.
  public Limiter() {}

  /// What one request did to a key's allowance.
  ///
  /// @param left how many more requests may follow at once
  /// @param resetSeconds in how many seconds the allowance is whole again
  /// @param retrySeconds in how many seconds to try again; 0 where the request may pass
  public record Taken(RateLimit limit, long left, long resetSeconds, long retrySeconds) {
    /// Whether the request may pass.
    public boolean isAllowed() {
      return retrySeconds == 0;
    }
  }

  /// Takes one request from the key's allowance, if that is left.
  ///
  /// @return null where the key has no limit
  public @Nullable Taken take(KeyLine key, Instant at) {
    RateLimit limit = key.isRestricted() ? key.key().terms().rate() : null;
    if (limit == null) {
      return null;
    }
    long now = Math.addExact(at.getEpochSecond() * MICROS, at.getNano() / 1_000);
    long window = limit.seconds() * MICROS;
    long each = Math.max(1, window / limit.requests());
    AtomicLong whole =
        wholeAgainAt.computeIfAbsent(key.key().id(), id -> new AtomicLong(Long.MIN_VALUE));
    while (true) {
      long before = whole.get();
      long base = Math.max(before, now);
      long after = base + each;
      if (after - now > each * limit.requests()) {
        long wait = after - now - each * limit.requests();
        return new Taken(limit, 0, seconds(base - now), Math.max(1, seconds(wait)));
      }
      if (whole.compareAndSet(before, after)) {
        long left = (each * limit.requests() - (after - now)) / each;
        return new Taken(limit, left, seconds(after - now), 0);
      }
    }
  }

  private static long seconds(long micros) {
    return Math.ceilDiv(micros, MICROS);
  }
}
