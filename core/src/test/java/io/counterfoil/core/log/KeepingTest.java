package io.counterfoil.core.log;

import static org.assertj.core.api.Assertions.assertThat;

import io.counterfoil.core.account.AccountName;
import io.counterfoil.core.decision.Attempt;
import io.counterfoil.core.decision.CredentialReader;
import io.counterfoil.core.decision.Decision;
import io.counterfoil.core.decision.Presented;
import io.counterfoil.core.decision.RefusalCode;
import io.counterfoil.core.decision.UserTokenReader;
import io.counterfoil.core.decision.Verifier;
import io.counterfoil.core.decision.Wanted;
import io.counterfoil.core.decision.Where;
import io.counterfoil.core.explain.Witness;
import io.counterfoil.core.explain.World;
import io.counterfoil.core.key.ApiKey;
import io.counterfoil.core.key.AppKey;
import io.counterfoil.core.key.Digester;
import io.counterfoil.core.key.TokenFormat;
import io.counterfoil.core.role.RequestPath;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// What a log keeps that has its records kept elsewhere: no more than the ration, and exact counts
/// of the rest.
class KeepingTest {
  private final World world = new World();
  private final ApiKey key = world.issue(World.ACME, "appkey-acme-ABCDEF");
  private final AtomicReference<Instant> time = new AtomicReference<>(World.NOON);
  private final Breakable records = new Breakable();
  private final AtomicInteger days = new AtomicInteger();
  private final Retention retention =
      new Retention() {
        @Override
        public int refusalDays(AccountName account) {
          return account.equals(World.ACME) ? days.get() : 0;
        }

        @Override
        public Map<AccountName, Integer> refusalDays() {
          return days.get() == 0 ? Map.of() : Map.of(World.ACME, days.get());
        }
      };
  private final RecentRefusals log =
      new RecentRefusals(
          new RefusalIds(world.pepper, time::get),
          new Witness(new Digester(world.pepper), world),
          world,
          () -> world,
          world::named,
          time::get,
          RefusalLimits.DEFAULT,
          records,
          retention,
          world.pepper,
          new Random(5));

  /// Records whose disk can be full.
  private static final class Breakable implements DecisionRecords {
    private final MemoryRecords memory = new MemoryRecords(1_000_000);
    private volatile boolean isBroken;

    @Override
    public void append(List<Kept> records, List<HourCount> counts) {
      if (isBroken) {
        throw new IllegalStateException("the disk is full");
      }
      memory.append(records, counts);
    }

    @Override
    public @Nullable DecisionRecord find(RefusalId id) {
      return memory.find(id);
    }

    @Override
    public List<Kept> list(RefusalFilter filter, @Nullable Place before, int limit) {
      return memory.list(filter, before, limit);
    }

    @Override
    public long between(RefusalFilter filter, Place after, Place before) {
      return memory.between(filter, after, before);
    }

    @Override
    public List<DecisionRecord> since(Instant from, int limit) {
      return memory.since(from, limit);
    }

    @Override
    public List<Met> met(AccountName account, AppKey key, Instant since) {
      return memory.met(account, key, since);
    }

    @Override
    public @Nullable Met sameValue(AccountName account, String tag) {
      return memory.sameValue(account, tag);
    }

    @Override
    public List<HourCount> hours(@Nullable AccountName account, Instant since, Instant until) {
      return memory.hours(account, since, until);
    }

    @Override
    public boolean forget(Horizon horizon) {
      return memory.forget(horizon);
    }

    @Override
    public byte[] salt(LocalDate day, byte[] fresh) {
      return memory.salt(day, fresh);
    }
  }

  @AfterEach
  void close() {
    log.close();
  }

  private RefusalId refuse(String appKey, String token, String address) {
    var presented = Presented.pair(appKey, token);
    var wanted = new Wanted.Call("GET", RequestPath.read("/orders/17"));
    var credentials = new CredentialReader(UserTokenReader.NONE).read(presented);
    var attempt = new Attempt(credentials, Where.UNSAID, wanted, time.get());
    var decision = new Verifier(new Digester(world.pepper)).decide(world, attempt);
    return log.refused(
        new RefusedRequest(
            (Decision.Refused) decision, attempt, presented, "forward", address, null));
  }

  private RefusalId wrong(int seed) {
    return refuse(
        key.appKey().value(), TokenFormat.generate(new Random(seed)).reveal(), "192.0.2.7");
  }

  private DecisionRecord found(RefusalId id) {
    return Objects.requireNonNull(log.find(id));
  }

  private long counted(boolean isKept) {
    return log.hours(World.ACME, World.NOON.minusSeconds(7_200), Instant.MAX).stream()
        .mapToLong(count -> isKept ? count.kept() : count.dropped())
        .sum();
  }

