package io.counterfoil.core.explain;

import io.counterfoil.core.account.AccountName;
import io.counterfoil.core.key.ApiKey;
import io.counterfoil.core.key.AppKey;
import io.counterfoil.core.key.TokenDigest;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What is remembered of keys beyond what a decision needs. Only explanations consult it, and only
/// for the people of the key's own account.
public interface Archive {
  /// The key of that name, deleted or not.
  @Nullable ApiKey everKnown(AppKey name);

  /// Keys whose names differ from this one by letter case alone.
  List<ApiKey> differingByCase(AppKey name);

  /// The key of the account that admits the token of that digest (see `Counterpart.alone`).
  @Nullable ApiKey holderOf(AccountName account, TokenDigest alone);
}
