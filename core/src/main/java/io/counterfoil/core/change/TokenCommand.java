package io.counterfoil.core.change;

import io.counterfoil.core.account.AccountName;
import io.counterfoil.core.token.RevokedToken;
import io.counterfoil.core.token.SigningKey;
import org.jspecify.annotations.Nullable;

/// Something to be done about access tokens.
public sealed interface TokenCommand extends Command {
  /// Have this key sign access tokens, beside the one that does so now.
  ///
  /// @param atOnce whether all others are to be forgotten, and with them what they signed
  record AddSigningKey(SigningKey key, boolean atOnce) implements TokenCommand {
    @Override
    public @Nullable AccountName account() {
      return null;
    }
  }

  /// Take an access token back.
  ///
  /// @param account the account of the key that it was issued to
  record RevokeAccessToken(AccountName account, RevokedToken token) implements TokenCommand {}
}
