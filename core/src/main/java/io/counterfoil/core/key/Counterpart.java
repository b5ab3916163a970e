package io.counterfoil.core.key;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What is kept of a token, so that it can be recognised and never recovered.
///
/// @param pair digest of appKey and token together: the one that admits
/// @param folded digest of appKey and the token without letter case or blanks: explains, never
///   admits; null for an imported token, whose entropy is unknown
/// @param alone digest of account and token: recognises the token under another key of its account
/// @param pepperVersion which pepper made the digests, from 1; 0 for what is left of a purged
///   token, -1 for a placeholder
public record Counterpart(
    TokenDigest pair,
    @Nullable TokenDigest folded,
    TokenDigest alone,
    int pepperVersion,
    Instant createdAt) {

  private static final int ERASED = 0;
  private static final int PLACEHOLDER = -1;

  /// What is left of a purged token: digests that nothing has.
  public static Counterpart erased(Instant createdAt) {
    TokenDigest nothing = TokenDigest.of(new byte[TokenDigest.BYTES]);
    return new Counterpart(nothing, null, nothing, ERASED, createdAt);
  }

  /// A counterpart that no token fits: it keeps the place of one whose token is known only by a
  /// [ForeignHash], until its first use.
  public static Counterpart placeholder(TokenDigest pair, TokenDigest alone, Instant createdAt) {
    return new Counterpart(pair, null, alone, PLACEHOLDER, createdAt);
  }

  /// The same, of a token that was issued then.
  public Counterpart issuedAt(Instant then) {
    return new Counterpart(pair, folded, alone, pepperVersion, then);
  }

  /// Whether a [ForeignHash] stands behind it.
  public boolean isPlaceholder() {
    return pepperVersion == PLACEHOLDER;
  }
}
