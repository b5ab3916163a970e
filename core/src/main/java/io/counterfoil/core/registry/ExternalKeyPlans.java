package io.counterfoil.core.registry;

import io.counterfoil.core.account.AccountName;
import io.counterfoil.core.change.Change;
import io.counterfoil.core.change.KeyCommand;
import io.counterfoil.core.change.Problem;
import io.counterfoil.core.key.ApiKey;
import io.counterfoil.core.key.Grant;
import io.counterfoil.core.key.Holder;
import io.counterfoil.core.registry.Outcome.Result;
import io.counterfoil.core.role.Role;
import io.counterfoil.core.store.Directory;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Plans which keys of other accounts act in an account, and with which roles any key acts there.
final class ExternalKeyPlans {
  private final Directory directory;
  private final Lookup lookup;

  ExternalKeyPlans(Directory directory) {
    this.directory = directory;
    lookup = new Lookup(directory);
  }

  Plan add(KeyCommand.AddExternalKey command) {
    AccountName account = lookup.account(command.account()).name();
    ApiKey key = directory.key(command.appKey());
    if (key == null) {
      throw new Rejection(
          Problem.Code.KEY_NOT_FOUND,
          "appKey `" + command.appKey() + "` is not known; check its spelling with its owner");
    }
    if (key.account().equals(account)) {
      throw new Rejection(
          Problem.Code.KEY_IS_OWN,
          "key `" + key.appKey() + "` is the account's own (expected: another account's)");
    }
    Holder holder = new Holder.OfKey(key.id());
    if (directory.grant(account, holder) != null) {
      throw new Rejection(
          Problem.Code.EXTERNAL_KEY_EXISTS,
          "key `" + key.appKey() + "` was added already; edit its roles instead");
    }
    var roles = lookup.roles(account, command.roles());
    return new Plan(
        List.of(new Change.GrantPut(new Grant(account, holder, command.roles()))),
        "key.added",
        KeyPlans.target(key),
        Map.of(),
        Map.of("roles", Lookup.names(roles)),
        new Result.OfKey(key));
  }

  Plan remove(KeyCommand.RemoveExternalKey command) {
    ApiKey key = lookup.externalKey(command.account(), command.key());
    Holder holder = new Holder.OfKey(key.id());
    return new Plan(
        List.of(new Change.GrantRemoved(command.account(), holder)),
        "key.removed",
        KeyPlans.target(key),
        Map.of("roles", names(command.account(), directory.grant(command.account(), holder))),
        Map.of(),
        new Result.Done());
  }

  Plan setRoles(KeyCommand.SetKeyRoles command) {
    AccountName account = lookup.account(command.account()).name();
    ApiKey known = directory.key(command.key());
    ApiKey key =
        known != null && !known.account().equals(account)
            ? lookup.externalKey(account, command.key())
            : lookup.key(account, command.key());
    var roles = lookup.roles(account, command.roles());
    Holder holder = new Holder.OfKey(key.id());
    Grant before = directory.grant(account, holder);
    Set<?> had = before == null ? Set.of() : before.roles();
    if (had.equals(command.roles())) {
      return Plan.nothing(new Result.OfKey(key));
    }
    return new Plan(
        List.of(new Change.GrantPut(new Grant(account, holder, command.roles()))),
        "key.roles_set",
        KeyPlans.target(key),
        Map.of("roles", names(account, before)),
        Map.of("roles", Lookup.names(roles)),
        new Result.OfKey(key));
  }

  private String names(AccountName account, @Nullable Grant grant) {
    List<Role> roles =
        grant == null
            ? List.of()
            : grant.roles().stream()
                .sorted()
                .map(id -> directory.role(account, id))
                .filter(Objects::nonNull)
                .toList();
    return Lookup.names(roles);
  }
}
