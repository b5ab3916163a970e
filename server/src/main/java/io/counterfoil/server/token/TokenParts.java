package io.counterfoil.server.token;

import io.counterfoil.core.decision.UserTokenReader;
import io.counterfoil.core.key.Pepper;
import io.counterfoil.core.outbox.OutboxSeal;
import io.counterfoil.core.token.SigningKey;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Supplier;

/// What issues and reads tokens.
///
/// @param users user tokens
/// @param bearers access tokens
/// @param signing what access tokens are signed with
public record TokenParts(
    UserTokens users, BearerTokens bearers, SigningKeys signing, TokenCounts counts) {
  /// Parts that sign access tokens with the keys of the record.
  ///
  /// @param recorded every key of the record, the oldest first; the same list until that changes
  public static TokenParts of(
      UserTokens users, Supplier<List<SigningKey>> recorded, Pepper pepper, InstantSource clock) {
    SigningKeys signing = new SigningKeys(recorded, new OutboxSeal(pepper));
    return new TokenParts(
        users, new BearerTokens(signing, pepper, clock), signing, new TokenCounts());
  }

  /// Reads both kinds.
  public UserTokenReader reader() {
    return new SignedTokens(users, bearers);
  }
}
