package io.counterfoil.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.counterfoil.core.account.AccountName;
import io.counterfoil.core.account.UserId;
import io.counterfoil.core.decision.RefusalCode;
import io.counterfoil.core.key.Holder;
import io.counterfoil.core.key.KeyId;
import io.counterfoil.core.usage.Call;
import io.counterfoil.core.usage.UseRecords;
import io.counterfoil.core.usage.UseRecords.Grain;
import io.counterfoil.core.usage.UseRecords.Hits;
import io.counterfoil.core.usage.UseRecords.Span;
import io.counterfoil.core.usage.Uses;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What everything that keeps counts of use promises.
public abstract class UseRecordsSuite {
  private static final AccountName ACME = new AccountName("acme");
  private static final AccountName GLOBEX = new AccountName("globex");
  private static final Holder KEY = new Holder.OfKey(new KeyId(new UUID(1, 1)));
  private static final Holder OTHER = new Holder.OfKey(new KeyId(new UUID(1, 2)));
  private static final Holder PERSON = new Holder.OfUser(new UserId(new UUID(1, 1)));
  private static final Instant NOON = Instant.parse("2026-06-01T12:00:00Z");
  private static final Instant DAY = Instant.parse("2026-06-01T00:00:00Z");
  private static final Duration HOUR = Duration.ofHours(1);

  private @Nullable UseRecords opened;

  /// Opens what is under test; what was kept before is there.
  protected abstract UseRecords open() throws Exception;

  /// Closes what was opened.
  protected abstract void close() throws Exception;

  /// Opens it again after it was closed.
  protected UseRecords reopen(UseRecords before) throws Exception {
    close();
    return open();
  }

  @BeforeEach
  void openRecords() throws Exception {
    opened = open();
  }

  @AfterEach
  void closeRecords() throws Exception {
    close();
  }

  private UseRecords records() {
    if (opened == null) {
      throw new IllegalStateException("nothing is open");
    }
    return opened;
  }

  private static Call call(
      AccountName account, Holder holder, String path, @Nullable RefusalCode code) {
    return new Call(account, holder, NOON.minus(HOUR), "GET", path, "192.0.2.7", code);
  }

  private static Uses uses(Call call, Instant last, long count) {
    long hour = HOUR.toMillis();
    Instant from = Instant.ofEpochMilli(Math.floorDiv(last.toEpochMilli(), hour) * hour);
    return new Uses(call, from, count, last);
  }

  private void append(Uses... uses) {
    records().append(List.of(uses), 0, NOON);
  }

  private static Span span(@Nullable AccountName account, @Nullable Holder holder, Grain grain) {
    return new Span(
        account, holder, DAY.minus(Duration.ofDays(9)), DAY.plus(Duration.ofDays(9)), grain);
  }

  @Test
  void whatIsAddedAddsUp_byTheHourAndTheDay() throws Exception {
    Call read = call(ACME, KEY, "/orders/{id}", null);
    append(uses(read, NOON, 3), uses(read, NOON.plus(HOUR), 1));
    append(uses(read, NOON.plusSeconds(30), 4));
    append(uses(read, NOON.minusSeconds(1), 2));
    opened = reopen(records());

    assertThat(records().series(span(ACME, KEY, Grain.HOUR)))
        .containsExactly(
            new Hits(NOON.minus(HOUR), 2, 0),
            new Hits(NOON, 7, 0),
            new Hits(NOON.plus(HOUR), 1, 0));
    assertThat(records().series(span(ACME, null, Grain.DAY))).containsExactly(new Hits(DAY, 10, 0));
    assertThat(records().totals(span(ACME, null, Grain.HOUR), 10))
        .containsExactly(new Uses(read, NOON.minus(HOUR), 10, NOON.plus(HOUR)));
    assertThat(records().totals(span(ACME, null, Grain.DAY), 10))
        .containsExactly(new Uses(read, DAY, 10, NOON.plus(HOUR)));
  }

  @Test
  void everythingThatIsToldApartStandsApart() {
    List<Call> calls =
        List.of(
            call(ACME, KEY, "/orders/{id}", null),
            call(ACME, KEY, "/orders", null),
            call(ACME, KEY, "/orders", RefusalCode.RESOURCE_MISSING),
            call(ACME, KEY, "/orders", RefusalCode.ROLE_MISSING),
            call(ACME, OTHER, "/orders", null),
            call(GLOBEX, KEY, "/orders", null),
            call(ACME, PERSON, "/orders", null),
            new Call(ACME, KEY, null, "GET", "/orders", "192.0.2.7", null),
            new Call(ACME, KEY, NOON, "GET", "/orders", "192.0.2.7", null),
            new Call(ACME, KEY, null, "POST", "/orders", "192.0.2.7", null),
            new Call(ACME, KEY, null, "GET", "/orders", null, null),
            new Call(ACME, KEY, null, "GET", "/orders", Call.OTHERS, null),
            new Call(ACME, KEY, null, null, null, null, null));
    calls.forEach(call -> append(uses(call, NOON, 1)));
    calls.forEach(call -> append(uses(call, NOON, 1)));

    assertThat(records().totals(span(null, null, Grain.HOUR), 100))
        .extracting(Uses::call)
        .containsExactlyInAnyOrderElementsOf(calls);
    assertThat(records().totals(span(null, null, Grain.HOUR), 100)).allMatch(u -> u.count() == 2);
    assertThat(records().totals(span(ACME, OTHER, Grain.DAY), 100)).hasSize(1);
    assertThat(records().totals(span(null, KEY, Grain.DAY), 100))
        .extracting(uses -> uses.call().account())
        .contains(ACME, GLOBEX);
    assertThat(records().totals(span(null, PERSON, Grain.DAY), 100)).hasSize(1);
    assertThat(records().totals(span(null, null, Grain.DAY), 3)).hasSize(3);
  }

