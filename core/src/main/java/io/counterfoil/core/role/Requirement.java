package io.counterfoil.core.role;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/// What an operation needs of the roles of whoever calls it.
public sealed interface Requirement {
  /// Whether the resources suffice.
  boolean isMetBy(Set<ResourceKey> granted);

  /// The resources that it names, in order.
  List<ResourceKey> keys();

  /// Any one of the resources will do.
  static Requirement anyOf(Collection<ResourceKey> keys) {
    return new AnyOf(sorted(keys));
  }

  /// All the resources are needed.
  static Requirement allOf(Collection<ResourceKey> keys) {
    return new AllOf(sorted(keys));
  }

  private static List<ResourceKey> sorted(Collection<ResourceKey> keys) {
    if (keys.isEmpty()) {
      throw new IllegalArgumentException(
          "requires: no resource (expected: at least one, or `nothing`)");
    }
    return List.copyOf(new TreeSet<>(keys));
  }

  /// Any one of the resources will do.
  record AnyOf(List<ResourceKey> keys) implements Requirement {
    @Override
    public boolean isMetBy(Set<ResourceKey> granted) {
      for (ResourceKey key : keys) {
        if (granted.contains(key)) {
          return true;
        }
      }
      return false;
    }
  }

  /// All the resources are needed.
  record AllOf(List<ResourceKey> keys) implements Requirement {
    @Override
    public boolean isMetBy(Set<ResourceKey> granted) {
      return granted.containsAll(keys);
    }
  }

  /// No particular resource: a valid credential with some role will do.
  record Nothing() implements Requirement {
    @Override
    public boolean isMetBy(Set<ResourceKey> granted) {
      return true;
    }

    @Override
    public List<ResourceKey> keys() {
      return List.of();
    }
  }
}
