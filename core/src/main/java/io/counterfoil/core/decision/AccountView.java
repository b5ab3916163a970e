package io.counterfoil.core.decision;

import io.counterfoil.core.account.Account;
import io.counterfoil.core.account.UserId;
import io.counterfoil.core.key.KeyId;
import io.counterfoil.core.role.RoleSet;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// An account at one moment, and the roles that keys and people have in it.
///
/// @param keys the roles of each key that may act here: the account's own ones, with or without
///   roles, and the external ones that were added
/// @param people the roles of each member; the Sponsor has every resource
public record AccountView(Account account, Map<KeyId, RoleSet> keys, Map<UserId, RoleSet> people) {

  /// What the caller may do here; null where the caller does not belong here.
  public @Nullable RoleSet rolesOf(Caller caller) {
    return switch (caller) {
      case Caller.Key(var key) ->
          key.account().equals(account.name())
              ? keys.getOrDefault(key.id(), RoleSet.NONE)
              : keys.get(key.id());
      case Caller.Person(var user) -> people.get(user.id());
    };
  }

  /// Whether the caller is the account's Sponsor.
  public boolean isSponsor(Caller caller) {
    return caller instanceof Caller.Person(var user) && user.id().equals(account.sponsor());
  }
}
