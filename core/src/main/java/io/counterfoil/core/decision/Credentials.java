package io.counterfoil.core.decision;

import io.counterfoil.core.key.AppKey;
import io.counterfoil.core.key.AppToken;
import io.counterfoil.core.key.TokenDigest;
import io.counterfoil.core.role.Scope;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What the caller presented, after everything that its bytes alone can tell.
public sealed interface Credentials {
  /// A pair that could exist.
  record Pair(AppKey appKey, AppToken token) implements Credentials {}

  /// A user token whose signature is ours.
  record UserToken(Subject subject, Instant expiresAt) implements Credentials {}

  /// An access token whose signature is ours.
  ///
  /// @param appKey the key that it was issued to
  /// @param pair the digest of the pair that it was issued for: it lives no longer than that pair
  /// @param id its own id
  /// @param scope what of the key's roles it carries; null for all of them
  record AccessToken(
      AppKey appKey, TokenDigest pair, UUID id, @Nullable Scope scope, Instant expiresAt)
      implements Credentials {}

  /// A holder whose credential is taken for granted: for "could this key do that?". Nothing that
  /// reads a request may make one.
  record Supposed(Subject subject) implements Credentials {}

  /// Nothing that could be looked up, and why.
  record Unusable(Refusal refusal) implements Credentials {}
}
