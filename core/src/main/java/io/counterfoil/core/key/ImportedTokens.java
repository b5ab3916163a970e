package io.counterfoil.core.key;

import io.counterfoil.core.account.AccountName;
import java.time.Instant;

/// Makes counterparts of tokens that nobody here has seen, from their SHA-256. Safe for use by many
/// threads.
public final class ImportedTokens {
  private final Pepper pepper;

  /// Under the deployment's pepper.
  public ImportedTokens(Pepper pepper) {
    this.pepper = pepper;
  }

  /// What makes the counterparts of one account's import. Belongs to one thread.
  public Maker maker(AccountName account, Instant at) {
    return new Maker(new Digester(pepper), account, at);
  }

  /// Makes counterparts for one account.
  public static final class Maker {
    private final Digester digester;
    private final AccountName account;
    private final Instant at;

    private Maker(Digester digester, AccountName account, Instant at) {
      this.digester = digester;
      this.account = account;
      this.at = at;
    }

    /// The counterpart of the token with that SHA-256.
    ///
    /// @param sha256 32 bytes
    public Counterpart ofSha256(AppKey appKey, byte[] sha256) {
      return digester.counterpartOfHash(account, appKey, sha256, at);
    }
  }

  @Override
  public String toString() {
    return "ImportedTokens[hidden]";
  }
}
