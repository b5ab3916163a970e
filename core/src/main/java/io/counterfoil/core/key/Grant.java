package io.counterfoil.core.key;

import io.counterfoil.core.account.AccountName;
import io.counterfoil.core.role.RoleId;
import java.util.Set;
import java.util.TreeSet;

/// The roles that a holder has in one account. For a person it is the membership itself; for a key
/// of another account it is what makes that key an external key here.
///
/// @param account where the roles act
/// @param roles may be empty: the holder belongs here and may do nothing
public record Grant(AccountName account, Holder holder, Set<RoleId> roles) {
  public Grant {
    roles = Set.copyOf(roles);
  }

  /// The same grant with these roles too.
  public Grant with(Set<RoleId> more) {
    Set<RoleId> all = new TreeSet<>(roles);
    all.addAll(more);
    return new Grant(account, holder, all);
  }

  /// The same grant without this role.
  public Grant without(RoleId role) {
    Set<RoleId> rest = new TreeSet<>(roles);
    rest.remove(role);
    return new Grant(account, holder, rest);
  }
}
