package io.counterfoil.core.usage;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.counterfoil.core.change.KeyCommand;
import io.counterfoil.core.decision.Attempt;
import io.counterfoil.core.decision.RefusalCode;
import io.counterfoil.core.explain.KnownUse;
import io.counterfoil.core.key.Holder;
import io.counterfoil.core.registry.Deployment;
import io.counterfoil.core.registry.Deployment.Pair;
import io.counterfoil.core.usage.UseRecords.Grain;
import io.counterfoil.core.usage.UseRecords.Hits;
import io.counterfoil.core.usage.UseRecords.Span;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// What is called is counted, to the unit, and told apart as far as there is room.
class UseLogTest {
  private static final int MANY = 20_000;
  private static final Instant NOON = Deployment.NOON;
  private static final Span ALL =
      new Span(
          null, null, NOON.minus(Duration.ofDays(2)), NOON.plus(Duration.ofDays(2)), Grain.HOUR);

  private final Deployment deployment = new Deployment();
  private final UseCounters counters = new UseCounters(1_024);
  private final MemoryUses records = new MemoryUses();
  private final UseLog log =
      new UseLog(counters, records, Counting.names(deployment), () -> deployment.now);

  @AfterEach
  void close() {
    log.close();
  }

  private Counting counting() {
    return new Counting(deployment, counters.counter());
  }

  private List<Uses> totals() {
    log.flush();
    return records.totals(ALL, 100_000);
  }

  private static long sum(List<Uses> uses) {
    return uses.stream().mapToLong(Uses::count).sum();
  }

  @Test
  void whoCalledWhatFromWhereWithWhichTokenIsTold() {
    Pair pair = deployment.issue(Deployment.ACME, Deployment.VIEWER);
    Pair stranger = deployment.issue(Deployment.ACME);
    var asked = counting();
    Instant token = pair.key().tokens().newest().createdAt();
    deployment.now = NOON.plusSeconds(90);
    Pair fresh =
        Deployment.pair(
            deployment.done(new KeyCommand.StartRenewal(Deployment.ACME, pair.key().id())));

    asked.ask(pair, Counting.HERE, NOON.plusSeconds(10));
    asked.ask(pair, Counting.HERE, NOON.plusSeconds(20));
    asked.ask(fresh, "2001:db8::7", NOON.plusSeconds(4_000));
    asked.ask(stranger, Counting.HERE, NOON.plusSeconds(30));

    var key = new Holder.OfKey(pair.key().id());
    assertThat(totals())
        .containsExactlyInAnyOrder(
            new Uses(call(key, token, Counting.HERE, null), NOON, 2, NOON.plusSeconds(20)),
            new Uses(
                call(key, NOON.plusSeconds(90), "2001:db8:0:0:0:0:0:7", null),
                NOON.plusSeconds(3_600),
                1,
                NOON.plusSeconds(4_000)),
            new Uses(
                call(
                    new Holder.OfKey(stranger.key().id()),
                    stranger.key().tokens().newest().createdAt(),
                    Counting.HERE,
                    RefusalCode.ROLE_MISSING),
                NOON,
                1,
                NOON.plusSeconds(30)));
    assertThat(records.series(ALL))
        .containsExactly(new Hits(NOON, 2, 1), new Hits(NOON.plusSeconds(3_600), 1, 0));
    assertThat(records.known(key)).hasSize(2);
  }

  private static Call call(
      Holder holder, Instant token, String address, @Nullable RefusalCode code) {
    return new Call(Deployment.ACME, holder, token, "GET", "/orders/{id}", address, code);
  }

  @Test
  void whoPresentsAWrongPairIsNobody_andIsNotCounted() {
    Pair one = deployment.issue(Deployment.ACME, Deployment.VIEWER);
    Pair other = deployment.issue(Deployment.ACME, Deployment.VIEWER);

    counting().ask(new Pair(one.key(), other.token()), Counting.HERE, NOON);

    assertThat(totals()).isEmpty();
  }

  @Test
  void countingWhatPassesAllocatesNothing() {
    var threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    Pair pair = deployment.issue(Deployment.ACME, Deployment.VIEWER);
    var asked = counting();
    List<Attempt> attempts = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      String address = i % 2 == 0 ? "192.0.2." + i : "2001:db8::" + i;
      attempts.add(Counting.attempt(pair, Counting.ORDER, address, NOON.plusSeconds(i)));
    }
    long least = Long.MAX_VALUE;
    for (int round = 0; round < 50; round++) {
      long before = threads.getCurrentThreadAllocatedBytes();
      for (int i = 0; i < attempts.size(); i++) {
        asked.ask(attempts.get(i));
      }
      least = Math.min(least, threads.getCurrentThreadAllocatedBytes() - before);
    }

