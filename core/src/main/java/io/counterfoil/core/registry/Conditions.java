package io.counterfoil.core.registry;

import java.util.Set;

/// What must hold for a command to be carried out, besides everything that always must.
///
/// @param tags the key must be as it was when it had one of these tags; none for however it is
public record Conditions(Set<String> tags) {
  /// No condition.
  public static final Conditions NONE = new Conditions(Set.of());

  public Conditions {
    tags = Set.copyOf(tags);
  }
}
