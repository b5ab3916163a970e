package io.counterfoil.core.decision;

/// Reads user tokens: checks the signature, not the time.
@FunctionalInterface
public interface UserTokenReader {
  /// A deployment that issues no user tokens: each is invalid.
  UserTokenReader NONE = token -> new Credentials.Unusable(new Refusal.UserTokenInvalid());

  /// What the token says, or [Refusal.UserTokenInvalid] where its signature is not ours. Never
  /// throws for anything that a caller sent.
  Credentials read(String token);
}
