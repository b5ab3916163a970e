package io.counterfoil.core.registry;

import io.counterfoil.core.account.AccountName;
import io.counterfoil.core.account.User;
import io.counterfoil.core.account.UserId;
import io.counterfoil.core.change.Change;
import io.counterfoil.core.change.Problem;
import io.counterfoil.core.change.RoleCommand;
import io.counterfoil.core.key.ApiKey;
import io.counterfoil.core.key.Grant;
import io.counterfoil.core.key.Holder;
import io.counterfoil.core.registry.Outcome.Result;
import io.counterfoil.core.role.ResourceKey;
import io.counterfoil.core.role.Role;
import io.counterfoil.core.role.RoleId;
import io.counterfoil.core.store.Directory;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Plans what commands do to roles, to who has them, and to the catalogue that they are made of.
final class AccessPlans {
  /// How many of those who stand in the way a sentence names.
  private static final int NAMED = 10;

  private final Directory directory;
  private final Lookup lookup;
  private final ResourcePlans resources;

  AccessPlans(Directory directory) {
    this.directory = directory;
    lookup = new Lookup(directory);
    resources = new ResourcePlans(directory);
  }

  Plan plan(RoleCommand command) {
    return switch (command) {
      case RoleCommand.LinkRoles link -> link(link);
      case RoleCommand.UnlinkRole unlink -> unlink(unlink);
      case RoleCommand.CreateRole create -> createRole(create);
      case RoleCommand.EditRole edit -> editRole(edit);
      case RoleCommand.CloneRole clone -> cloneRole(clone);
      case RoleCommand.DeleteRole delete -> deleteRole(delete);
      case RoleCommand.AddResource add -> resources.add(add.resource());
      case RoleCommand.RemoveResource remove -> resources.remove(remove.resource());
      case RoleCommand.ImportCatalogue importing -> resources.importing(importing.catalogue());
    };
  }

  private Plan link(RoleCommand.LinkRoles command) {
    lookup.roles(command.account(), command.roles());
    Grant before = grant(command.account(), command.holder());
    return change("role.linked", before, before.with(command.roles()));
  }

  private Plan unlink(RoleCommand.UnlinkRole command) {
    lookup.account(command.account());
    Grant before = directory.grant(command.account(), command.holder());
    return before == null
        ? Plan.nothing(new Result.Done())
        : change("role.unlinked", before, before.without(command.role()));
  }

  private Plan change(String action, Grant before, Grant after) {
    if (before.equals(after) && directory.grant(before.account(), before.holder()) != null) {
      return Plan.nothing(new Result.Done());
    }
    return new Plan(
        List.of(new Change.GrantPut(after)),
        action,
        target(after.holder()),
        Map.of("roles", names(before)),
        Map.of("roles", names(after)),
        new Result.Done());
  }

  /// What the holder has in the account now; an own key has nothing until it is linked.
  private Grant grant(AccountName account, Holder holder) {
    lookup.account(account);
    Grant known = directory.grant(account, holder);
    if (known != null) {
      return known;
    }
    return switch (holder) {
      case Holder.OfKey(var id) ->
          new Grant(account, new Holder.OfKey(lookup.key(account, id).id()), Set.of());
      case Holder.OfUser(var id) ->
          throw new Rejection(
              Problem.Code.USER_NOT_FOUND,
              "user `" + id + "` is not one of account `" + account + "`; add the user first");
    };
  }

  private String names(Grant grant) {
    return new TreeSet<>(grant.roles())
        .stream()
            .map(id -> directory.role(grant.account(), id))
            .map(role -> role == null ? "?" : role.name())
            .collect(Collectors.joining(", "));
  }

  private String target(Holder holder) {
    return switch (holder) {
      case Holder.OfKey(var id) -> {
        ApiKey key = directory.key(id);
        yield "key:" + (key == null ? id.toString() : key.appKey().value());
      }
      case Holder.OfUser(UserId id) -> {
        User user = directory.user(id);
        yield "user:" + (user == null ? id.toString() : user.email().value());
      }
    };
  }

