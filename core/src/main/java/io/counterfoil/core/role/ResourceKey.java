package io.counterfoil.core.role;

import io.counterfoil.core.account.Quoted;

/// Identifies a resource of License Manager. An arbitrary string: letter case counts, and inner
/// blanks, colons and dots occur. Names of resources are not unique; keys are.
public record ResourceKey(String value) implements Comparable<ResourceKey> {
  /// The longest key, in characters.
  public static final int LONGEST = 120;

  /// @throws IllegalArgumentException if it is blank, too long, has outer blanks or control
  ///   characters
  public ResourceKey {
    if (value.isBlank()
        || value.length() > LONGEST
        || !value.equals(value.strip())
        || value.chars().anyMatch(Character::isISOControl)) {
      throw new IllegalArgumentException(
          "resource key: `"
              + Quoted.text(value)
              + "` (expected: 1 to 120 characters without outer blanks)");
    }
  }

  @Override
  public int compareTo(ResourceKey other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
