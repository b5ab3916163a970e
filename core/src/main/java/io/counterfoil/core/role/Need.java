package io.counterfoil.core.role;

/// What an operation needs, as bits beside those of a [RoleSet]: a word or two to compare instead
/// of a set to search.
public final class Need {
  private final Requirement requirement;
  private final ResourceNumbers numbers;
  private final long[] bits;
  private final boolean all;

  /// @throws IllegalArgumentException if a resource has no number: left out, it would be needed by
  ///   nobody
  Need(Requirement requirement, ResourceNumbers numbers) {
    if (!numbers.hold(requirement.keys())) {
      throw new IllegalArgumentException(
          "requires: a resource that the catalogue lacks (expected: resources that it has)");
    }
    this.requirement = requirement;
    this.numbers = numbers;
    bits = numbers.bits(requirement.keys());
    all = !(requirement instanceof Requirement.AnyOf);
  }

  /// The same in words.
  public Requirement requirement() {
    return requirement;
  }

  /// Whether the roles suffice. Roles that were numbered by another catalogue, as they are for a
  /// moment while one is replaced, are compared by name.
  public boolean isMetBy(RoleSet roles) {
    if (roles.numbers() != numbers) {
      return roles.meets(requirement);
    }
    long[] granted = roles.bits();
    return all ? holdsAll(granted) : holdsAny(granted);
  }

  private boolean holdsAll(long[] granted) {
    long lacking = 0;
    for (int i = 0; i < bits.length; i++) {
      lacking |= bits[i] & ~granted[i];
    }
    return lacking == 0;
  }

  private boolean holdsAny(long[] granted) {
    long common = 0;
    for (int i = 0; i < bits.length; i++) {
      common |= bits[i] & granted[i];
    }
    return common != 0;
  }
}
