package io.counterfoil.core.usage;

import static org.assertj.core.api.Assertions.assertThat;

import io.counterfoil.core.account.RenewalPeriod;
import io.counterfoil.core.decision.RefusalCode;
import io.counterfoil.core.key.ApiKey;
import io.counterfoil.core.key.Holder;
import io.counterfoil.core.registry.Deployment;
import io.counterfoil.core.role.Catalogue;
import io.counterfoil.core.role.CredentialKind;
import io.counterfoil.core.role.Operation;
import io.counterfoil.core.role.PathTemplate;
import io.counterfoil.core.role.Requirement;
import io.counterfoil.core.role.Resource;
import io.counterfoil.core.role.ResourceKey;
import io.counterfoil.core.role.Role;
import io.counterfoil.core.role.RoleId;
import io.counterfoil.core.role.RoleSet;
import io.counterfoil.core.usage.RightSizing.Finding;
import io.counterfoil.core.usage.RightSizing.Sized;
import io.counterfoil.core.usage.RightSizing.Subject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// Nothing that was used is said to be unused, and what is proposed is the least that does.
class RightSizingTest {
  private static final long SEED = 20_261_124;
  private static final int ROUNDS = 3_000;
  private static final int RESOURCES = 10;
  private static final Instant NOON = Deployment.NOON;

  private final Random random = new Random(SEED);
  private final ApiKey key = new Deployment().issue(Deployment.ACME, Deployment.VIEWER).key();
  private final List<ResourceKey> resources = new ArrayList<>();
  private final List<Operation> operations = new ArrayList<>();
  private final Catalogue catalogue;

  RightSizingTest() {
    List<Resource> all = new ArrayList<>();
    for (int i = 0; i < RESOURCES; i++) {
      ResourceKey resource = new ResourceKey("Resource" + i);
      resources.add(resource);
      all.add(new Resource(resource, resource.value(), "OMS", "Orders", 0, 0, false, false));
    }
    for (int i = 0; i < 30; i++) {
      Set<ResourceKey> some = some(3);
      operations.add(
          new Operation(
              "GET",
              new PathTemplate("/things/" + i),
              "Thing " + i,
              i % 3 == 0 ? Requirement.allOf(some) : Requirement.anyOf(some),
              Set.of(CredentialKind.PAIR)));
    }
    catalogue = new Catalogue("test", "1", all, List.of(), operations);
  }

  private Set<ResourceKey> some(int most) {
    Set<ResourceKey> some = new TreeSet<>();
    int count = 1 + random.nextInt(most);
    while (some.size() < count) {
      some.add(resources.get(random.nextInt(RESOURCES)));
    }
    return some;
  }

  private Uses uses(Operation operation, @Nullable RefusalCode code) {
    return new Uses(
        new Call(
            Deployment.ACME,
            new Holder.OfKey(key.id()),
            NOON,
            operation.method(),
            operation.template().value(),
            Counting.HERE,
            code),
        NOON,
        1 + random.nextInt(9),
        NOON);
  }

  private Sized size(RoleSet roles, List<Uses> uses) {
    return new RightSizing(catalogue, List.of(), RenewalPeriod.THREE_MONTHS, NOON)
        .size(new Subject(key, roles, List.of(), uses, false));
  }

  @Test
  void nothingThatWasUsedIsUnused_andTheProposalIsTheLeastThatLetsAllOfItPass() {
    for (int round = 0; round < ROUNDS; round++) {
      Set<ResourceKey> granted = some(RESOURCES);
      RoleSet roles = new RoleSet(List.of(new Role(new RoleId(1), null, "Role", granted)));
      List<Uses> uses = new ArrayList<>();
      List<Requirement> used = new ArrayList<>();
      for (int i = random.nextInt(8); i > 0; i--) {
        Operation operation = operations.get(random.nextInt(operations.size()));
        boolean passes = roles.meets(operation.requirement());
        uses.add(uses(operation, passes ? null : RefusalCode.RESOURCE_MISSING));
        if (passes) {
          used.add(operation.requirement());
        }
      }

      Sized sized = size(roles, uses);

      Set<ResourceKey> named = new HashSet<>();
      used.forEach(need -> named.addAll(need.keys()));
      assertThat(sized.unused()).as("round %d", round).noneMatch(named::contains);
      assertThat(sized.findings().contains(Finding.UNUSED)).isEqualTo(used.isEmpty());
      var proposal = sized.proposal();
      Set<ResourceKey> kept = proposal == null ? granted : Set.copyOf(proposal.resources());
      assertThat(kept).allMatch(granted::contains);
      assertThat(used).as("round %d", round).allMatch(need -> need.isMetBy(kept));
      assertThat(kept).as("round %d", round).hasSize(least(granted, used));
    }
  }

  /// By trying every subset.
  private static int least(Set<ResourceKey> granted, List<Requirement> used) {
    List<ResourceKey> all = List.copyOf(granted);
    int least = all.size();
    for (int subset = 0; subset < 1 << all.size(); subset++) {
      Set<ResourceKey> some = new HashSet<>();
      for (int i = 0; i < all.size(); i++) {
        if ((subset >> i & 1) == 1) {
          some.add(all.get(i));
        }
      }
      if (some.size() < least && used.stream().allMatch(need -> need.isMetBy(some))) {
        least = some.size();
      }
    }
    return least;
  }

  @Test
  void whatIsNotKnownToBeUnusedIsKept() {
    RoleSet roles = new RoleSet(List.of(new Role(new RoleId(1), null, "Role", some(4))));
    Call together =
        new Call(
            Deployment.ACME, new Holder.OfKey(key.id()), NOON, null, null, Counting.HERE, null);

    Sized sized = size(roles, List.of(new Uses(together, NOON, 1, NOON)));

    assertThat(sized.unused()).isEmpty();
    assertThat(sized.proposal()).isNull();
  }

  @Test
  void administrationKeepsTheResourcesThatLetItPass() {
    Set<ResourceKey> granted = new TreeSet<>(List.of(resources.get(0), resources.get(1)));
    RoleSet roles = new RoleSet(List.of(new Role(new RoleId(1), null, "Role", granted)));
    Call administered =
        new Call(
            Deployment.ACME,
            new Holder.OfKey(key.id()),
            null,
            Call.ADMINISTRATION,
            Administered.path(Requirement.anyOf(resources), Set.of(resources.get(1))),
            Counting.HERE,
            null);

    Sized sized = size(roles, List.of(new Uses(administered, NOON, 1, NOON)));

    assertThat(sized.unused()).containsExactly(resources.get(0));
    assertThat(sized.findings()).contains(Finding.UNUSED_RESOURCES);
  }

  @Test
  void aKeyThatIsUsedElsewhereIsNotUnused() {
    RoleSet roles = new RoleSet(List.of(new Role(new RoleId(1), null, "Role", some(4))));
    var sizing = new RightSizing(catalogue, List.of(), RenewalPeriod.THREE_MONTHS, NOON);

    Sized sized = sizing.size(new Subject(key, roles, List.of(Deployment.BETA), List.of(), true));

    assertThat(sized.findings()).contains(Finding.SHARED).doesNotContain(Finding.UNUSED);
  }
}