  @Test
  void whatPassedAndWhatDidNotAreCountedApart() {
    append(
        uses(call(ACME, KEY, "/orders", null), NOON, 5),
        uses(call(ACME, KEY, "/orders", RefusalCode.ROLE_MISSING), NOON, 2),
        uses(call(ACME, OTHER, "/orders", RefusalCode.KEY_INACTIVE), NOON, 1));

    assertThat(records().series(span(ACME, null, Grain.HOUR)))
        .containsExactly(new Hits(NOON, 5, 3));
    assertThat(records().series(span(GLOBEX, null, Grain.HOUR))).isEmpty();
  }

  @Test
  void aSpanHasItsBeginningAndNotItsEnd() {
    Call call = call(ACME, KEY, "/orders", null);
    append(uses(call, NOON, 1), uses(call, NOON.plus(HOUR), 1));

    assertThat(
            records()
                .totals(new Span(ACME, null, NOON, NOON.plus(HOUR), Grain.HOUR), 10)
                .getFirst()
                .count())
        .isEqualTo(1);
    assertThat(records().totals(new Span(ACME, null, NOON, NOON, Grain.HOUR), 10)).isEmpty();
  }

  @Test
  void whatWasNeverCalledBeforeIsFresh_andWhatIsKnownOfAHolderIsTold() {
    Call old = call(ACME, KEY, "/orders", null);
    Call fresh = call(ACME, KEY, "/orders/{id}", null);
    Call refused = call(ACME, KEY, "/orders/{id}", RefusalCode.ROLE_MISSING);
    append(uses(old, NOON.minus(HOUR), 1));
    append(uses(old, NOON, 1), uses(fresh, NOON.plusSeconds(5), 7), uses(refused, NOON, 1));

    assertThat(records().fresh(NOON, 10))
        .containsExactly(new Uses(fresh, NOON.plusSeconds(5), 7, NOON.plusSeconds(5)));
    assertThat(records().known(KEY)).contains(new Uses(old, NOON.minus(HOUR), 2, NOON)).hasSize(3);
    assertThat(records().known(OTHER)).isEmpty();
  }

  @Test
  void theLastUseOfEachHolderIsTheLastThatPassed() {
    append(
        uses(call(ACME, KEY, "/orders", null), NOON, 1),
        uses(call(GLOBEX, KEY, "/orders", null), NOON.plus(HOUR), 1),
        uses(call(ACME, KEY, "/orders", RefusalCode.ROLE_MISSING), NOON.plus(HOUR).plus(HOUR), 1),
        uses(call(ACME, OTHER, "/orders", RefusalCode.ROLE_MISSING), NOON, 1),
        uses(call(ACME, PERSON, "/orders", null), NOON, 1));
    Map<Holder, Instant> last = new HashMap<>();

    records().lastUses(last::put);

    assertThat(last).containsOnly(Map.entry(KEY, NOON.plus(HOUR)), Map.entry(PERSON, NOON));
  }

  @Test
  void theBeginningIsRememberedAndWhatHadNoRoomToo() throws Exception {
    assertThat(records().began(NOON)).isEqualTo(NOON);
    records().append(List.of(), 3, NOON);
    records().append(List.of(), 4, NOON.plusSeconds(5));
    opened = reopen(records());

    assertThat(records().began(NOON.plus(HOUR))).isEqualTo(NOON);
    assertThat(records().uncounted(DAY, DAY.plus(Duration.ofDays(1)))).isEqualTo(7);
    assertThat(records().uncounted(DAY.minus(HOUR), DAY)).isZero();
  }

  @Test
  void whatIsOldIsForgotten_byTheHourSoonerThanByTheDay() {
    Call call = call(ACME, KEY, "/orders", null);
    List<Uses> old = new ArrayList<>();
    for (int day = 1; day <= 5; day++) {
      old.add(uses(call, NOON.minus(Duration.ofDays(day)), 1));
    }
    records().append(old, 0, NOON);
    Call gone = call(ACME, OTHER, "/orders", null);
    append(uses(gone, NOON.minus(Duration.ofDays(5)), 1));

    assertThat(records().forget(NOON.minus(Duration.ofDays(2)), DAY.minus(Duration.ofDays(4))))
        .isFalse();

    assertThat(records().series(span(ACME, null, Grain.HOUR))).hasSize(2);
    assertThat(records().series(span(ACME, null, Grain.DAY))).hasSize(4);
    assertThat(records().known(OTHER)).isEmpty();
    assertThat(records().known(KEY)).hasSize(1);
  }

  @Test
  void manyAreAddedAtOnce_byTwoAtATime() throws Exception {
    List<Uses> many = new ArrayList<>();
    for (int i = 0; i < 1_000; i++) {
      many.add(uses(call(ACME, KEY, "/orders/" + i, null), NOON, 1));
    }
    Thread other = Thread.ofPlatform().start(() -> records().append(many.reversed(), 0, NOON));
    records().append(many, 0, NOON);
    other.join();

    assertThat(records().series(span(ACME, null, Grain.HOUR)))
        .containsExactly(new Hits(NOON, 2_000, 0));
  }
}
