package io.counterfoil.core.decision;

import io.counterfoil.core.account.Account;
import io.counterfoil.core.account.UserId;
import io.counterfoil.core.key.ApiKey;
import io.counterfoil.core.role.RoleSet;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// An account at one moment, and the roles that keys and people have in it.
///
/// @param keys the roles of each key that may act here: the account's own ones and the external
///   ones that were added
/// @param people the roles of each member; the Sponsor has every resource
public record AccountView(Account account, KeyRoles keys, Map<UserId, RoleSet> people) {
  /// Where the roles of keys stand.
  @FunctionalInterface
  public interface KeyRoles {
    /// The roles of no key at all.
    KeyRoles NOTHING = _ -> null;

    /// The roles linked to the key in the account; null where none ever was.
    @Nullable RoleSet of(ApiKey key);
  }

  /// What the caller may do here; null where the caller does not belong here.
  public @Nullable RoleSet rolesOf(Caller caller) {
    return switch (caller) {
      case Caller.Key(var key) -> rolesOf(key);
      case Caller.Person(var user) -> people.get(user.id());
    };
  }

  private @Nullable RoleSet rolesOf(ApiKey key) {
    RoleSet linked = keys.of(key);
    return linked == null && key.account().equals(account.name()) ? RoleSet.NONE : linked;
  }

  /// Whether the caller is the account's Sponsor.
  public boolean isSponsor(Caller caller) {
    return caller instanceof Caller.Person(var user) && user.id().equals(account.sponsor());
  }
}
