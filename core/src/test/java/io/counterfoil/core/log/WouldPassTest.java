package io.counterfoil.core.log;

import static org.assertj.core.api.Assertions.assertThat;

import io.counterfoil.core.account.Account;
import io.counterfoil.core.account.AccountName;
import io.counterfoil.core.account.AccountState;
import io.counterfoil.core.decision.AccountView;
import io.counterfoil.core.decision.Attempt;
import io.counterfoil.core.decision.Credentials;
import io.counterfoil.core.decision.Decision;
import io.counterfoil.core.decision.Presented;
import io.counterfoil.core.decision.Verifier;
import io.counterfoil.core.decision.Wanted;
import io.counterfoil.core.decision.Where;
import io.counterfoil.core.explain.AccountRoles;
import io.counterfoil.core.explain.Explainer;
import io.counterfoil.core.explain.Explanation;
import io.counterfoil.core.explain.Explanation.WouldPass;
import io.counterfoil.core.explain.Question;
import io.counterfoil.core.explain.Witness;
import io.counterfoil.core.explain.World;
import io.counterfoil.core.key.AddressRange;
import io.counterfoil.core.key.ApiKey;
import io.counterfoil.core.key.AppToken;
import io.counterfoil.core.key.Digester;
import io.counterfoil.core.key.KeyState;
import io.counterfoil.core.key.KeyTerms;
import io.counterfoil.core.role.RequestPath;
import io.counterfoil.core.role.Role;
import java.time.InstantSource;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// "Would it pass now?" agrees with what happens when the request is made again, in worlds that
/// change at random.
class WouldPassTest {
  private static final int ROUNDS = 15_000;
  private static final long SEED = 20_260_601;

  private final Random random = new Random(SEED);
  private final World world = new World();
  private final ApiKey key = world.issue(World.ACME, "appkey-acme-QXZKWM");
  private final Verifier verifier = new Verifier(new Digester(world.pepper));
  private final Explainer explainer = new Explainer(new Digester(world.pepper), AccountRoles.NONE);

  @Test
  void theExplanationAgreesWithTheNextTry() {
    int refusals = 0;
    int repaired = 0;
    try (var log = log()) {
      for (int round = 0; round < ROUNDS; round++) {
        change();
        Attempt attempt = attempt();
        if (!(verifier.decide(world, attempt) instanceof Decision.Refused refused)) {
          continue;
        }
        refusals++;
        Question question = question(log, refused, attempt);
        if (random.nextBoolean()) {
          change();
        }
        Explanation explained = explainer.explain(world, question);
        Decision again = verifier.decide(world, attempt);

        assertThat(explained.wouldPassNow())
            .as("seed %d, round %d: %s, then %s", SEED, round, refused.refusal(), again)
            .isEqualTo(again instanceof Decision.Allowed ? WouldPass.YES : WouldPass.NO);
        if (again instanceof Decision.Refused now) {
          assertThat(explained.refusal()).isEqualTo(now.refusal());
        } else {
          repaired++;
        }
      }
    }
    assertThat(refusals).isGreaterThan(10_000);
    assertThat(repaired).isGreaterThan(20);
  }

  private RecentRefusals log() {
    InstantSource clock = InstantSource.fixed(World.NOON);
    return new RecentRefusals(
        new RefusalIds(world.pepper, clock),
        new Witness(new Digester(world.pepper), world),
        world,
        () -> world,
        world::named,
        clock,
        RefusalLimits.DEFAULT);
  }

  private static Question question(RecentRefusals log, Decision.Refused refused, Attempt attempt) {
    var id =
        log.refused(new RefusedRequest(refused, attempt, Presented.NOTHING, "forward", null, null));
    DecisionRecord kept = log.find(id);
    Question question = kept == null ? null : kept.question(World.NOON);
    if (question == null) {
      throw new AssertionError("nothing was kept of " + refused);
    }
    return question;
  }

  /// A pair that matches, for anything, anywhere.
  private Attempt attempt() {
    String account = one(null, "acme", "beta", "nobody");
    String host = one(null, "acme.example.com", "beta.example.com", "other.example.com");
    String query = one(null, null, "acme", "beta");
    return new Attempt(
        new Credentials.Pair(key.appKey(), AppToken.of(world.tokenOf(key))),
        new Where(account, host, random.nextBoolean(), query)
            .from(one(null, "192.0.2.7", "192.0.2.8", "198.51.100.7")),
        new Wanted.Call(
            random.nextBoolean() ? "GET" : "PUT",
            RequestPath.read(random.nextBoolean() ? "/orders/17" : "/nowhere/at-all")),
        World.NOON);
  }

  private @Nullable String one(@Nullable String... of) {
    return of[random.nextInt(of.length)];
  }

  private void change() {
    KeyState state = random.nextInt(4) == 0 ? KeyState.INACTIVE : KeyState.ACTIVE;
    List<AddressRange> addresses =
        random.nextInt(3) == 0 ? List.of(AddressRange.parse("192.0.2.0/24")) : List.of();
    world.put(
        expiring(key.with(state, World.NOON), random.nextInt(4) == 0)
            .with(KeyTerms.NONE.withAddresses(addresses)));
    for (AccountName name : List.of(World.ACME, World.BETA)) {
      Account account = account(name);
      world.put(
          account
              .with(random.nextInt(5) == 0 ? AccountState.INACTIVE : AccountState.ACTIVE)
              .withHosts(
                  random.nextBoolean() ? List.of() : List.of(name.value() + ".example.com")));
      Role[] roles =
          Stream.of(World.VIEWER, World.EDITOR, World.role(8, "Counter", World.COUNT))
              .filter(role -> random.nextInt(3) == 0)
              .toArray(Role[]::new);
      if (name.equals(World.ACME) || roles.length > 0) {
        world.link(name, key, roles);
      }
    }
  }

  private Account account(AccountName name) {
    AccountView view = world.account(name);
    if (view == null) {
      throw new AssertionError("no account " + name);
    }
    return view.account();
  }

  private static ApiKey expiring(ApiKey key, boolean expired) {
    return new ApiKey(
        key.id(),
        key.account(),
        key.appKey(),
        key.label(),
        key.state(),
        key.tokens(),
        key.retired(),
        key.createdAt(),
        key.createdBy(),
        expired ? World.NOON : null,
        key.changedAt());
  }
}
