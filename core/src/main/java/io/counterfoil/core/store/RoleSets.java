package io.counterfoil.core.store;

import io.counterfoil.core.role.ResourceNumbers;
import io.counterfoil.core.role.Role;
import io.counterfoil.core.role.RoleId;
import io.counterfoil.core.role.RoleSet;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// The sets of roles that somebody has, each once and under a number, so that the key table keeps
/// four bytes a key and thousands of keys share what their roles grant. One thread writes, any may
/// read.
final class RoleSets {
  /// The number of the empty set.
  static final int EMPTY = 0;

  private final Function<RoleId, @Nullable Role> roles;
  private final Supplier<ResourceNumbers> numbering;
  private final Map<Set<RoleId>, Integer> numbers = new HashMap<>();
  private final List<Set<RoleId>> sets = new ArrayList<>();
  private volatile RoleSet[] resolved = {RoleSet.NONE};

  /// @param roles the role of that number; null where there is none any more
  /// @param numbering how the newest catalogue numbers resources
  RoleSets(Function<RoleId, @Nullable Role> roles, Supplier<ResourceNumbers> numbering) {
    this.roles = roles;
    this.numbering = numbering;
    numbers.put(Set.of(), EMPTY);
    sets.add(Set.of());
  }

  /// The number of the set. The set can be read before the number is known to anybody.
  synchronized int number(Set<RoleId> ids) {
    Integer known = numbers.get(ids);
    if (known != null) {
      return known;
    }
    int number = sets.size();
    RoleSet[] all = resolved;
    RoleSet[] more = number < all.length ? all : Arrays.copyOf(all, all.length * 2);
    more[number] = resolve(ids);
    resolved = more;
    sets.add(ids);
    numbers.put(ids, number);
    return number;
  }

  /// What the set of that number grants.
  RoleSet get(int number) {
    return resolved[number];
  }

  /// The set of that number.
  synchronized Set<RoleId> ids(int number) {
    return sets.get(number);
  }

  /// Every set, by number.
  synchronized List<Set<RoleId>> all() {
    return List.copyOf(sets);
  }

  /// Reads the role of that number anew, in each set that has it.
  void changed(RoleId id) {
    resolveIf(ids -> ids.contains(id));
  }

  /// Reads every role anew.
  void changed() {
    resolveIf(_ -> true);
  }

  private synchronized void resolveIf(Function<Set<RoleId>, Boolean> isTouched) {
    RoleSet[] all = resolved.clone();
    for (int i = 0; i < sets.size(); i++) {
      if (isTouched.apply(sets.get(i))) {
        all[i] = resolve(sets.get(i));
      }
    }
    resolved = all;
  }

  private RoleSet resolve(Set<RoleId> ids) {
    List<Role> known = new ArrayList<>();
    for (RoleId id : ids) {
      Role role = roles.apply(id);
      if (role != null) {
        known.add(role);
      }
    }
    return known.isEmpty() ? RoleSet.NONE : new RoleSet(known, numbering.get());
  }
}
