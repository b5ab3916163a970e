package io.counterfoil.core.role;

/// Identifies a role by a small number, as License Manager does. Predefined roles have numbers
/// below 10,000; custom roles are numbered from there.
public record RoleId(int value) implements Comparable<RoleId> {
  /// The first number that a custom role may have.
  public static final int FIRST_CUSTOM = 10_000;

  @Override
  public int compareTo(RoleId other) {
    return Integer.compare(value, other.value);
  }

  @Override
  public String toString() {
    return Integer.toString(value);
  }
}
