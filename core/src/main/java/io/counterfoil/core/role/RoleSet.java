package io.counterfoil.core.role;

import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/// The roles that somebody has in one account, and all that they grant together.
public final class RoleSet {
  /// No role at all: what a key is born with.
  public static final RoleSet NONE = new RoleSet(List.of());

  private final List<Role> roles;
  private final Set<ResourceKey> resources;
  private final String names;
  private final ResourceNumbers numbers;
  private final long[] bits;

  /// The union of the roles, to be compared by name.
  public RoleSet(Collection<Role> roles) {
    this(roles, ResourceNumbers.NONE);
  }

  /// The union of the roles, to be compared by the numbers of a catalogue.
  public RoleSet(Collection<Role> roles, ResourceNumbers numbers) {
    this.numbers = numbers;
    this.roles = roles.stream().sorted(Comparator.comparing(Role::id)).toList();
    Set<ResourceKey> union = new HashSet<>();
    this.roles.forEach(role -> union.addAll(role.resources()));
    resources = Set.copyOf(union);
    bits = numbers.bits(union);
    names = this.roles.stream().map(Role::name).collect(Collectors.joining(", "));
  }

  /// Each role, by number.
  public List<Role> roles() {
    return roles;
  }

  /// All that the roles grant together.
  public Set<ResourceKey> resources() {
    return resources;
  }

  /// The roles' names, comma-joined.
  public String names() {
    return names;
  }

  ResourceNumbers numbers() {
    return numbers;
  }

  long[] bits() {
    return bits;
  }

  /// Whether there is no role.
  public boolean isEmpty() {
    return roles.isEmpty();
  }

  /// Whether the roles suffice.
  public boolean meets(Requirement requirement) {
    return requirement.isMetBy(resources);
  }

  @Override
  public String toString() {
    return "RoleSet[" + names + "]";
  }
}
