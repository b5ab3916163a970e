package io.counterfoil.core.change;

import io.counterfoil.core.account.AccountName;
import io.counterfoil.core.key.AppKey;
import io.counterfoil.core.key.Handover;
import io.counterfoil.core.key.KeyId;
import io.counterfoil.core.key.LinkId;
import io.counterfoil.core.key.LinkSeal;
import io.counterfoil.core.role.RoleId;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Something to be done to keys.
public sealed interface KeyCommand extends Command {
  /// Something to be done to one key that there is.
  sealed interface OfOne extends KeyCommand {
    /// Which one.
    KeyId key();
  }

  /// Issue a pair.
  ///
  /// @param handover how to hand the token over by a link; null to answer with it
  record CreateKey(
      AccountName account,
      String label,
      Set<RoleId> roles,
      @Nullable Instant expiresAt,
      List<KeyEdit> edits,
      @Nullable Handover handover)
      implements KeyCommand {

    public CreateKey {
      roles = Set.copyOf(roles);
      edits = List.copyOf(edits);
    }

    /// A plain key, whose token is in the answer.
    public CreateKey(
        AccountName account, String label, Set<RoleId> roles, @Nullable Instant expiresAt) {
      this(account, label, roles, expiresAt, List.of(), null);
    }
  }

  /// Switch a key off or on.
  record SetKeyActive(AccountName account, KeyId key, boolean active) implements OfOne {}

  /// Call a key by another label.
  record RelabelKey(AccountName account, KeyId key, String label) implements OfOne {}

  /// Change several things about a key, or none of them.
  record EditKey(AccountName account, KeyId key, List<KeyEdit> edits) implements OfOne {
    public EditKey {
      edits = List.copyOf(edits);
    }
  }

  /// Give a key exactly these roles, its own account's or, for an external key, this one's.
  record SetKeyRoles(AccountName account, KeyId key, Set<RoleId> roles) implements OfOne {
    public SetKeyRoles {
      roles = Set.copyOf(roles);
    }
  }

  /// Put a key out of use; it can be restored for 30 days, and its name stays taken for ever.
  record DeleteKey(AccountName account, KeyId key) implements OfOne {}

  /// Take a deletion back: the same key, the same token, the same roles.
  record RestoreKey(AccountName account, KeyId key) implements OfOne {}

  /// Refuse a key that may be in the wrong hands, until it is released.
  ///
  /// @param reason for the audit log
  record QuarantineKey(AccountName account, KeyId key, String reason) implements OfOne {}

  /// Let a quarantined key be as it was before.
  ///
  /// @param reason for the audit log
  record ReleaseKey(AccountName account, KeyId key, String reason) implements OfOne {}

  /// Forget all of a deleted key but its name.
  record PurgeKey(AccountName account, KeyId key) implements OfOne {}

  /// Issue a second token beside the one that the key has.
  ///
  /// @param deleteOld whether the old token goes at once rather than when the renewal is finished
  /// @param finishAfterDays after how many days of silence of the old token to finish by itself, 0
  ///   for never; null for what was said before
  /// @param handover how to hand the token over by a link; null to answer with it
  record StartRenewal(
      AccountName account,
      KeyId key,
      boolean deleteOld,
      @Nullable Integer finishAfterDays,
      @Nullable Handover handover)
      implements OfOne {

    /// The old token stays for now, and the new one is in the answer.
    public StartRenewal(AccountName account, KeyId key) {
      this(account, key, false, null, null);
    }
  }

  /// Put the older of a key's two tokens out of use.
  record FinishRenewal(AccountName account, KeyId key) implements OfOne {}

  /// Put the newer of a key's two tokens out of use: the old one is the only one again.
  record UndoRenewal(AccountName account, KeyId key) implements OfOne {}

  /// Have a link show its token. Whoever holds its code may ask that, once.
  ///
  /// @param seal made of the code and the passphrase that were presented
  /// @param userAgent what it is opened with, as that says of itself
  record OpenLink(AccountName account, LinkId link, LinkSeal seal, String userAgent)
      implements KeyCommand {}

  /// Take a link back before it is opened.
  record CancelLink(AccountName account, LinkId link) implements KeyCommand {}

  /// Forget the token of a link whose 24 hours have passed.
  record ExpireLink(AccountName account, LinkId link) implements KeyCommand {}

  /// Let another account's key act here.
  record AddExternalKey(AccountName account, AppKey appKey, Set<RoleId> roles)
      implements KeyCommand {}

  /// Let another account's key act here no longer.
  record RemoveExternalKey(AccountName account, KeyId key) implements OfOne {}
}
