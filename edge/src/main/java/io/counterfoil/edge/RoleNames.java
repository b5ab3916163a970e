package io.counterfoil.edge;

import io.counterfoil.core.role.Role;
import io.counterfoil.core.role.RoleSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The names of roles as they stand in a header, remembered: thousands of keys share a set of
/// roles, and a set is never changed. Belongs to one event loop.
final class RoleNames {
  private static final int PLACES = 1024;

  private final @Nullable RoleSet[] sets = new @Nullable RoleSet[PLACES];
  private final String[] names = new String[PLACES];

  /// The names, comma-separated.
  String of(RoleSet roles) {
    int place = System.identityHashCode(roles) & PLACES - 1;
    if (sets[place] != roles) {
      names[place] = written(roles);
      sets[place] = roles;
    }
    return names[place];
  }

  private static String written(RoleSet roles) {
    return roles.isEmpty()
        ? HeaderText.NOTHING
        : roles.roles().stream()
            .map(Role::name)
            .map(HeaderText::element)
            .collect(Collectors.joining(","));
  }
}
