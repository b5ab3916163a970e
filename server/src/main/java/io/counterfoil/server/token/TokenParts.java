package io.counterfoil.server.token;

import io.counterfoil.core.decision.UserTokenReader;

/// What issues and reads tokens.
///
/// @param users user tokens
/// @param bearers access tokens
/// @param signing what access tokens are signed with
public record TokenParts(
    UserTokens users, BearerTokens bearers, SigningKeys signing, TokenCounts counts) {
  /// Reads both kinds.
  public UserTokenReader reader() {
    return new SignedTokens(users, bearers);
  }
}
