package io.counterfoil.core.explain;

import static org.assertj.core.api.Assertions.assertThat;

import io.counterfoil.core.role.Requirement;
import io.counterfoil.core.role.ResourceKey;
import io.counterfoil.core.role.Role;
import io.counterfoil.core.role.RoleId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// The roles that grant what is needed and least beyond it.
class CoverTest {
  private static final long SEED = 20_260_606;
  private static final int SMALL = 2_000;
  private static final int LARGE = 60;
  private static final long BUDGET_NANOS = 100_000_000;

  private final Random random = new Random(SEED);

  private static ResourceKey key(int number) {
    return new ResourceKey("Resource" + number);
  }

  private List<Role> roles(int count, int resources, int most) {
    List<Role> roles = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      Set<ResourceKey> granted = new HashSet<>();
      for (int left = 1 + random.nextInt(most); left > 0; left--) {
        granted.add(key(random.nextInt(resources)));
      }
      roles.add(new Role(new RoleId(i), null, "Role " + i, granted));
    }
    return roles;
  }

  private List<Requirement> needs(int count, int resources) {
    List<Requirement> needs = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      List<ResourceKey> keys = new ArrayList<>();
      for (int left = 1 + random.nextInt(3); left > 0; left--) {
        keys.add(key(random.nextInt(resources)));
      }
      needs.add(random.nextInt(3) == 0 ? Requirement.allOf(keys) : Requirement.anyOf(keys));
    }
    return needs;
  }

  @Test
  void nothingLessWouldDo_inEverySmallCase() {
    for (int round = 0; round < SMALL; round++) {
      List<Role> roles = roles(10, 14, 6);
      List<Requirement> needs = needs(1 + random.nextInt(5), 14);
      Set<ResourceKey> held = new HashSet<>(roles(1, 14, 3).getFirst().resources());

      Cover.Found found = Cover.least(needs, held, roles);
      int least = leastByTrying(needs, held, roles);

      if (found == null) {
        assertThat(least).as("seed %d, round %d", SEED, round).isIn(-1, 0);
      } else {
        assertThat(found.isExact()).isTrue();
        assertThat(found.excess()).as("seed %d, round %d", SEED, round).hasSize(least);
        assertThat(suffices(needs, held, found.roles())).isTrue();
      }
    }
  }

  /// The least excess of all sets of roles; -1 where none suffices, 0 where nothing is needed.
  private static int leastByTrying(
      List<Requirement> needs, Set<ResourceKey> held, List<Role> roles) {
    int least = -1;
    for (int set = 0; set < 1 << roles.size(); set++) {
      List<Role> some = new ArrayList<>();
      for (int i = 0; i < roles.size(); i++) {
        if ((set & 1 << i) != 0) {
          some.add(roles.get(i));
        }
      }
      if (suffices(needs, held, some)) {
        Set<ResourceKey> excess = new TreeSet<>();
        some.forEach(role -> excess.addAll(role.resources()));
        excess.removeAll(held);
        needs.forEach(need -> need.keys().forEach(excess::remove));
        least = least < 0 ? excess.size() : Math.min(least, excess.size());
      }
    }
    return least;
  }

  private static boolean suffices(
      List<Requirement> needs, Set<ResourceKey> held, List<Role> roles) {
    Set<ResourceKey> granted = new HashSet<>(held);
    roles.forEach(role -> granted.addAll(role.resources()));
    return needs.stream().allMatch(need -> need.isMetBy(granted));
  }

  @Test
  void sixtyRolesOfTwoHundredResourcesAreSearchedExactly_inATenthOfASecond() {
    for (int warm = 0; warm < LARGE; warm++) {
      Cover.least(needs(6, 200), Set.of(), roles(60, 200, 20));
    }
    List<Long> nanos = new ArrayList<>();
    for (int round = 0; round < LARGE; round++) {
      List<Role> roles = roles(60, 200, 20);
      List<Requirement> needs = needs(6, 200);
      long began = System.nanoTime();
      Cover.Found found = Cover.least(needs, Set.of(), roles);
      nanos.add(System.nanoTime() - began);
      if (found != null) {
        assertThat(found.isExact()).as("seed %d, round %d", SEED, round).isTrue();
        assertThat(suffices(needs, Set.of(), found.roles())).isTrue();
      }
    }
    nanos.sort(Long::compare);
    assertThat(nanos.get(nanos.size() / 2)).isLessThan(BUDGET_NANOS);
  }

  @Test
  void moreThanThatIsSearchedGreedily_andSaysSo() {
    List<Role> roles = roles(400, 600, 30);
    List<Requirement> needs = needs(6, 600);

    Cover.Found found = Objects.requireNonNull(Cover.least(needs, Set.of(), roles));

    assertThat(suffices(needs, Set.of(), found.roles())).isTrue();
    assertThat(found.isExact()).isEqualTo(usable(needs, roles) <= Cover.MOST_ROLES);
  }

  private static long usable(List<Requirement> needs, List<Role> roles) {
    return roles.stream()
        .filter(role ->
            needs.stream()
                .anyMatch(need -> need.keys().stream().anyMatch(role.resources()::contains)))
        .count();
  }

  @Test
  void severalRolesAreTakenWhereTogetherTheyGrantLess() {
    Role view = World.role(1, "View", World.VIEW);
    Role edit = World.role(2, "Edit", World.EDIT);
    Role both = World.role(3, "Both", World.VIEW, World.EDIT, World.COUNT);
    var needed = List.of(Requirement.allOf(List.of(World.VIEW, World.EDIT)));

    assertThat(Cover.least(needed, Set.of(), List.of(view, edit, both)))
        .isEqualTo(new Cover.Found(List.of(view, edit), List.of(), true));
    assertThat(Cover.least(needed, Set.of(World.VIEW), List.of(view, edit, both)))
        .isEqualTo(new Cover.Found(List.of(edit), List.of(), true));
    assertThat(least(needed, view)).isNull();
    assertThat(Cover.least(needed, Set.of(World.VIEW, World.EDIT), List.of(view))).isNull();
  }

  private static Cover.@Nullable Found least(List<Requirement> needed, Role only) {
    return Cover.least(needed, Set.of(), List.of(only));
  }
}
