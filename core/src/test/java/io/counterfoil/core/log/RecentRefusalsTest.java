package io.counterfoil.core.log;

import static org.assertj.core.api.Assertions.assertThat;

import io.counterfoil.core.account.AccountName;
import io.counterfoil.core.decision.Attempt;
import io.counterfoil.core.decision.CredentialReader;
import io.counterfoil.core.decision.Decision;
import io.counterfoil.core.decision.Presented;
import io.counterfoil.core.decision.RefusalCode;
import io.counterfoil.core.decision.Snapshot;
import io.counterfoil.core.decision.UserTokenReader;
import io.counterfoil.core.decision.Verifier;
import io.counterfoil.core.decision.Wanted;
import io.counterfoil.core.decision.Where;
import io.counterfoil.core.explain.Evidence;
import io.counterfoil.core.explain.Witness;
import io.counterfoil.core.explain.World;
import io.counterfoil.core.key.ApiKey;
import io.counterfoil.core.key.Digester;
import io.counterfoil.core.key.KeyState;
import io.counterfoil.core.key.TokenFormat;
import io.counterfoil.core.role.RequestPath;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Refusals are remembered, attributed and explained, and never hold up a verdict.
class RecentRefusalsTest {
  private static final Where NOWHERE = Where.UNSAID;
  private final World world = new World();
  private final ApiKey key = world.issue(World.ACME, "appkey-acme-ABCDEF");
  private final AtomicReference<Instant> time = new AtomicReference<>(World.NOON);
  private @Nullable RecentRefusals opened;

  @AfterEach
  void close() {
    if (opened != null) {
      opened.close();
    }
  }

  private RecentRefusals log(RefusalLimits limits, Supplier<Snapshot> now) {
    InstantSource clock = time::get;
    opened =
        new RecentRefusals(
            new RefusalIds(world.pepper, clock),
            new Witness(new Digester(world.pepper), world),
            world,
            now,
            world::named,
            clock,
            limits);
    return opened;
  }

  private RecentRefusals log() {
    return log(RefusalLimits.DEFAULT, () -> world);
  }

  private RefusedRequest refuse(Presented presented, Where where) {
    var wanted = new Wanted.Call("GET", RequestPath.read("/orders/17?token=x"));
    var credentials = new CredentialReader(UserTokenReader.NONE).read(presented);
    var attempt = new Attempt(credentials, where, wanted, time.get());
    var decision = new Verifier(new Digester(world.pepper)).decide(world, attempt);
    return new RefusedRequest(
        (Decision.Refused) decision, attempt, presented, "forward", "192.0.2.7", null);
  }

  private RefusedRequest withoutRole() {
    return refuse(Presented.pair(key.appKey().value(), world.tokenOf(key)), NOWHERE);
  }

  private static String someToken() {
    return TokenFormat.generate(new Random(99)).reveal();
  }

  private static DecisionRecord found(RecentRefusals log, RefusalId id) {
    DecisionRecord kept = log.find(id);
    if (kept == null) {
      throw new AssertionError("no record of " + id);
    }
    return kept;
  }

  @Test
  void aRefusalIsFoundAtOnce_withAllThatMayBeKept() {
    var log = log();

    DecisionRecord kept = found(log, log.refused(withoutRole()));

    assertThat(kept.isSummary()).isFalse();
    assertThat(kept.code()).isEqualTo(RefusalCode.ROLE_MISSING);
    assertThat(kept.account()).isEqualTo(World.ACME);
    assertThat(kept.appKey()).isEqualTo(key.appKey());
    assertThat(kept.revision()).isEqualTo(42);
    assertThat(kept.method()).isEqualTo("GET");
    assertThat(kept.route()).isEqualTo("/orders/{id}");
    assertThat(kept.adapter()).isEqualTo("forward");
    assertThat(kept.address()).isEqualTo("192.0.2.7");
    assertThat(log.counts()).isEqualTo(new RecentRefusals.Counts(1, 0));
  }

