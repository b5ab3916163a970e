package io.counterfoil.core.role;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// What somebody wants to make use of, out of all that their roles grant: it only ever takes away.
///
/// @param resources each of these, from whatever role grants it
/// @param roles each of these as a whole
public record Scope(Set<ResourceKey> resources, Set<RoleId> roles) {
  public Scope {
    resources = Set.copyOf(resources);
    roles = Set.copyOf(roles);
  }

  /// What is left of the roles: those that the scope names, and of the others what it names of
  /// them. A role of which nothing is left is left out.
  public RoleSet of(RoleSet held) {
    List<Role> left = new ArrayList<>();
    for (Role role : held.roles()) {
      if (roles.contains(role.id())) {
        left.add(role);
        continue;
      }
      Set<ResourceKey> both = new HashSet<>(role.resources());
      both.retainAll(resources);
      if (!both.isEmpty()) {
        left.add(new Role(role.id(), role.account(), role.name(), both));
      }
    }
    return new RoleSet(left, held.numbers());
  }
}
