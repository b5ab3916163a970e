package io.counterfoil.core.registry;

import io.counterfoil.core.account.AccountName;
import io.counterfoil.core.key.AppKey;
import io.counterfoil.core.key.AppToken;
import io.counterfoil.core.key.Counterpart;
import io.counterfoil.core.key.Digester;
import io.counterfoil.core.key.TokenFormat;
import java.security.SecureRandom;
import java.time.Instant;

/// Makes keys' names and tokens from a cryptographic source. Belongs to one [Registry].
public final class TokenIssuer {
  private final String prefix;
  private final Digester digester;
  private final SecureRandom random;

  /// @param prefix what each name of a key begins with, such as `appkey`
  public TokenIssuer(String prefix, Digester digester, SecureRandom random) {
    this.prefix = prefix;
    this.digester = digester;
    this.random = random;
  }

  AppKey name(AccountName account) {
    return AppKey.generate(prefix, account, random);
  }

  AppToken token() {
    return TokenFormat.generate(random);
  }

  Counterpart counterpart(AccountName account, AppKey appKey, AppToken token, Instant at) {
    return digester.counterpart(account, appKey, token, at);
  }
}