  @Test
  void aRecordHoldsNoPresentedToken_andNoNameOfAKeyThatNeverWas() {
    var log = log();
    String token = someToken();

    var swapped = log.refused(refuse(Presented.pair(token, "appkey-acme-NOTONE"), NOWHERE));
    var unknown = log.refused(refuse(Presented.pair("appkey-acme-NOTONE", token), NOWHERE));

    assertThat(found(log, swapped).toString()).doesNotContain(token.substring(0, 12));
    assertThat(found(log, unknown).toString()).doesNotContain(token.substring(0, 12), "NOTONE");
  }

  @Test
  void aRefusalBelongsToTheOwnerOfThePresentedKey_evenADeletedOne() {
    var log = log();
    world.put(key.with(KeyState.DELETED, World.NOON));

    var kept =
        found(log, log.refused(refuse(Presented.pair(key.appKey().value(), someToken()), NOWHERE)));

    assertThat(kept.account()).isEqualTo(World.ACME);
    assertThat(kept.appKey()).isEqualTo(key.appKey());
    assertThat(kept.evidence())
        .containsExactly(new Evidence.KeyDeleted(World.ACME, key.appKey(), World.NOON, null));
  }

  @Test
  void aRefusalBelongsToTheOwnerOfTheKeyThatDiffersByCase() {
    world.issue(World.BETA, "MixedCase");
    var log = log();

    var kept = found(log, log.refused(refuse(Presented.pair("mixedcase", someToken()), NOWHERE)));

    assertThat(kept.account()).isEqualTo(World.BETA);
    assertThat(kept.appKey()).isNull();
  }

  @Test
  void aRefusalOfAnUnknownKeyBelongsToTheAccountThatItSpeaksOf_ifItExists() {
    assertThat(accountOf("appkey-beta-NOTONE", NOWHERE)).isEqualTo(World.BETA);
    assertThat(accountOf("appkey-nobody-NOTONE", NOWHERE)).isNull();
    assertThat(accountOf("unknown", Where.account("acme"))).isEqualTo(World.ACME);
    assertThat(accountOf("unknown", new Where(null, null, false, "beta"))).isEqualTo(World.BETA);
    assertThat(accountOf("unknown", Where.account("nobody"))).isNull();
  }

  private @Nullable AccountName accountOf(String appKey, Where where) {
    try (var log = log()) {
      return found(log, log.refused(refuse(Presented.pair(appKey, someToken()), where))).account();
    }
  }

  @Test
  void theNewestRefusalsOfAnAccountStandFirst() {
    var log = log();
    var first = log.refused(withoutRole());
    log.refused(refuse(Presented.pair("appkey-beta-NOTONE", someToken()), NOWHERE));
    var last = log.refused(withoutRole());
    found(log, last);

    assertThat(log.recent(World.ACME, 10))
        .extracting(DecisionRecord::id)
        .containsExactly(last, first);
    assertThat(log.recent(World.ACME, 1)).extracting(DecisionRecord::id).containsExactly(last);
  }

  @Test
  void beyondTheLimitTheOldestIsForgotten_butItsIdStillTellsASummary() {
    var log = log(new RefusalLimits(1, Duration.ofDays(7), 10), () -> world);
    var first = log.refused(withoutRole());
    found(log, log.refused(withoutRole()));

    DecisionRecord summary = found(log, first);

    assertThat(summary.isSummary()).isTrue();
    assertThat(summary.code()).isEqualTo(RefusalCode.ROLE_MISSING);
    assertThat(summary.account()).isEqualTo(World.ACME);
    assertThat(summary.at()).isEqualTo(World.NOON);
    assertThat(summary.revision()).isEqualTo(42);
  }

  @Test
  void aRecordIsForgottenWithAge() {
    var log = log();
    var id = log.refused(withoutRole());
    assertThat(found(log, id).isSummary()).isFalse();

    time.set(World.NOON.plus(Duration.ofDays(7)).plusMillis(1));

    assertThat(found(log, id).isSummary()).isTrue();
    assertThat(log.recent(World.ACME, 10)).isEmpty();
  }

