package io.counterfoil.core.registry;

import static io.counterfoil.core.registry.Deployment.ACME;
import static io.counterfoil.core.registry.Deployment.BETA;
import static io.counterfoil.core.registry.Deployment.CLERK;
import static io.counterfoil.core.registry.Deployment.EDIT;
import static io.counterfoil.core.registry.Deployment.ORIGIN;
import static io.counterfoil.core.registry.Deployment.SAVER;
import static io.counterfoil.core.registry.Deployment.VIEW;
import static io.counterfoil.core.registry.Deployment.VIEWER;
import static io.counterfoil.core.registry.Deployment.committed;
import static io.counterfoil.core.registry.Deployment.ids;
import static io.counterfoil.core.registry.Deployment.pair;
import static io.counterfoil.core.registry.Deployment.verdict;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.counterfoil.core.account.AccountState;
import io.counterfoil.core.account.Email;
import io.counterfoil.core.account.KeyCreation;
import io.counterfoil.core.change.AccountCommand;
import io.counterfoil.core.change.Command;
import io.counterfoil.core.change.Commit;
import io.counterfoil.core.change.KeyCommand;
import io.counterfoil.core.change.PeopleCommand;
import io.counterfoil.core.change.Problem;
import io.counterfoil.core.change.RoleCommand;
import io.counterfoil.core.decision.Where;
import io.counterfoil.core.key.Holder;
import io.counterfoil.core.registry.Deployment.Pair;
import io.counterfoil.core.role.ResourceKey;
import io.counterfoil.core.role.Role;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class RegistryTest {
  private final Deployment world = new Deployment();

  private static Command create() {
    return new KeyCommand.CreateKey(ACME, "ERP", Set.of(), null);
  }

  private String ask(Pair pair, Command command) {
    Outcome outcome =
        world.registry.execute(command, new Actor.Presenting(pair.credentials()), ORIGIN);
    return switch (outcome) {
      case Outcome.Committed _ -> "COMMITTED";
      case Outcome.Denied denied -> verdict(denied.decision());
      case Outcome.Rejected(var problem) -> problem.code().name();
    };
  }

  @Test
  void aKeyIsBornWithoutARoleAndPassesOnceOneIsLinked() {
    Pair pair = world.issue(ACME);
    assertThat(verdict(world.readOrder(pair.credentials()))).isEqualTo("ROLE_MISSING");

    world.done(new RoleCommand.LinkRoles(ACME, new Holder.OfKey(pair.key().id()), ids(VIEWER)));

    assertThat(verdict(world.readOrder(pair.credentials()))).isEqualTo("ALLOWED");
    world.done(new RoleCommand.UnlinkRole(ACME, new Holder.OfKey(pair.key().id()), VIEWER.id()));
    assertThat(verdict(world.readOrder(pair.credentials()))).isEqualTo("ROLE_MISSING");
  }

  @Test
  void onlyTheSponsorCreatesKeysUntilThatIsDelegated() {
    Pair clerk = world.issue(ACME, CLERK);
    Pair saver = world.issue(ACME, SAVER);
    Pair viewer = world.issue(ACME, VIEWER);
    committed(world.registry.execute(create(), world.signedIn(ACME), ORIGIN));
    assertThat(ask(clerk, create())).isEqualTo("SPONSOR_REQUIRED");

    world.done(new AccountCommand.SetKeyCreation(ACME, KeyCreation.DELEGATED));

    assertThat(ask(clerk, create())).isEqualTo("COMMITTED");
    assertThat(ask(saver, create())).isEqualTo("COMMITTED");
    assertThat(ask(viewer, create())).isEqualTo("RESOURCE_MISSING");
  }

  @Test
  void whatOnlyTheOperatorMayDoIsDeniedToEveryoneElse() {
    Command stop = new AccountCommand.SetAccountState(ACME, AccountState.INACTIVE);

    assertThat(ask(world.issue(ACME, CLERK), stop)).isEqualTo("RESOURCE_MISSING");
    assertThat(world.registry.execute(stop, world.signedIn(ACME), ORIGIN))
        .isInstanceOf(Outcome.Denied.class);
  }

  @Test
  void aTokenIsRevealedOnce() {
    if (!(world.done(create()) instanceof Outcome.Result.OfToken(var issued))) {
      throw new AssertionError("no token");
    }
    assertThat(issued.toString()).contains("hidden");
    assertThat(issued.reveal().reveal()).startsWith("cft_");
    assertThatThrownBy(issued::reveal).hasMessageContaining("revealed before");
  }

  @Test
  void switchingAKeyOffAndOnIsDoneOnce() {
    Pair pair = world.issue(ACME, VIEWER);
    var off = new KeyCommand.SetKeyActive(ACME, pair.key().id(), false);
    var revision = committed(world.execute(off)).revision();

    assertThat(committed(world.execute(off)).revision()).isEqualTo(revision);
    assertThat(verdict(world.readOrder(pair.credentials()))).isEqualTo("KEY_INACTIVE");
    world.done(new KeyCommand.SetKeyActive(ACME, pair.key().id(), true));
    assertThat(verdict(world.readOrder(pair.credentials()))).isEqualTo("ALLOWED");
  }

  @Test
  void bothTokensPassDuringARenewalAndOnlyTheNewerAfterIt() {
    Pair old = world.issue(ACME, VIEWER);
    var start = new KeyCommand.StartRenewal(ACME, old.key().id());
    var finish = new KeyCommand.FinishRenewal(ACME, old.key().id());
    assertThat(world.problem(finish).code()).isEqualTo(Problem.Code.RENEWAL_NOT_STARTED);

    Pair fresh = pair(world.done(start));

    assertThat(world.problem(start).code()).isEqualTo(Problem.Code.RENEWAL_PENDING);
    assertThat(verdict(world.readOrder(old.credentials()))).isEqualTo("ALLOWED");
    assertThat(verdict(world.readOrder(fresh.credentials()))).isEqualTo("ALLOWED");
    world.done(finish);
    assertThat(verdict(world.readOrder(old.credentials()))).isEqualTo("PAIR_UNKNOWN");
    assertThat(verdict(world.readOrder(fresh.credentials()))).isEqualTo("ALLOWED");
  }

  @Test
  void aDeletedKeyKeepsItsNameTakenAndItsPairDead() {
    Pair pair = world.issue(ACME, VIEWER);
    var delete = new KeyCommand.DeleteKey(ACME, pair.key().id());
    world.done(delete);

    assertThat(verdict(world.readOrder(pair.credentials()))).isEqualTo("PAIR_UNKNOWN");
    assertThat(world.directory.everKnown(pair.key().appKey())).isNotNull();
    assertThat(world.directory.keysOf(ACME)).isEmpty();
    assertThat(world.problem(delete).code()).isEqualTo(Problem.Code.KEY_NOT_FOUND);
  }

  @Test
  void aCustomRoleIsMadeEditedAndDeletedUnlessSomebodyHasIt() {
    Role role = role(world.done(new RoleCommand.CreateRole(ACME, "Packer", Set.of(VIEW))));
    Pair pair = world.issue(ACME, role);
    assertThat(world.problem(new RoleCommand.CreateRole(ACME, "Packer", Set.of())).code())
        .isEqualTo(Problem.Code.ROLE_NAME_TAKEN);
    assertThat(world.problem(new RoleCommand.DeleteRole(ACME, role.id())))
        .returns(Problem.Code.ROLE_IN_USE, Problem::code)
        .returns(true, problem -> problem.detail().contains(pair.key().appKey().value()));

    world.done(new RoleCommand.EditRole(ACME, role.id(), "Packer", Set.of(EDIT)));

    assertThat(verdict(world.readOrder(pair.credentials()))).isEqualTo("RESOURCE_MISSING");
    world.done(new RoleCommand.UnlinkRole(ACME, new Holder.OfKey(pair.key().id()), role.id()));
    world.done(new RoleCommand.DeleteRole(ACME, role.id()));
    assertThat(world.directory.role(ACME, role.id())).isNull();
  }

  private static Role role(Outcome.Result result) {
    if (result instanceof Outcome.Result.OfRole(var role)) {
      return role;
    }
    throw new AssertionError("no role: " + result);
  }

  @Test
  void aPredefinedRoleIsNobodysToChangeAndUnknownResourcesAreNamed() {
    assertThat(world.problem(new RoleCommand.DeleteRole(ACME, VIEWER.id())).code())
        .isEqualTo(Problem.Code.ROLE_PREDEFINED);
    var unknown = Set.of(new ResourceKey("Nope"), new ResourceKey("vieworders"), VIEW);
    assertThat(world.problem(new RoleCommand.CreateRole(ACME, "Odd", unknown)).detail())
        .contains("`Nope`", "`vieworders`")
        .doesNotContain("`ViewOrders`");
  }

  @Test
  void peopleAreKnownByTheirAddressAndTheSponsorStays() {
    world.done(new PeopleCommand.AddUser(ACME, new Email("ana@example.com"), "Ana"));
    world.done(new PeopleCommand.AddUser(BETA, new Email("ana@example.com"), "Somebody"));
    var ana = world.directory.user(new Email("ana@example.com"));
    if (ana == null) {
      throw new AssertionError("ana is unknown");
    }
    assertThat(ana.name()).isEqualTo("Ana");

    var remove = new PeopleCommand.RemoveUser(ACME, ana.id());
    world.done(remove);

    assertThat(world.problem(remove).code()).isEqualTo(Problem.Code.USER_NOT_FOUND);
    assertThat(world.problem(new PeopleCommand.RemoveUser(ACME, world.sponsor(ACME).id())).code())
        .isEqualTo(Problem.Code.USER_IS_SPONSOR);
  }

  @Test
  void aHostBelongsToOneAccount() {
    world.done(new AccountCommand.SetHosts(ACME, List.of("Shop.example.com")));

    assertThat(world.problem(new AccountCommand.SetHosts(BETA, List.of("shop.example.com"))).code())
        .isEqualTo(Problem.Code.HOST_TAKEN);
    world.done(new AccountCommand.SetHosts(ACME, List.of()));
    world.done(new AccountCommand.SetHosts(BETA, List.of("shop.example.com")));
  }

  @Test
  void anExternalKeyHasOnlyWhatThisAccountGrantsIt() {
    Pair pair = world.issue(ACME, VIEWER);
    var there = Where.account("beta");
    assertThat(verdict(world.readOrder(pair.credentials(), there))).isEqualTo("ACCOUNT_MISMATCH");

    world.done(new KeyCommand.AddExternalKey(BETA, pair.key().appKey(), Set.of()));

    assertThat(verdict(world.readOrder(pair.credentials(), there))).isEqualTo("ROLE_MISSING");
    assertThat(verdict(world.readOrder(pair.credentials()))).isEqualTo("ALLOWED");
    assertThat(
            world
                .problem(new KeyCommand.AddExternalKey(ACME, pair.key().appKey(), Set.of()))
                .code())
        .isEqualTo(Problem.Code.KEY_IS_OWN);
  }

  @Test
  void eachChangeLeavesOneEntryThatNamesWhoAndTellsNoSecret() {
    Pair pair = world.issue(ACME, VIEWER);
    Pair fresh = pair(world.done(new KeyCommand.StartRenewal(ACME, pair.key().id())));
    world.done(new KeyCommand.FinishRenewal(ACME, pair.key().id()));
    world.done(new KeyCommand.RelabelKey(ACME, pair.key().id(), "OMS"));

    var entry = world.commits().getLast().audit();
    assertThat(entry.actor()).isEqualTo("operator:olga");
    assertThat(entry.before()).containsEntry("label", "ERP");
    assertThat(entry.after()).containsEntry("label", "OMS");
    String all = world.commits().toString();
    for (Pair one : List.of(pair, fresh)) {
      String token = one.token().reveal();
      IntStream.rangeClosed(4, token.length() - 8)
          .forEach(at -> assertThat(all.contains(token.substring(at, at + 8))).isFalse());
    }
  }

  @Test
  void commandsOfManyThreadsLeaveNoGapInTheRevisions() throws InterruptedException {
    long before = world.directory.revision().number();
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      threads.add(
          Thread.startVirtualThread(
              () -> IntStream.range(0, 50).forEach(_ -> world.done(create()))));
    }
    for (Thread thread : threads) {
      thread.join();
    }

    assertThat(world.commits())
        .extracting(commit -> commit.revision().number())
        .containsExactlyElementsOf(LongStream.rangeClosed(1, before + 400).boxed().toList());
    List<Commit> commits = world.commits();
    for (int i = 1; i < commits.size(); i++) {
      assertThat(commits.get(i).follows(commits.get(i - 1).revision())).isTrue();
    }
  }

  @Test
  void rolesFollowTheCatalogueThatDefinesThem() {
    Pair pair = world.issue(ACME, VIEWER);
    Role narrowed = new Role(VIEWER.id(), null, VIEWER.name(), Set.of(EDIT));

    world.done(new RoleCommand.ImportCatalogue(Deployment.catalogue("2", narrowed)));

    assertThat(verdict(world.readOrder(pair.credentials()))).isEqualTo("RESOURCE_MISSING");
  }
}
