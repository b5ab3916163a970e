package io.counterfoil.core.explain;

import static org.assertj.core.api.Assertions.assertThat;

import io.counterfoil.core.account.AccountName;
import io.counterfoil.core.decision.Caller;
import io.counterfoil.core.decision.Decision;
import io.counterfoil.core.decision.Refusal;
import io.counterfoil.core.decision.RefusalCode;
import io.counterfoil.core.decision.Wanted;
import io.counterfoil.core.decision.Where;
import io.counterfoil.core.explain.Fix.CreateRole;
import io.counterfoil.core.explain.Fix.LinkRoles;
import io.counterfoil.core.explain.Fix.WidenRole;
import io.counterfoil.core.key.ApiKey;
import io.counterfoil.core.key.Holder;
import io.counterfoil.core.key.KeyId;
import io.counterfoil.core.role.Catalogue;
import io.counterfoil.core.role.Requirement;
import io.counterfoil.core.role.Resource;
import io.counterfoil.core.role.ResourceKey;
import io.counterfoil.core.role.Role;
import io.counterfoil.core.role.RoleId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// What grants least is suggested first.
class FixesTest {
  private static final Requirement VIEW = Requirement.anyOf(List.of(World.VIEW));
  private static final Requirement BOTH = Requirement.allOf(List.of(World.VIEW, World.EDIT));

  private final World world = new World();
  private final ApiKey key = world.issue(World.ACME, "appkey-acme-QXZKWM");

  private final Beneficiary to =
      new Beneficiary(World.ACME, new Holder.OfKey(key.id()), key.appKey().value());

  private List<Fix> fixes(Refusal refusal, Map<Role, Integer> custom) {
    AccountRoles roles =
        new AccountRoles() {
          @Override
          public Collection<Role> custom(AccountName account) {
            return custom.keySet();
          }

          @Override
          public List<Holder> holders(Role role) {
            return FixesTest.holders(custom.getOrDefault(role, 0));
          }
        };
    return new Fixes(roles)
        .of(
            world,
            new Decision.Refused(world.revision(), refusal, new Caller.Key(key), World.ACME),
            question(List.of()));
  }

  private static Question question(List<Requirement> also) {
    return new Question(
            null,
            null,
            null,
            Where.UNSAID,
            new Wanted.Resources(new Requirement.Nothing()),
            List.of(),
            World.NOON)
        .withAlso(also);
  }

  @Test
  void severalRolesAreSuggestedWhereTheyGrantLessThanOne() {
    Role view = World.custom(World.ACME, 10_000, "View", World.VIEW);
    Role edit = World.custom(World.ACME, 10_001, "Edit", World.EDIT);
    world.catalogue =
        new Catalogue("few", "1", world.catalogue.resources(), List.of(World.OWNER), List.of());

    assertThat(fixes(new Refusal.RoleMissing(BOTH), Map.of(view, 0, edit, 0)))
        .startsWith(
            new LinkRoles(to, List.of(view, edit), List.of(), true),
            new CreateRole(to, List.of(World.EDIT, World.VIEW)));
  }

  @Test
  void whatElseIsAskedForCountsAsNeeded_andNothingElseEverDoes() {
    var refused =
        new Decision.Refused(
            world.revision(), new Refusal.RoleMissing(VIEW), new Caller.Key(key), World.ACME);
    var counting = List.of(Requirement.anyOf(List.of(World.COUNT)));
    Fixes fixes = new Fixes(AccountRoles.NONE);

    assertThat(fixes.of(world, refused, question(counting)))
        .contains(
            new CreateRole(to, List.of(World.COUNT, World.VIEW)),
            new LinkRoles(to, World.OWNER, List.of(World.EDIT, World.LIST)));
    assertThat(fixes.of(world, refused, question(List.of())))
        .startsWith(new LinkRoles(to, World.VIEWER, List.of()));
  }

  private static List<Holder> holders(int count) {
    return IntStream.range(0, count)
        .<Holder>mapToObj(i -> new Holder.OfKey(new KeyId(new UUID(77, i))))
        .toList();
  }

  private List<Fix> fixes(Refusal refusal) {
    return fixes(refusal, Map.of());
  }

  @Test
  void theRoleWithTheSmallestExcessStandsFirst() {
    assertThat(fixes(new Refusal.RoleMissing(VIEW)))
        .containsExactly(
            new LinkRoles(to, World.VIEWER, List.of()),
            new CreateRole(to, List.of(World.VIEW)),
            new LinkRoles(to, World.EDITOR, List.of(World.EDIT)),
            new LinkRoles(to, World.OWNER, List.of(World.COUNT, World.EDIT, World.LIST)));
  }

