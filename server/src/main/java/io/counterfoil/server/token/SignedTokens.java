package io.counterfoil.server.token;

import io.counterfoil.core.decision.Credentials;
import io.counterfoil.core.decision.Refusal;
import io.counterfoil.core.decision.UserTokenReader;

/// Reads what this server signs: user tokens and access tokens.
public record SignedTokens(UserTokens userTokens, BearerTokens bearerTokens)
    implements UserTokenReader {
  @Override
  public Credentials read(String token) {
    return userTokens.read(token);
  }

  @Override
  public Credentials readAccessToken(String token) {
    BearerTokens.Contents contents = bearerTokens.read(token);
    return contents == null
        ? new Credentials.Unusable(new Refusal.AccessTokenInvalid())
        : contents.credentials();
  }
}
