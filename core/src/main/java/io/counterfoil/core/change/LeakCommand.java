package io.counterfoil.core.change;

import io.counterfoil.core.account.AccountName;
import io.counterfoil.core.account.OnLeak;
import io.counterfoil.core.key.KeyId;
import java.util.UUID;

/// Something to be done about tokens in the open.
public sealed interface LeakCommand extends Command {
  /// Say what happens to keys whose tokens are found in the open.
  record SetOnLeak(AccountName account, OnLeak rule) implements LeakCommand {}

  /// Note that a key's token was found in the open, and do what the account chose.
  ///
  /// @param id the same for the same token at the same place
  /// @param source who found it
  /// @param url where; empty where nobody said
  record ReportLeak(AccountName account, KeyId key, UUID id, String source, String url)
      implements LeakCommand {}
}