  @Test
  void aRoleThatDoesNotSufficeOrIsLinkedAlreadyIsNotSuggested() {
    world.link(World.ACME, key, World.VIEWER);

    assertThat(fixes(new Refusal.ResourceMissing(BOTH)))
        .containsExactly(
            new LinkRoles(to, World.EDITOR, List.of()),
            new CreateRole(to, List.of(World.EDIT)),
            new LinkRoles(to, World.OWNER, List.of(World.COUNT, World.LIST)));
  }

  @Test
  void customRolesCountLikePredefinedOnes() {
    Role custom = World.custom(World.ACME, 10_000, "Alpha", World.VIEW);

    assertThat(fixes(new Refusal.RoleMissing(VIEW), Map.of(custom, 0)))
        .startsWith(
            new LinkRoles(to, custom, List.of()), new LinkRoles(to, World.VIEWER, List.of()));
  }

  @Test
  void aLinkedCustomRoleCanBeWidened_rankedByWhoElseWouldGain() {
    Role alone = World.custom(World.ACME, 10_000, "Mine alone", World.COUNT);
    Role shared = World.custom(World.ACME, 10_001, "Shared", World.COUNT);
    world.link(World.ACME, key, alone, shared);

    assertThat(fixes(new Refusal.ResourceMissing(VIEW), Map.of(alone, 0, shared, 7)))
        .containsSubsequence(
            new LinkRoles(to, World.VIEWER, List.of()),
            new WidenRole(to, alone, List.of(World.VIEW), List.of()),
            new CreateRole(to, List.of(World.VIEW)),
            new LinkRoles(to, World.EDITOR, List.of(World.EDIT)),
            new WidenRole(to, shared, List.of(World.VIEW), holders(7)));
  }

  @Test
  void aPredefinedRoleIsNeverWidened() {
    world.link(World.ACME, key, World.VIEWER);

    assertThat(fixes(new Refusal.ResourceMissing(BOTH)))
        .doesNotHaveAnyElementsOfTypes(WidenRole.class);
  }

  @Test
  void ofResourcesThatWouldEachDoThePublicOneIsChosen() {
    var either = Requirement.anyOf(List.of(World.COUNT, World.LIST));

    assertThat(fixes(new Refusal.RoleMissing(either)))
        .contains(new CreateRole(to, List.of(World.LIST)))
        .contains(new LinkRoles(to, World.OWNER, List.of(World.EDIT, World.VIEW)));
  }

  @Test
  void atMostFiveRolesAreSuggested() {
    List<Role> many = new ArrayList<>();
    for (int i = 0; i < 9; i++) {
      many.add(World.role(100 + i, "Viewer " + i, World.VIEW));
    }
    world.catalogue = new Catalogue("many", "1", world.catalogue.resources(), many, List.of());

    assertThat(fixes(new Refusal.RoleMissing(VIEW)))
        .filteredOn(LinkRoles.class::isInstance)
        .hasSize(5);
  }

  @Test
  void theRoleThatGrantsNearlyEverythingStandsLast() {
    Set<ResourceKey> everything = new HashSet<>(world.catalogue.resourceKeys());
    Role all = new Role(new RoleId(3), null, "Owner", everything);
    Role shared = World.custom(World.ACME, 10_001, "Shared", World.COUNT);
    world.catalogue =
        new Catalogue("all", "1", world.catalogue.resources(), List.of(all), List.of());
    world.link(World.ACME, key, shared);

    List<Fix> fixes = fixes(new Refusal.ResourceMissing(VIEW), Map.of(shared, 5_000));

    assertThat(fixes).hasSize(3);
    assertThat(fixes.getLast()).isInstanceOf(LinkRoles.class);
  }

  @Test
  void whereNothingInParticularIsNeededTheSmallestRoleWillDo() {
    assertThat(fixes(new Refusal.RoleMissing(new Requirement.Nothing())))
        .startsWith(new LinkRoles(to, World.VIEWER, List.of(World.VIEW)))
        .doesNotHaveAnyElementsOfTypes(CreateRole.class);
  }

  @Test
  void thereIsAlwaysSomethingToDo() {
    world.catalogue = new Catalogue("bare", "1", List.<Resource>of(), List.of(), List.of());

    for (Refusal refusal : WordingTest.refusals()) {
      assertThat(fixes(refusal)).isNotEmpty();
    }
    assertThat(fixes(new Refusal.RoleMissing(new Requirement.Nothing())))
        .containsExactly(new Fix.Advice(RefusalCode.ROLE_MISSING));
  }
}
