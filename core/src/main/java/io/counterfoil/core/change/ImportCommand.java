package io.counterfoil.core.change;

import io.counterfoil.core.account.AccountName;
import io.counterfoil.core.key.Counterpart;
import io.counterfoil.core.key.ImportedKey;
import io.counterfoil.core.key.KeyId;
import java.util.List;

/// Something to be done with keys that come from another system.
public sealed interface ImportCommand extends Command {
  /// Bring keys in: all of them, or none where one cannot be.
  ///
  /// @param dryRun whether only to say what would happen
  record ImportKeys(AccountName account, List<ImportedKey> keys, boolean dryRun)
      implements ImportCommand {
    public ImportKeys {
      keys = List.copyOf(keys);
    }
  }

  /// Replace the placeholder of a key by the counterpart of the token that was seen to fit its
  /// foreign hash.
  record AdoptToken(
      AccountName account, KeyId key, Counterpart placeholder, Counterpart counterpart)
      implements ImportCommand {}
}