  private Plan createRole(RoleCommand.CreateRole command) {
    AccountName account = lookup.account(command.account()).name();
    String name = name(account, command.name(), null);
    lookup.resources(command.resources());
    Role role = new Role(directory.nextRoleId(), account, name, command.resources());
    return new Plan(
        List.of(new Change.RolePut(role)),
        "role.created",
        "role:" + role.id(),
        Map.of(),
        fields(role),
        new Result.OfRole(role));
  }

  private Plan editRole(RoleCommand.EditRole command) {
    Role before = custom(command.account(), command.role());
    String name = name(command.account(), command.name(), command.role());
    lookup.resources(command.resources());
    Role after = new Role(before.id(), before.account(), name, command.resources());
    if (after.equals(before)) {
      return Plan.nothing(new Result.OfRole(before));
    }
    return new Plan(
        List.of(new Change.RolePut(after)),
        "role.edited",
        "role:" + before.id(),
        fields(before),
        fields(after),
        new Result.OfRole(after));
  }

  private Plan cloneRole(RoleCommand.CloneRole command) {
    AccountName account = lookup.account(command.account()).name();
    Role model = lookup.role(account, command.role());
    String name = name(account, command.name(), null);
    Role role = new Role(directory.nextRoleId(), account, name, model.resources());
    return new Plan(
        List.of(new Change.RolePut(role)),
        "role.cloned",
        "role:" + role.id(),
        Map.of("role", model.id() + " " + model.name()),
        fields(role),
        new Result.OfRole(role));
  }

  private Plan deleteRole(RoleCommand.DeleteRole command) {
    Role role = custom(command.account(), command.role());
    List<Holder> holders = directory.holders(command.account(), role.id());
    if (!holders.isEmpty()) {
      throw inUse(
          Problem.Code.ROLE_IN_USE,
          "role `" + role.name() + "` is linked to ",
          holders.stream().map(this::target).sorted().toList(),
          "unlink it there first");
    }
    return new Plan(
        List.of(new Change.RoleRemoved(role.id())),
        "role.deleted",
        "role:" + role.id(),
        fields(role),
        Map.of(),
        new Result.Done());
  }

  /// A refusal that names the first of those who stand in the way, and carries them all.
  static Rejection inUse(Problem.Code code, String what, List<String> blockers, String remedy) {
    String first = blockers.stream().limit(NAMED).collect(Collectors.joining(", "));
    String more = blockers.size() > NAMED ? " and " + (blockers.size() - NAMED) + " more" : "";
    return new Rejection(new Problem(code, what + first + more + "; " + remedy, blockers));
  }

  private Role custom(AccountName account, RoleId id) {
    lookup.account(account);
    Role role = lookup.role(account, id);
    if (role.isPredefined()) {
      throw new Rejection(
          Problem.Code.ROLE_PREDEFINED,
          "role `" + role.name() + "` is predefined (expected: a custom role); copy it first");
    }
    return role;
  }

  private String name(AccountName account, String name, @Nullable RoleId except) {
    if (name.isBlank() || name.length() > Role.LONGEST_NAME) {
      throw new Rejection(
          Problem.Code.INVALID_VALUE,
          "name: " + name.length() + " characters (expected: 1 to " + Role.LONGEST_NAME + ")");
    }
    boolean taken =
        directory.roles(account).stream()
            .anyMatch(role -> role.name().equals(name.strip()) && !role.id().equals(except));
    if (taken) {
      throw new Rejection(
          Problem.Code.ROLE_NAME_TAKEN,
          "role `" + name.strip() + "` exists already (expected: a name of its own)");
    }
    return name.strip();
  }

  private static Map<String, String> fields(Role role) {
    return Map.of(
        "name",
        role.name(),
        "resources",
        new TreeSet<>(role.resources())
            .stream().map(ResourceKey::value).collect(Collectors.joining(", ")));
  }
}
