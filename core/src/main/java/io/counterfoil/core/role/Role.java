package io.counterfoil.core.role;

import io.counterfoil.core.account.AccountName;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A named set of resources.
///
/// @param account the account whose custom role this is; null for a predefined one
public record Role(
    RoleId id, @Nullable AccountName account, String name, Set<ResourceKey> resources) {

  /// The longest name, in characters.
  public static final int LONGEST_NAME = 100;

  public Role {
    resources = Set.copyOf(resources);
  }

  /// Whether every account has it and nobody can edit it.
  public boolean isPredefined() {
    return account == null;
  }

  /// Whether it grants at least one of what the requirement asks, or all where all are asked.
  public boolean meets(Requirement requirement) {
    return requirement.isMetBy(resources);
  }
}
