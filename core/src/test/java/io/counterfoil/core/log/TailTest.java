package io.counterfoil.core.log;

import static org.assertj.core.api.Assertions.assertThat;

import io.counterfoil.core.account.AccountName;
import io.counterfoil.core.decision.Refusal;
import io.counterfoil.core.decision.RefusalCode;
import io.counterfoil.core.decision.Where;
import io.counterfoil.core.key.AppKey;
import io.counterfoil.core.log.DecisionRecords.Kept;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// Whoever follows refusals hears what they asked for, or how much of it was left out.
class TailTest {
  private static final AccountName ACME = new AccountName("acme");
  private static final AccountName GLOBEX = new AccountName("globex");
  private static final AppKey KEY = new AppKey("appkey-acme-ABCDEF");
  private static final Instant NOON = Instant.parse("2026-06-01T12:00:00Z");

  private final Tail tail = new Tail();
  private final AtomicInteger woken = new AtomicInteger();
  private int ids;

  private Kept kept(AccountName account, Refusal why, @Nullable AppKey key) {
    ids++;
    RefusalId id = new RefusalId("cf-" + "%026d".formatted(ids));
    DecisionRecord record =
        new DecisionRecord(
            id,
            NOON,
            why.code(),
            why,
            account,
            key,
            null,
            1,
            "GET",
            "/orders",
            List.of(),
            Where.UNSAID,
            "forward",
            null,
            List.of(),
            null);
    return new Kept(new Place(Place.at(NOON) + ids, id), record);
  }

  private Kept unknown(AccountName account) {
    return kept(account, new Refusal.PairUnknown(), KEY);
  }

  private Follower follow(RefusalFilter filter) {
    return Objects.requireNonNull(tail.follow(filter, woken::incrementAndGet));
  }

  private static HourCount dropped(AccountName account, long many) {
    return new HourCount(NOON, account, RefusalCode.PAIR_UNKNOWN, 0, many);
  }

  @Test
  void aFollowerHearsTheirOwnAccountsRefusals_inOrder() {
    Follower acme = follow(RefusalFilter.of(ACME));
    Kept first = unknown(ACME);
    Kept others = unknown(GLOBEX);
    Kept second = unknown(ACME);

    tail.written(List.of(first, others), List.of(dropped(ACME, 3), dropped(GLOBEX, 5)));
    tail.written(List.of(second), List.of());

    assertThat(acme.take()).isEqualTo(new Follower.Piece(List.of(first, second), 0, 3));
    assertThat(acme.take()).isEqualTo(new Follower.Piece(List.of(), 0, 0));
    assertThat(woken).hasValue(1);
  }

  @Test
  void whoeverWantsOneKeyIsNotToldCountsThatNameNone() {
    Follower ofKey = follow(new RefusalFilter(ACME, null, KEY, null, null, null));
    Follower ofCode =
        follow(new RefusalFilter(ACME, RefusalCode.CREDENTIALS_MISSING, null, null, null, null));
    Kept missing = kept(ACME, new Refusal.CredentialsMissing(), null);
    Kept wanted = unknown(ACME);

    tail.written(List.of(missing, wanted), List.of(dropped(ACME, 3)));

    assertThat(ofKey.take()).isEqualTo(new Follower.Piece(List.of(wanted), 0, 0));
    assertThat(ofCode.take()).isEqualTo(new Follower.Piece(List.of(missing), 0, 0));
  }

  @Test
  void whoeverReadsTooSlowlyGetsTheNewest_andIsToldHowManyWereLeftOut() {
    Follower slow = follow(RefusalFilter.of(ACME));
    List<Kept> all = new ArrayList<>();
    for (int i = 0; i < Follower.ROOM + 10; i++) {
      all.add(unknown(ACME));
      tail.written(List.of(all.getLast()), List.of());
    }

    assertThat(slow.take()).isEqualTo(new Follower.Piece(all.subList(10, all.size()), 10, 0));
    assertThat(slow.take().leftOut()).isZero();
    assertThat(tail.leftOut()).isEqualTo(10);
    assertThat(woken).hasValue(1);
  }

  @Test
  void anAccountHasSoManySeats_andASeatIsFreeAgainWhenItsFollowerLeaves() {
    List<Follower> seated = new ArrayList<>();
    for (int i = 0; i < Tail.MOST_OF_ACCOUNT; i++) {
      seated.add(follow(RefusalFilter.of(ACME)));
    }
    assertThat(tail.follow(RefusalFilter.of(ACME), () -> {})).isNull();
    assertThat(tail.follow(RefusalFilter.of(GLOBEX), () -> {})).isNotNull();

    seated.getFirst().close();
    seated.getFirst().close();

    assertThat(tail.following()).isEqualTo(Tail.MOST_OF_ACCOUNT);
    assertThat(tail.follow(RefusalFilter.of(ACME), () -> {})).isNotNull();
    assertThat(tail.follow(RefusalFilter.of(ACME), () -> {})).isNull();
  }

  @Test
  void allTogetherHaveSoManySeats() {
    for (int i = 0; i < Tail.MOST; i++) {
      AccountName account = new AccountName("store" + i);
      assertThat(tail.follow(RefusalFilter.of(account), () -> {})).isNotNull();
    }
    assertThat(tail.follow(RefusalFilter.of(ACME), () -> {})).isNull();
  }
}
