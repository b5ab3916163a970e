package io.counterfoil.core.usage;

import static org.assertj.core.api.Assertions.assertThat;

import io.counterfoil.core.account.AccountName;
import io.counterfoil.core.account.AccountState;
import io.counterfoil.core.change.AccountCommand;
import io.counterfoil.core.change.Command;
import io.counterfoil.core.change.KeyCommand;
import io.counterfoil.core.change.KeyEdit;
import io.counterfoil.core.change.RoleCommand;
import io.counterfoil.core.decision.Attempt;
import io.counterfoil.core.decision.Refusal;
import io.counterfoil.core.decision.Verifier;
import io.counterfoil.core.decision.Where;
import io.counterfoil.core.key.AddressRange;
import io.counterfoil.core.key.Digester;
import io.counterfoil.core.key.Holder;
import io.counterfoil.core.key.Pepper;
import io.counterfoil.core.registry.Deployment;
import io.counterfoil.core.registry.Deployment.Pair;
import io.counterfoil.core.registry.Effects;
import io.counterfoil.core.role.ResourceKey;
import io.counterfoil.core.role.Role;
import io.counterfoil.core.role.RoleId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// What a change is said to break is what it then breaks, call by call, when the same requests come
/// again.
class KnownUseReplayTest {
  private static final long SEED = 20_261_124;
  private static final int ROUNDS = 2_000;
  private static final int REQUESTS = 40;

  private final Random random = new Random(SEED);
  private final Deployment deployment = new Deployment();
  private final Verifier verifier =
      new Verifier(new Digester(new Pepper(1, new byte[Pepper.BYTES])));
  private final List<Pair> pairs = new ArrayList<>();

  @Test
  void whatACommandWouldRefuseIsWhatIsRefusedWhenItIsReplayed() {
    for (int i = 0; i < 4; i++) {
      pairs.add(deployment.issue(Deployment.ACME, Deployment.VIEWER));
    }
    pairs.add(deployment.issue(Deployment.BETA, Deployment.VIEWER));
    deployment.done(
        new KeyCommand.AddExternalKey(
            Deployment.ACME, pairs.getLast().key().appKey(), Set.of(new RoleId(1))));
    int refusing = 0;
    for (int round = 0; round < ROUNDS; round++) {
      var counters = new UseCounters(1_024);
      var records = new MemoryUses();
      try (var log =
          new UseLog(counters, records, Counting.names(deployment), () -> deployment.now)) {
        List<Attempt> passed = ask(new Counting(deployment, counters.counter()));
        refusing += replay(command(), passed, log, round) ? 1 : 0;
      }
    }
    assertThat(refusing).isGreaterThan(ROUNDS / 20);
  }

  private List<Attempt> ask(Counting counting) {
    List<Attempt> passed = new ArrayList<>();
    for (int i = 0; i < REQUESTS; i++) {
      Attempt attempt =
          new Attempt(
              one(pairs).credentials(),
              Where.account(one(List.of("acme", "beta")))
                  .from(one(List.of("192.0.2.7", "192.0.2.8", "198.51.100.7", "2001:db8::1"))),
              Deployment.call("GET", "/orders/" + random.nextInt(3)),
              Deployment.NOON);
      counting.ask(attempt);
      if (judge(attempt) == null && "acme".equals(attempt.where().account())) {
        passed.add(attempt);
      }
    }
    return passed;
  }

  private @Nullable Refusal judge(Attempt attempt) {
    return verifier.judge(deployment.directory, attempt);
  }

  private boolean replay(Command command, List<Attempt> passed, UseLog log, int round) {
    var effects =
        new Effects(
            deployment.directory,
            deployment.registry,
            new RecordedUse(log::records, () -> deployment.now),
            new Digester(new Pepper(1, new byte[Pepper.BYTES])));
    if (!(effects.of(command, Deployment.ACME, Deployment.NOON)
        instanceof Effects.Answer.Would(var seen))) {
      return false;
    }
    Map<String, Long> foretold = new TreeMap<>();
    for (var holder : seen.holders()) {
      for (var refused : holder.refusedUse()) {
        foretold.merge(
            refused.use().address() + " " + refused.refusal().code(),
            refused.use().count(),
            Long::sum);
      }
    }
    deployment.done(command);
    Map<String, Long> then = new TreeMap<>();
    for (Attempt attempt : passed) {
      Refusal refusal = judge(attempt);
      if (refusal != null) {
        AddressBits bits = new AddressBits();
        bits.read(attempt.where().client());
        String address = AddressBits.text(bits.high(), bits.low());
        then.merge(address + " " + refusal.code(), 1L, Long::sum);
      }
    }
    assertThat(foretold).as("seed %d, round %d: %s", SEED, round, command).isEqualTo(then);
    return !then.isEmpty();
  }

  private <T> T one(List<T> of) {
    return of.get(random.nextInt(of.size()));
  }

  private Command command() {
    var key = one(pairs).key();
    AccountName account = Deployment.ACME;
    var holder = new Holder.OfKey(key.id());
    ResourceKey granted = random.nextInt(3) > 0 ? Deployment.VIEW : Deployment.EDIT;
    return switch (random.nextInt(9)) {
      case 0, 1 -> new RoleCommand.LinkRoles(account, holder, Set.of(new RoleId(1)));
      case 2 -> new RoleCommand.UnlinkRole(account, holder, new RoleId(1));
      case 3 -> new KeyCommand.SetKeyRoles(account, key.id(), Set.of(new RoleId(1)));
      case 4 -> new KeyCommand.SetKeyActive(key.account(), key.id(), random.nextInt(3) > 0);
      case 5 ->
          new KeyCommand.EditKey(
              key.account(), key.id(), List.of(new KeyEdit.Addresses(addresses())));
      case 6 ->
          new AccountCommand.SetAccountState(
              account, random.nextInt(3) == 0 ? AccountState.INACTIVE : AccountState.ACTIVE);
      case 7 -> new AccountCommand.SetAccountState(account, AccountState.ACTIVE);
      default ->
          new RoleCommand.ImportCatalogue(
              Deployment.catalogue(
                  "v" + random.nextInt(1_000),
                  new Role(new RoleId(1), null, "Order viewer", Set.of(granted))));
    };
  }

  private List<AddressRange> addresses() {
    return switch (random.nextInt(3)) {
      case 0 -> List.of(AddressRange.parse("192.0.2.7"));
      case 1 -> List.of(AddressRange.parse("192.0.2.0/24"), AddressRange.parse("2001:db8::/32"));
      default -> List.of();
    };
  }
}
