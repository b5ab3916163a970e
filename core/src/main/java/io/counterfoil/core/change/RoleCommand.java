package io.counterfoil.core.change;

import io.counterfoil.core.account.AccountName;
import io.counterfoil.core.key.Holder;
import io.counterfoil.core.role.Catalogue;
import io.counterfoil.core.role.ResourceKey;
import io.counterfoil.core.role.RoleId;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Something to be done to roles, to who has them, or to what they are made of.
public sealed interface RoleCommand extends Command {
  /// Give a holder roles, beside those it has.
  record LinkRoles(AccountName account, Holder holder, Set<RoleId> roles) implements RoleCommand {}

  /// Take a role from a holder; nothing to do where it has not got it.
  record UnlinkRole(AccountName account, Holder holder, RoleId role) implements RoleCommand {}

  /// Make a custom role.
  record CreateRole(AccountName account, String name, Set<ResourceKey> resources)
      implements RoleCommand {}

  /// Replace a custom role's name and resources.
  record EditRole(AccountName account, RoleId role, String name, Set<ResourceKey> resources)
      implements RoleCommand {}

  /// Remove a custom role that nobody has.
  record DeleteRole(AccountName account, RoleId role) implements RoleCommand {}

  /// Replace the catalogue.
  record ImportCatalogue(Catalogue catalogue) implements RoleCommand {
    @Override
    public @Nullable AccountName account() {
      return null;
    }
  }
}