  @Test
  void aFullQueueDropsAndCounts_andTheIdsStillExplain() throws InterruptedException {
    var gate = new CountDownLatch(1);
    var busy = new CountDownLatch(1);
    Thread caller = Thread.currentThread();
    Supplier<Snapshot> stuck =
        () -> {
          if (!Thread.currentThread().equals(caller)) {
            busy.countDown();
            await(gate);
          }
          return world;
        };
    var log = log(new RefusalLimits(100, Duration.ofDays(7), 2), stuck);

    log.refused(withoutRole());
    busy.await();
    log.refused(withoutRole());
    var kept = log.refused(withoutRole());
    var droppedId = log.refused(withoutRole());

    assertThat(log.counts()).isEqualTo(new RecentRefusals.Counts(0, 1));
    assertThat(found(log, droppedId).isSummary()).isTrue();
    gate.countDown();
    assertThat(found(log, kept).isSummary()).isFalse();
    assertThat(log.counts()).isEqualTo(new RecentRefusals.Counts(3, 1));
  }

  private static void await(CountDownLatch gate) {
    try {
      gate.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  void anIdOfNobodyIsFoundNowhere() {
    assertThat(log().find(new RefusalId("cf-" + "0".repeat(26)))).isNull();
  }

  @Test
  void theIdSealsTheAccountThatTheKeySpeaksOf_whetherOrNotTheKeyExists() {
    var log = log();
    log.close();

    assertThat(found(log, mismatch(log, "appkey-acme-ABCDEF")).account()).isEqualTo(World.ACME);
    assertThat(found(log, mismatch(log, "appkey-acme-NOTONE")).account()).isEqualTo(World.ACME);
    assertThat(found(log, mismatch(log, "legacy")).account()).isNull();
  }

  private RefusalId mismatch(RecentRefusals log, String appKey) {
    return log.refused(refuse(Presented.pair(appKey, someToken()), NOWHERE));
  }

  @Test
  void aSecretInTheAccountsPlaceIsMasked() {
    var log = log();
    String secret = someToken();
    var request =
        refuse(
            Presented.pair(key.appKey().value(), world.tokenOf(key)),
            new Where(null, null, false, secret));

    assertThat(found(log, log.refused(request)).toString()).doesNotContain(secret);
  }

  @Test
  void aWorkerWhoseExaminationFailsGoesOn() {
    Thread caller = Thread.currentThread();
    var failures = new CountDownLatch(1);
    Supplier<Snapshot> failingOnce =
        () -> {
          if (!Thread.currentThread().equals(caller) && failures.getCount() > 0) {
            failures.countDown();
            throw new IllegalStateException("a failure on purpose");
          }
          return world;
        };
    var reported = new AtomicReference<@Nullable Throwable>();
    var before = Thread.getDefaultUncaughtExceptionHandler();
    Thread.setDefaultUncaughtExceptionHandler((_, failure) -> reported.set(failure));
    var log = log(RefusalLimits.DEFAULT, failingOnce);

    var failed = log.refused(withoutRole());
    var next = log.refused(withoutRole());

    assertThat(found(log, next).isSummary()).isFalse();
    Thread.setDefaultUncaughtExceptionHandler(before);
    assertThat(reported.get()).hasMessage("a failure on purpose");
    assertThat(found(log, failed).isSummary()).isTrue();
    assertThat(log.counts()).isEqualTo(new RecentRefusals.Counts(1, 1));
  }

  @Test
  void aSmallHeapRemembersFewer_aLargeOneNoMoreThanTheDefault() {
    RefusalLimits small = RefusalLimits.forHeap(64L << 20);
    assertThat(small.records()).isBetween(1_000, 20_000);
    assertThat(small.waiting()).isBetween(1_000, 4_000);
    assertThat(RefusalLimits.forHeap(8L << 30)).isEqualTo(RefusalLimits.DEFAULT);
    assertThat(RefusalLimits.forHeap(1L << 20).records()).isEqualTo(1_000);
  }
}
