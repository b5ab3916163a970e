package io.counterfoil.core.decision;

import io.counterfoil.core.account.AccountName;
import io.counterfoil.core.account.Revision;
import io.counterfoil.core.account.User;
import io.counterfoil.core.account.UserId;
import io.counterfoil.core.key.ApiKey;
import io.counterfoil.core.key.AppKey;
import io.counterfoil.core.key.TokenDigest;
import io.counterfoil.core.role.Catalogue;
import org.jspecify.annotations.Nullable;

/// All that a decision needs to know. Each value read from it is immutable; it is never older than
/// its revision.
public interface Snapshot {
  /// Whether there is anything to decide on yet.
  boolean isReady();

  /// How far the changes have been applied.
  Revision revision();

  /// What calls there are and what they need.
  Catalogue catalogue();

  /// The key that the pair of that digest belongs to, active or not; null where there is none.
  @Nullable ApiKey find(TokenDigest pair);

  /// The key of that name, unless it was deleted.
  @Nullable ApiKey key(AppKey name);

  /// The person.
  @Nullable User user(UserId id);

  /// The account and who has which roles in it; null where there is none of that name.
  @Nullable AccountView account(AccountName name);

  /// The account that a host belongs to; null for a host that belongs to none.
  @Nullable AccountName accountOfHost(String host);
}
