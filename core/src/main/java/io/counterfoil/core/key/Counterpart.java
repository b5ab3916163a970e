package io.counterfoil.core.key;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What is kept of a token, so that it can be recognised and never recovered.
///
/// @param pair digest of appKey and token together: the one that admits
/// @param folded digest of appKey and the token without letter case or blanks: explains, never
///   admits; null for an imported token, whose entropy is unknown
/// @param alone digest of account and token: recognises the token under another key of its account
/// @param pepperVersion which pepper made the digests
public record Counterpart(
    TokenDigest pair,
    @Nullable TokenDigest folded,
    TokenDigest alone,
    int pepperVersion,
    Instant createdAt) {

  /// What is left of a purged token: digests that nothing has.
  public static Counterpart erased(Instant createdAt) {
    TokenDigest nothing = TokenDigest.of(new byte[TokenDigest.BYTES]);
    return new Counterpart(nothing, null, nothing, 0, createdAt);
  }
}
