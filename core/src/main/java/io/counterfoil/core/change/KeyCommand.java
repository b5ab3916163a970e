package io.counterfoil.core.change;

import io.counterfoil.core.account.AccountName;
import io.counterfoil.core.key.AppKey;
import io.counterfoil.core.key.KeyId;
import io.counterfoil.core.role.RoleId;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Something to be done to keys.
public sealed interface KeyCommand extends Command {
  /// Issue a pair.
  record CreateKey(
      AccountName account, String label, Set<RoleId> roles, @Nullable Instant expiresAt)
      implements KeyCommand {}

  /// Switch a key off or on.
  record SetKeyActive(AccountName account, KeyId key, boolean active) implements KeyCommand {}

  /// Call a key by another label.
  record RelabelKey(AccountName account, KeyId key, String label) implements KeyCommand {}

  /// Put a key out of use for good; its name stays taken.
  record DeleteKey(AccountName account, KeyId key) implements KeyCommand {}

  /// Issue a second token beside the one that the key has.
  record StartRenewal(AccountName account, KeyId key) implements KeyCommand {}

  /// Put the older of a key's two tokens out of use.
  record FinishRenewal(AccountName account, KeyId key) implements KeyCommand {}

  /// Let another account's key act here.
  record AddExternalKey(AccountName account, AppKey appKey, Set<RoleId> roles)
      implements KeyCommand {}
}
