package io.counterfoil.core.decision;

/// Reads user tokens and access tokens: checks the signature, not the time.
@FunctionalInterface
public interface UserTokenReader {
  /// A deployment that issues no user tokens: each is invalid.
  UserTokenReader NONE = token -> new Credentials.Unusable(new Refusal.UserTokenInvalid());

  /// What the token says, or [Refusal.UserTokenInvalid] where its signature is not ours. Never
  /// throws for anything that a caller sent.
  Credentials read(String token);

  /// What an access token says, or [Refusal.AccessTokenInvalid] where its signature is not ours.
  /// Never throws for anything that a caller sent.
  default Credentials readAccessToken(String token) {
    return new Credentials.Unusable(new Refusal.AccessTokenInvalid());
  }
}
