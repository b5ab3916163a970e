package io.counterfoil.core.change;

import io.counterfoil.core.account.AccountName;
import io.counterfoil.core.account.AccountState;
import io.counterfoil.core.account.Email;
import io.counterfoil.core.account.KeyCreation;
import io.counterfoil.core.account.PasswordHash;
import io.counterfoil.core.account.UserId;
import io.counterfoil.core.key.AppKey;
import io.counterfoil.core.key.Holder;
import io.counterfoil.core.key.KeyId;
import io.counterfoil.core.role.Catalogue;
import io.counterfoil.core.role.ResourceKey;
import io.counterfoil.core.role.RoleId;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// One thing that somebody asks to be changed.
public sealed interface Command {
  /// The account that it is about; null for the deployment as a whole.
  @Nullable AccountName account();

  /// Open an account with its Sponsor, who becomes its first user.
  record CreateAccount(
      AccountName account,
      Email sponsor,
      String sponsorName,
      @Nullable PasswordHash password,
      List<String> hosts)
      implements Command {}

  /// Switch an account off or on.
  record SetAccountState(AccountName account, AccountState state) implements Command {}

  /// Say who may create keys.
  record SetKeyCreation(AccountName account, KeyCreation rule) implements Command {}

  /// Say which hosts belong to the account.
  record SetHosts(AccountName account, List<String> hosts) implements Command {}

  /// Issue a pair.
  record CreateKey(
      AccountName account, String label, Set<RoleId> roles, @Nullable Instant expiresAt)
      implements Command {}

  /// Switch a key off or on.
  record SetKeyActive(AccountName account, KeyId key, boolean active) implements Command {}

  /// Call a key by another label.
  record RelabelKey(AccountName account, KeyId key, String label) implements Command {}

  /// Put a key out of use for good; its name stays taken.
  record DeleteKey(AccountName account, KeyId key) implements Command {}

  /// Issue a second token beside the one that the key has.
  record StartRenewal(AccountName account, KeyId key) implements Command {}

  /// Put the older of a key's two tokens out of use.
  record FinishRenewal(AccountName account, KeyId key) implements Command {}

  /// Let another account's key act here.
  record AddExternalKey(AccountName account, AppKey appKey, Set<RoleId> roles) implements Command {}

  /// Give a holder roles, beside those it has.
  record LinkRoles(AccountName account, Holder holder, Set<RoleId> roles) implements Command {}

  /// Take a role from a holder; nothing to do where it has not got it.
  record UnlinkRole(AccountName account, Holder holder, RoleId role) implements Command {}

  /// Make a custom role.
  record CreateRole(AccountName account, String name, Set<ResourceKey> resources)
      implements Command {}

  /// Replace a custom role's name and resources.
  record EditRole(AccountName account, RoleId role, String name, Set<ResourceKey> resources)
      implements Command {}

  /// Remove a custom role that nobody has.
  record DeleteRole(AccountName account, RoleId role) implements Command {}

  /// Make a person a user of the account; known ones are recognised by their address.
  record AddUser(AccountName account, Email email, String name) implements Command {}

  /// End a person's membership and all roles that go with it.
  record RemoveUser(AccountName account, UserId user) implements Command {}

  /// Replace the catalogue.
  record ImportCatalogue(Catalogue catalogue) implements Command {
    @Override
    public @Nullable AccountName account() {
      return null;
    }
  }
}
