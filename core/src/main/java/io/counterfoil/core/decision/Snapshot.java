package io.counterfoil.core.decision;

import io.counterfoil.core.account.AccountName;
import io.counterfoil.core.account.Revision;
import io.counterfoil.core.account.User;
import io.counterfoil.core.account.UserId;
import io.counterfoil.core.key.ApiKey;
import io.counterfoil.core.key.AppKey;
import io.counterfoil.core.key.TokenDigest;
import io.counterfoil.core.role.Catalogue;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// All that a decision needs to know. Each value read from it is immutable; it is never older than
/// its revision.
public interface Snapshot {
  /// Whether there is anything to decide on yet.
  boolean isReady();

  /// How far the changes have been applied.
  Revision revision();

  /// How old what is known is.
  default Freshness freshness() {
    return Freshness.LIVE;
  }

  /// What calls there are and what they need.
  Catalogue catalogue();

  /// Looks up the key that a pair belongs to, active or not.
  ///
  /// @param pair the digest of the pair, [TokenDigest#WORDS] words
  /// @return whether there is one; if not, what the line says means nothing
  boolean find(long[] pair, KeyLine into);

  /// Looks up the key of that name, unless it was deleted.
  ///
  /// @return whether there is one; if not, what the line says means nothing
  boolean find(AppKey name, KeyLine into);

  /// The key that the pair of that digest belongs to, active or not; null where there is none.
  default @Nullable ApiKey find(TokenDigest pair) {
    KeyLine line = new KeyLine();
    return find(pair.words(), line) ? line.key() : null;
  }

  /// The key of that name, unless it was deleted; null where there is none.
  default @Nullable ApiKey key(AppKey name) {
    KeyLine line = new KeyLine();
    return find(name, line) ? line.key() : null;
  }

  /// Whether the access token of that id was taken back before its time.
  boolean isRevoked(UUID accessToken);

  /// The person.
  @Nullable User user(UserId id);

  /// The account and who has which roles in it; null where there is none of that name.
  @Nullable AccountView account(AccountName name);

  /// The account of that name, whatever text that is; null where there is none.
  default @Nullable AccountView accountNamed(String name) {
    return AccountName.isValid(name) ? account(new AccountName(name)) : null;
  }

  /// The account that a host belongs to; null for a host that belongs to none.
  @Nullable AccountName accountOfHost(String host);
}
