package io.counterfoil.core.change;

import io.counterfoil.core.key.TokenDigest;
import java.time.Duration;
import java.time.Instant;

/// A request that was carried out under an `Idempotency-Key`, remembered so that its repetition
/// does not do it again.
///
/// @param id digest of account, caller and key
/// @param request digest of all of the request
/// @param outcome what it left behind, such as `key:` and an id; never a secret
public record AnsweredRequest(TokenDigest id, TokenDigest request, String outcome, Instant at) {
  /// How long it is remembered.
  public static final Duration REMEMBERED = Duration.ofHours(24);

  /// Whether it is still remembered at the instant.
  public boolean isRememberedAt(Instant now) {
    return now.isBefore(at.plus(REMEMBERED));
  }
}