  @Test
  void ofWhatRepeatsItselfTwentyAreKept_theRestIsCounted_andEveryIdExplains() {
    Set<RefusalId> ids = new HashSet<>();
    for (int i = 0; i < 5_000; i++) {
      ids.add(wrong(1));
    }
    RefusalId elsewhere =
        refuse(key.appKey().value(), TokenFormat.generate(new Random(1)).reveal(), "198.51.100.1");
    log.close();

    assertThat(ids)
        .hasSize(5_000)
        .allSatisfy(id -> {
          assertThat(found(id).code()).isEqualTo(RefusalCode.PAIR_UNKNOWN);
          assertThat(found(id).account()).isEqualTo(World.ACME);
        });
    assertThat(ids.stream().filter(id -> !found(id).isSummary())).hasSize(Ration.AT_ONCE);
    assertThat(found(elsewhere).isSummary()).isFalse();
    assertThat(counted(true)).isEqualTo(Ration.AT_ONCE + 1);
    assertThat(counted(false)).isEqualTo(5_000 - Ration.AT_ONCE);
    assertThat(log.dropped(Drop.RATION)).isEqualTo(5_000 - Ration.AT_ONCE);
  }

  @Test
  void theRationIsThereAgainAfterAMinute() {
    for (int i = 0; i < 30; i++) {
      wrong(1);
    }
    time.set(World.NOON.plusSeconds(60));

    assertThat(found(wrong(1)).isSummary()).isFalse();
  }

  @Test
  void anHourHasRoomForSoManyOfAnAccount_andAFloodFromEverywhereForNoMore() {
    Ration ration = new Ration(7);
    long kept = 0;
    for (int i = 0; i < 30_000; i++) {
      kept += ration.hasRoom(1, 0) ? 1 : 0;
    }
    assertThat(kept).isEqualTo(10_000);
    assertThat(ration.hasRoom(2, 0)).isTrue();
    for (int account = 3; account < 10; account++) {
      for (int i = 0; i < 10_000; i++) {
        kept += ration.hasRoom(account, 0) ? 1 : 0;
      }
    }
    assertThat(kept).isEqualTo(49_999);
    assertThat(ration.hasRoom(1, 3_600)).isTrue();
  }

  @Test
  void theSameWrongTokenHasTheSameTag_anotherAnother_andARightOneNone() {
    RefusalId first = wrong(1);
    RefusalId again = wrong(1);
    RefusalId other = wrong(2);
    RefusalId right = refuse(key.appKey().value(), world.tokenOf(key), "192.0.2.7");
    String tag = Objects.requireNonNull(found(first).sameValue());

    assertThat(tag).matches("[0-9a-f]{16}");
    assertThat(found(again).sameValue()).isEqualTo(tag);
    assertThat(found(other).sameValue()).isNotNull().isNotEqualTo(tag);
    assertThat(found(right).sameValue()).isNull();
    assertThat(Objects.requireNonNull(log.sameValue(World.ACME, tag)).count()).isEqualTo(2);
  }

  @Test
  void anotherDayHasAnotherTag() {
    String today = Objects.requireNonNull(found(wrong(1)).sameValue());
    time.set(World.NOON.plus(Duration.ofDays(1)));

    assertThat(found(wrong(1)).sameValue()).isNotNull().isNotEqualTo(today);
  }

  @Test
  void whatCannotBeWrittenIsCounted_alsoOnceItCanBeAgain() {
    var before = Thread.getDefaultUncaughtExceptionHandler();
    var reported = new AtomicReference<@Nullable Throwable>();
    Thread.setDefaultUncaughtExceptionHandler((_, failure) -> reported.set(failure));
    records.isBroken = true;
    RefusalId lost = wrong(1);

    assertThat(found(lost).isSummary()).isTrue();
    assertThat(log.dropped(Drop.NOT_WRITTEN)).isEqualTo(1);
    records.isBroken = false;
    assertThat(found(wrong(2)).isSummary()).isFalse();
    log.close();

    Thread.setDefaultUncaughtExceptionHandler(before);
    assertThat(reported.get()).hasMessage("the disk is full");
    assertThat(counted(true)).isEqualTo(1);
    assertThat(counted(false)).isEqualTo(1);
    assertThat(log.counts()).isEqualTo(new RecentRefusals.Counts(1, 1));
  }

  @Test
  void anAccountMayKeepRefusalsLongerOrShorterThanTheServer() {
    RefusalId id = wrong(1);
    assertThat(found(id).isSummary()).isFalse();

    days.set(30);
    time.set(World.NOON.plus(Duration.ofDays(29)));
    assertThat(found(id).isSummary()).isFalse();
    days.set(28);
    assertThat(found(id).isSummary()).isTrue();
    assertThat(log.list(RefusalFilter.of(World.ACME), null, 10)).isEmpty();
    found(wrong(2)); // the next batch forgets
    log.close();

    assertThat(records.find(id)).isNull();
  }

  @Test
  void whatWaitsAtTheEndIsStillExaminedAndWritten() {
    RefusalId last = wrong(3);
    log.close();

    assertThat(records.find(last)).isNotNull();
    assertThat(found(wrong(4)).isSummary()).isTrue();
    assertThat(log.dropped(Drop.STOPPED)).isEqualTo(1);
  }
}
