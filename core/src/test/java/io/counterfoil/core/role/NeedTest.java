package io.counterfoil.core.role;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

final class NeedTest {
  private final Random random = new Random(17);
  private final List<ResourceKey> keys = keys(150);

  @Test
  void bitsAnswerWhatNamesAnswer_forRandomRolesAndRequirements() {
    ResourceNumbers numbers = new ResourceNumbers(keys);
    for (int i = 0; i < 20_000; i++) {
      RoleSet roles = new RoleSet(List.of(role(random.nextInt(keys.size()))), numbers);
      Requirement requirement = requirement();
      assertThat(new Need(requirement, numbers).isMetBy(roles)).isEqualTo(roles.meets(requirement));
    }
  }

  @Test
  void rolesThatAnotherCatalogueNumbered_areComparedByName() {
    ResourceNumbers numbers = new ResourceNumbers(keys);
    ResourceNumbers others = new ResourceNumbers(keys.reversed());
    for (int i = 0; i < 2_000; i++) {
      RoleSet roles = new RoleSet(List.of(role(random.nextInt(keys.size()))), others);
      Requirement requirement = requirement();
      assertThat(new Need(requirement, numbers).isMetBy(roles)).isEqualTo(roles.meets(requirement));
    }
  }

  @Test
  void aResourceThatTheCatalogueLacks_isRefusedRatherThanForgotten() {
    ResourceNumbers numbers = new ResourceNumbers(keys);
    Requirement elsewhere = Requirement.allOf(List.of(new ResourceKey("Elsewhere")));
    assertThatThrownBy(() -> new Need(elsewhere, numbers))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private Requirement requirement() {
    return switch (random.nextInt(5)) {
      case 0 -> new Requirement.Nothing();
      case 1, 2 -> Requirement.anyOf(some(1 + random.nextInt(4)));
      default -> Requirement.allOf(some(1 + random.nextInt(3)));
    };
  }

  private Role role(int resources) {
    return new Role(new RoleId(1), null, "role", some(resources));
  }

  private Set<ResourceKey> some(int count) {
    Set<ResourceKey> some = new TreeSet<>();
    for (int i = 0; i < count; i++) {
      some.add(keys.get(random.nextInt(keys.size())));
    }
    return some;
  }

  private static List<ResourceKey> keys(int count) {
    List<ResourceKey> keys = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      keys.add(new ResourceKey("Resource" + i));
    }
    return keys;
  }
}
