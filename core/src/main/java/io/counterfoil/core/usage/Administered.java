package io.counterfoil.core.usage;

import io.counterfoil.core.role.Requirement;
import io.counterfoil.core.role.ResourceKey;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/// What is called at the control plane stands in no catalogue, so it is told apart by the resources
/// that let it pass.
final class Administered {
  private static final String OR = "|";

  private Administered() {}

  /// The resources that let the call pass, or those of which one would have, as they are kept in
  /// the place of a path.
  static String path(Requirement asked, Set<ResourceKey> held) {
    List<ResourceKey> all = asked.keys();
    List<ResourceKey> passed = all.stream().filter(held::contains).toList();
    return (passed.isEmpty() ? all : passed)
        .stream().map(ResourceKey::value).collect(Collectors.joining(OR));
  }

  /// What was asked for.
  static Requirement requirement(String path) {
    return path.isEmpty()
        ? new Requirement.Nothing()
        : Requirement.anyOf(Arrays.stream(path.split("\\|", -1)).map(ResourceKey::new).toList());
  }
}
