package io.counterfoil.core.registry;

import static org.assertj.core.api.Assertions.assertThat;

import io.counterfoil.core.account.AccountName;
import io.counterfoil.core.account.AccountState;
import io.counterfoil.core.change.AccountCommand;
import io.counterfoil.core.change.Command;
import io.counterfoil.core.change.KeyCommand;
import io.counterfoil.core.change.KeyEdit;
import io.counterfoil.core.change.RoleCommand;
import io.counterfoil.core.decision.Attempt;
import io.counterfoil.core.decision.Decision;
import io.counterfoil.core.decision.Snapshot;
import io.counterfoil.core.decision.Verifier;
import io.counterfoil.core.decision.Where;
import io.counterfoil.core.explain.KnownUse;
import io.counterfoil.core.key.AddressRange;
import io.counterfoil.core.key.Digester;
import io.counterfoil.core.key.Holder;
import io.counterfoil.core.key.Pepper;
import io.counterfoil.core.registry.Deployment.Pair;
import io.counterfoil.core.role.Catalogue;
import io.counterfoil.core.role.ResourceKey;
import io.counterfoil.core.role.Role;
import io.counterfoil.core.role.RoleId;
import io.counterfoil.core.store.Forecast;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// What a change would do is told before it is made, and is what it then does.
class EffectsTest {
  private static final int ROUNDS = 10_000;
  private static final long SEED = 20_260_607;

  private final Random random = new Random(SEED);
  private final Deployment deployment = new Deployment();
  private final Verifier verifier =
      new Verifier(new Digester(new Pepper(1, new byte[Pepper.BYTES])));
  private final List<Pair> pairs = new ArrayList<>();
  private final List<RoleId> roles = new ArrayList<>(List.of(new RoleId(1), new RoleId(2)));

  @Test
  void whatWouldBecomeOfARequestIsWhatBecomesOfIt() {
    pairs.add(deployment.issue(Deployment.ACME, Deployment.VIEWER));
    pairs.add(deployment.issue(Deployment.BETA, Deployment.VIEWER));
    int changed = 0;
    for (int round = 0; round < ROUNDS; round++) {
      Command command = command();
      List<Attempt> attempts = new ArrayList<>();
      for (int i = 0; i < 4; i++) {
        attempts.add(attempt());
      }
      if (!(deployment.registry.rehearse(command) instanceof Rehearsal.Planned planned)) {
        assertThat(deployment.execute(command)).isInstanceOf(Outcome.Rejected.class);
        continue;
      }
      List<String> before = verdicts(attempts, deployment.directory);
      List<String> foretold =
          verdicts(attempts, new Forecast(deployment.directory, planned.changes()));
      keep(Deployment.committed(deployment.execute(command)).result());
      List<String> then = verdicts(attempts, deployment.directory);
      if (!foretold.equals(then)) {
        assertThat(foretold)
            .as("seed %d, round %d: %s of %s", SEED, round, command, attempts)
            .isEqualTo(then);
      }
      changed += before.equals(then) ? 0 : 1;
    }
    assertThat(changed).isGreaterThan(ROUNDS / 50);
  }

  private List<String> verdicts(List<Attempt> attempts, Snapshot snapshot) {
    List<String> verdicts = new ArrayList<>();
    for (Attempt attempt : attempts) {
      verdicts.add(
          switch (verifier.decide(snapshot, attempt)) {
            case Decision.Allowed allowed -> "allowed with " + allowed.roles().names();
            case Decision.Refused(_, var refusal, _, _) -> refusal.toString();
          });
    }
    return verdicts;
  }

  private Attempt attempt() {
    Pair pair = one(pairs);
    Where where =
        switch (random.nextInt(4)) {
          case 0 -> Where.UNSAID;
          case 1 -> Where.account("acme");
          case 2 -> Where.account("beta");
          default -> new Where(null, random.nextBoolean() ? "a.example" : "b.example", true, null);
        };
    return new Attempt(
        pair.credentials(),
        where.from(random.nextBoolean() ? "192.0.2.7" : "198.51.100.7"),
        Deployment.call("GET", random.nextInt(3) == 0 ? "/me" : "/orders/1"),
        Deployment.NOON);
  }

  private <T> T one(List<T> of) {
    return of.get(random.nextInt(of.size()));
  }

  private void keep(Outcome.Result result) {
    if (result instanceof Outcome.Result.OfToken(var issued)) {
      if (pairs.size() > 6) {
        pairs.removeFirst();
      }
      pairs.add(new Pair(issued.key(), issued.reveal()));
    }
    if (result instanceof Outcome.Result.OfRole(var role) && !roles.contains(role.id())) {
      roles.add(role.id());
    }
  }

