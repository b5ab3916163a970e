package io.counterfoil.core.decision;

import io.counterfoil.core.key.AppKey;
import io.counterfoil.core.key.AppToken;
import java.time.Instant;

/// What the caller presented, after everything that its bytes alone can tell.
public sealed interface Credentials {
  /// A pair that could exist.
  record Pair(AppKey appKey, AppToken token) implements Credentials {}

  /// A user token whose signature is ours.
  record UserToken(Subject subject, Instant expiresAt) implements Credentials {}

  /// A holder whose credential is taken for granted: for "could this key do that?". Nothing that
  /// reads a request may make one.
  record Supposed(Subject subject) implements Credentials {}

  /// Nothing that could be looked up, and why.
  record Unusable(Refusal refusal) implements Credentials {}
}
