package io.counterfoil.core.change;

import io.counterfoil.core.account.AccountName;
import io.counterfoil.core.key.Holder;
import io.counterfoil.core.role.Catalogue;
import io.counterfoil.core.role.Resource;
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

  /// Make a custom role that grants what another does.
  record CloneRole(AccountName account, RoleId role, String name) implements RoleCommand {}

  /// Remove a custom role that nobody has.
  record DeleteRole(AccountName account, RoleId role) implements RoleCommand {}

  /// Add a resource of this deployment's own; it outlives imports of catalogues.
  record AddResource(Resource resource) implements RoleCommand {
    @Override
    public @Nullable AccountName account() {
      return null;
    }
  }

  /// Remove a resource of this deployment's own that nothing needs or grants.
  record RemoveResource(ResourceKey resource) implements RoleCommand {
    @Override
    public @Nullable AccountName account() {
      return null;
    }
  }

  /// Replace the catalogue, except for this deployment's own resources.
  record ImportCatalogue(Catalogue catalogue) implements RoleCommand {
    @Override
    public @Nullable AccountName account() {
      return null;
    }
  }
}