  private Command command() {
    var account = random.nextInt(3) == 0 ? Deployment.BETA : Deployment.ACME;
    var key = one(pairs).key();
    var holder = new Holder.OfKey(key.id());
    return switch (random.nextInt(16)) {
      case 0 -> new RoleCommand.LinkRoles(account, holder, Set.of(one(roles)));
      case 1 -> new RoleCommand.UnlinkRole(account, holder, one(roles));
      case 2 -> new KeyCommand.SetKeyRoles(account, key.id(), Set.of(one(roles)));
      case 3 -> new KeyCommand.SetKeyActive(key.account(), key.id(), random.nextInt(4) > 0);
      case 4 ->
          random.nextInt(3) == 0
              ? new KeyCommand.DeleteKey(key.account(), key.id())
              : new KeyCommand.CreateKey(account, "key", Set.of(one(roles)), null);
      case 5, 6 -> new KeyCommand.RestoreKey(key.account(), key.id());
      case 7 -> new KeyCommand.StartRenewal(key.account(), key.id());
      case 8 -> new KeyCommand.FinishRenewal(key.account(), key.id());
      case 9 ->
          new KeyCommand.EditKey(
              key.account(),
              key.id(),
              List.of(
                  new KeyEdit.Addresses(
                      random.nextBoolean()
                          ? List.of()
                          : List.of(AddressRange.parse("192.0.2.0/24")))));
      case 10 ->
          new AccountCommand.SetAccountState(
              account, random.nextInt(9) == 0 ? AccountState.INACTIVE : AccountState.ACTIVE);
      case 11 ->
          new AccountCommand.SetHosts(
              account,
              random.nextBoolean() ? List.of() : List.of(account.value().charAt(0) + ".example"));
      case 12 -> new KeyCommand.AddExternalKey(account, key.appKey(), Set.of(one(roles)));
      case 13 -> new KeyCommand.RemoveExternalKey(account, key.id());
      case 14 -> new RoleCommand.ImportCatalogue(catalogue());
      default -> role(account);
    };
  }

  private Catalogue catalogue() {
    ResourceKey granted = random.nextBoolean() ? Deployment.VIEW : Deployment.EDIT;
    return Deployment.catalogue(
        "v" + random.nextInt(1_000),
        new Role(new RoleId(1), null, "Order viewer", Set.of(granted)));
  }

  private Command role(AccountName account) {
    Set<ResourceKey> granted = Set.of(random.nextBoolean() ? Deployment.VIEW : Deployment.EDIT);
    return roles.size() < 6
        ? new RoleCommand.CreateRole(account, "Role " + random.nextInt(1_000_000), granted)
        : random.nextInt(4) == 0
            ? new RoleCommand.DeleteRole(account, one(roles))
            : new RoleCommand.EditRole(
                account, one(roles), "Role " + random.nextInt(1_000_000), granted);
  }

  private Effects effects(KnownUse use) {
    return new Effects(
        deployment.directory,
        deployment.registry,
        use,
        new Digester(new Pepper(1, new byte[Pepper.BYTES])));
  }

  private Effects.Seen seen(Command command, KnownUse use) {
    return switch (effects(use).of(command, Deployment.ACME, Deployment.NOON)) {
      case Effects.Answer.Would(var seen) -> seen;
      case Effects.Answer.Rejected(var problem) -> throw new AssertionError(problem);
    };
  }

  @Test
  void takingARoleAwayNamesTheCallsThatAreLost_andChangesNothing() {
    Pair pair = deployment.issue(Deployment.ACME, Deployment.VIEWER);
    var holder = new Holder.OfKey(pair.key().id());
    var command = new RoleCommand.UnlinkRole(Deployment.ACME, holder, Deployment.VIEWER.id());
    long revision = deployment.directory.revision().number();

    Effects.Seen seen = seen(command, KnownUse.NOTHING);

    assertThat(seen.planned().action()).isEqualTo("role.unlinked");
    assertThat(seen.holders())
        .singleElement()
        .satisfies(one -> {
          assertThat(one.holder()).isEqualTo(holder);
          assertThat(one.lost())
              .extracting(lost -> lost.operation() + " " + lost.refusal().code())
              .contains("GET /orders/{id} ROLE_MISSING");
          assertThat(one.gained()).isEmpty();
        });
    assertThat(deployment.directory.revision().number()).isEqualTo(revision);
  }

  @Test
  void knownUseThatWouldBeRefusedIsCounted_byWhereItComesFrom() {
    Pair pair = deployment.issue(Deployment.ACME, Deployment.VIEWER);
    var holder = new Holder.OfKey(pair.key().id());
    KnownUse use =
        _ ->
            List.of(
                new KnownUse.Use(holder, "GET", "/orders/{id}", "192.0.2.7", 40, Deployment.NOON),
                new KnownUse.Use(
                    holder, "GET", "/orders/{id}", "198.51.100.7", 2, Deployment.NOON));
    var command =
        new KeyCommand.EditKey(
            Deployment.ACME,
            pair.key().id(),
            List.of(new KeyEdit.Addresses(List.of(AddressRange.parse("192.0.2.0/24")))));

    Effects.Seen seen = seen(command, use);

    assertThat(seen.holders())
        .singleElement()
        .satisfies(one -> {
          assertThat(one.lost()).isEmpty();
          assertThat(one.refusedUse())
              .singleElement()
              .satisfies(refused -> assertThat(refused.use().count()).isEqualTo(2));
        });
  }

  @Test
  void whatCannotBeDoneIsSaid_andWhatIsSoAlreadyChangesNobody() {
    Pair pair = deployment.issue(Deployment.ACME);
    var finish = new KeyCommand.FinishRenewal(Deployment.ACME, pair.key().id());
    var activate = new KeyCommand.SetKeyActive(Deployment.ACME, pair.key().id(), true);

    assertThat(effects(KnownUse.NOTHING).of(finish, Deployment.ACME, Deployment.NOON))
        .isInstanceOf(Effects.Answer.Rejected.class);
    assertThat(seen(activate, KnownUse.NOTHING).holders()).isEmpty();
  }

  @Test
  void anotherCatalogueIsComparedForEverybody() {
    deployment.issue(Deployment.ACME, Deployment.VIEWER);
    deployment.issue(Deployment.ACME, Deployment.VIEWER);
    Role poorer = new Role(new RoleId(1), null, "Order viewer", Set.of(Deployment.EDIT));
    var command = new RoleCommand.ImportCatalogue(Deployment.catalogue("2", poorer));

    assertThat(seen(command, KnownUse.NOTHING).holders())
        .hasSize(2)
        .allMatch(one -> !one.lost().isEmpty());
  }
}