    assertThat(least).isZero();
    assertThat(sum(totals())).isEqualTo(50 * 200);
  }

  @Test
  void severalThreadsAreCountedToTheUnit_whileTheyAreRead() throws Exception {
    List<Pair> pairs = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      pairs.add(deployment.issue(Deployment.ACME, Deployment.VIEWER));
    }
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      var asked = counting();
      var random = new Random(i);
      threads.add(
          Thread.ofPlatform()
              .start(() -> {
                for (int n = 0; n < MANY; n++) {
                  Pair pair = pairs.get(random.nextInt(pairs.size()));
                  String address = "192.0.2." + random.nextInt(250);
                  asked.ask(pair, address, NOON.plusSeconds(n));
                }
              }));
    }
    while (threads.stream().anyMatch(Thread::isAlive)) {
      log.flush();
    }
    for (Thread thread : threads) {
      thread.join();
    }

    assertThat(sum(totals()) + log.lost()).isEqualTo(3L * MANY);
    assertThat(log.written()).isEqualTo(sum(totals()));
  }

  @Test
  void whatHasNoRoomIsCountedTogether_andNothingIsMissing() {
    UseCounters few = new UseCounters(16);
    var unread = new MemoryUses();
    Pair pair = deployment.issue(Deployment.ACME, Deployment.VIEWER);
    var asked = new Counting(deployment, few.counter());
    LongStream.range(0, 250).forEach(i -> asked.ask(pair, "192.0.2." + i, NOON));

    try (UseLog late = new UseLog(few, unread, Counting.names(deployment), () -> deployment.now)) {
      late.flush();
      assertThat(late.lost()).isZero();
    }

    List<Uses> uses = unread.totals(ALL, 1_000);
    assertThat(sum(uses)).isEqualTo(250);
    assertThat(uses.getFirst().call().address()).isEqualTo(Call.OTHERS);
  }

  @Test
  void whatIsMoreThanAnyRoomIsSaid() {
    UseCounters few = new UseCounters(16);
    var asked = new Counting(deployment, few.counter());
    for (int i = 0; i < 200; i++) {
      asked.ask(deployment.issue(Deployment.ACME, Deployment.VIEWER), Counting.HERE, NOON);
    }
    var kept = new MemoryUses();
    deployment.now = NOON;

    try (UseLog late = new UseLog(few, kept, Counting.names(deployment), () -> deployment.now)) {
      late.flush();
      assertThat(late.lost()).isPositive();
      assertThat(sum(kept.totals(ALL, 1_000)) + late.lost()).isEqualTo(200);
      assertThat(kept.uncounted(NOON, NOON.plusSeconds(1))).isEqualTo(late.lost());
    }
  }

  @Test
  void aKeyHasABoundedNumberOfAddressesADay() {
    Pair pair = deployment.issue(Deployment.ACME, Deployment.VIEWER);
    var asked = counting();
    for (int i = 0; i < 200; i++) {
      asked.ask(pair, "192.0.2." + i, NOON);
    }

    assertThat(totals()).hasSize(UseLog.MOST_ADDRESSES + 1);
    assertThat(sum(totals())).isEqualTo(200);
  }

  @Test
  void whatCouldNotBeWrittenIsWrittenLater() {
    var failures = new AtomicLong(2);
    var kept = new MemoryUses();
    UseRecords failing = new FailingUses(kept, failures);
    UseCounters own = new UseCounters(64);
    Pair pair = deployment.issue(Deployment.ACME, Deployment.VIEWER);
    var asked = new Counting(deployment, own.counter());
    asked.ask(pair, Counting.HERE, NOON);

    Thread.currentThread().setUncaughtExceptionHandler((_, _) -> {});
    try (UseLog log = new UseLog(own, failing, Counting.names(deployment), () -> NOON)) {
      log.flush();
      asked.ask(pair, Counting.HERE, NOON);
      log.flush();
      assertThat(kept.totals(ALL, 10)).isEmpty();
    }
    Thread.currentThread().setUncaughtExceptionHandler(null);

    assertThat(sum(kept.totals(ALL, 10))).isEqualTo(2);
  }

  @Test
  void onlyWhatPassedIsKnownUse() {
    Pair pair = deployment.issue(Deployment.ACME, Deployment.VIEWER);
    Pair bare = deployment.issue(Deployment.ACME);
    var asked = counting();
    asked.ask(pair, Counting.HERE, NOON);
    asked.ask(pair, Counting.HERE, NOON.minus(Duration.ofDays(1)));
    asked.ask(bare, Counting.HERE, NOON);

    KnownUse known = new RecordedUse(log::records, () -> deployment.now);

    assertThat(known.in(Deployment.ACME))
        .containsExactly(
            new KnownUse.Use(
                new Holder.OfKey(pair.key().id()), "GET", "/orders/{id}", Counting.HERE, 2, NOON));
    assertThat(known.in(Deployment.BETA)).isEmpty();
  }
}
