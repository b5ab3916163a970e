package io.counterfoil.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.counterfoil.core.account.AccountName;
import io.counterfoil.core.decision.Hint;
import io.counterfoil.core.decision.Refusal;
import io.counterfoil.core.decision.RefusalCode;
import io.counterfoil.core.decision.Where;
import io.counterfoil.core.explain.Evidence;
import io.counterfoil.core.key.AppKey;
import io.counterfoil.core.log.DecisionRecord;
import io.counterfoil.core.log.DecisionRecords;
import io.counterfoil.core.log.DecisionRecords.Horizon;
import io.counterfoil.core.log.DecisionRecords.Kept;
import io.counterfoil.core.log.DecisionRecords.Met;
import io.counterfoil.core.log.HourCount;
import io.counterfoil.core.log.Place;
import io.counterfoil.core.log.RefusalFilter;
import io.counterfoil.core.log.RefusalId;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What everything that keeps the records of refusals promises.
public abstract class DecisionRecordsSuite {
  private static final AccountName ACME = new AccountName("acme");
  private static final AccountName GLOBEX = new AccountName("globex");
  private static final AppKey KEY = new AppKey("appkey-acme-ABCDEF");
  private static final AppKey OTHER = new AppKey("appkey-acme-GHIJKL");
  private static final Instant NOON = Instant.parse("2026-06-01T12:00:00Z");
  private static final LocalDate TODAY = LocalDate.parse("2026-06-01");

  private @Nullable DecisionRecords opened;
  private int ids;

  /// Opens what is under test; what was kept before is there.
  protected abstract DecisionRecords open() throws Exception;

  /// Closes it.
  protected abstract void close();

  /// Opens it again after it was closed.
  protected DecisionRecords reopen(DecisionRecords before) throws Exception {
    close();
    return open();
  }

  @BeforeEach
  void openRecords() throws Exception {
    opened = open();
  }

  @AfterEach
  void closeRecords() {
    close();
  }

  private DecisionRecords records() {
    if (opened == null) {
      throw new IllegalStateException("nothing is open");
    }
    return opened;
  }

  private RefusalId id() {
    ids++;
    return new RefusalId("cf-" + "%026d".formatted(ids));
  }

  private Kept kept(Instant at, AccountName account, Refusal why, @Nullable AppKey key) {
    return kept(at, account, why, key, null);
  }

  private Kept kept(
      Instant at,
      @Nullable AccountName account,
      Refusal why,
      @Nullable AppKey key,
      @Nullable String tag) {
    RefusalId id = id();
    DecisionRecord record =
        new DecisionRecord(
            id,
            at,
            why.code(),
            why,
            account,
            key,
            null,
            42,
            "GET",
            "/orders/{id}",
            List.of(),
            new Where("acme", "shop.example.com", true, null, "192.0.2.7"),
            "forward",
            "192.0.2.7",
            List.of(new Evidence.Seen(Hint.QUOTED), new Evidence.TokenWrong(KEY)),
            tag);
    return new Kept(new Place(Place.at(at), id), record);
  }

  private Kept keep(Instant at, Refusal why, @Nullable AppKey key) {
    Kept kept = kept(at, ACME, why, key);
    records().append(List.of(kept), List.of());
    return kept;
  }

  private List<Kept> list(RefusalFilter filter, @Nullable Place before) {
    return records().list(filter, before, 10);
  }

  @Test
  void aRecordIsFoundAsItWasKept_alsoAfterOpeningAgain() throws Exception {
    Kept kept = keep(NOON.plusNanos(123_456_000), new Refusal.PairUnknown(), KEY);

    assertThat(records().find(kept.record().id())).isEqualTo(kept.record());
    opened = reopen(records());

    assertThat(records().find(kept.record().id())).isEqualTo(kept.record());
    assertThat(list(RefusalFilter.of(ACME), null)).containsExactly(kept);
    assertThat(records().find(id())).isNull();
  }

  @Test
  void theNewestStandFirst_pageByPage_evenWhenTheCursorsOwnRecordIsForgotten() {
    List<Kept> all = new ArrayList<>();
    for (int i = 0; i < 25; i++) {
      all.addFirst(keep(NOON.plusSeconds(i / 2), new Refusal.PairUnknown(), KEY));
    }
    records().append(List.of(kept(NOON, GLOBEX, new Refusal.PairUnknown(), null)), List.of());

    List<Kept> paged = new ArrayList<>(list(RefusalFilter.of(ACME), null));
    keep(NOON.plusSeconds(99), new Refusal.PairUnknown(), KEY);
    paged.addAll(list(RefusalFilter.of(ACME), paged.getLast().place()));
    records().forget(new Horizon(NOON.plusSeconds(3), Map.of(), NOON, TODAY));
    paged.addAll(list(RefusalFilter.of(ACME), paged.getLast().place()));

    assertThat(paged.subList(0, 20).stream().map(Kept::place).sorted().toList().reversed())
        .isEqualTo(paged.subList(0, 20).stream().map(Kept::place).toList());
    assertThat(paged).containsExactlyElementsOf(all.subList(0, 20));
  }

  @Test
  void aFilterLetsPassWhatItNames() {
    Kept unknown = keep(NOON, new Refusal.PairUnknown(), KEY);
    Kept missing = keep(NOON.plusSeconds(1), new Refusal.CredentialsMissing(), null);
    Kept other = keep(NOON.plusSeconds(2), new Refusal.PairUnknown(), OTHER);
    Kept tagged =
        kept(NOON.plusSeconds(3), ACME, new Refusal.PairUnknown(), null, "0123456789abcdef");
    records().append(List.of(tagged), List.of());
    RefusalCode code = RefusalCode.CREDENTIALS_MISSING;

    assertThat(list(new RefusalFilter(ACME, code, null, null, null, null), null))
        .containsExactly(missing);
    assertThat(list(new RefusalFilter(ACME, null, OTHER, null, null, null), null))
        .containsExactly(other);
    assertThat(list(new RefusalFilter(ACME, null, null, "0123456789abcdef", null, null), null))
        .containsExactly(tagged);
    assertThat(
            list(
                new RefusalFilter(ACME, null, null, null, NOON.plusSeconds(1), NOON.plusSeconds(3)),
                null))
        .containsExactly(other, missing);
    assertThat(list(new RefusalFilter(GLOBEX, null, null, null, null, null), null)).isEmpty();
    assertThat(unknown.record().appKey()).isEqualTo(KEY);
  }

  @Test
  void thoseOfEveryAccountSinceAnInstantStandTheNewestFirst() {
    keep(NOON.minusSeconds(1), new Refusal.PairUnknown(), KEY);
    Kept first = keep(NOON, new Refusal.PairUnknown(), KEY);
    Kept nobodys = kept(NOON.plusSeconds(1), null, new Refusal.CredentialsMissing(), null, null);
    Kept other = kept(NOON.plusSeconds(2), GLOBEX, new Refusal.PairUnknown(), OTHER);
    records().append(List.of(nobodys, other), List.of());

    assertThat(records().since(NOON, 10))
        .containsExactly(other.record(), nobodys.record(), first.record());
    assertThat(records().since(NOON, 2)).containsExactly(other.record(), nobodys.record());
  }

  @Test
  void thoseBetweenTwoPlacesAreCounted() {
    Kept first = keep(NOON, new Refusal.PairUnknown(), KEY);
    keep(NOON, new Refusal.PairUnknown(), KEY);
    keep(NOON.plusSeconds(1), new Refusal.CredentialsMissing(), KEY);
    keep(NOON.plusSeconds(2), new Refusal.PairUnknown(), OTHER);
    Kept last = keep(NOON.plusSeconds(3), new Refusal.PairUnknown(), KEY);
    var ofKey = new RefusalFilter(ACME, null, KEY, null, null, null);

    assertThat(records().between(RefusalFilter.of(ACME), first.place(), last.place())).isEqualTo(3);
    assertThat(records().between(ofKey, first.place(), last.place())).isEqualTo(2);
    assertThat(records().between(RefusalFilter.of(ACME), last.place(), first.place())).isZero();
  }

  @Test
  void whatAKeyMetWithIsCountedByCode() {
    keep(NOON, new Refusal.PairUnknown(), KEY);
    keep(NOON.plusSeconds(5), new Refusal.PairUnknown(), KEY);
    keep(NOON.plusSeconds(6), new Refusal.PairUnknown(), OTHER);
    keep(NOON.minusSeconds(6), new Refusal.PairUnknown(), KEY);

    assertThat(records().met(ACME, KEY, NOON))
        .containsExactly(new Met(RefusalCode.PAIR_UNKNOWN, 2, NOON, NOON.plusSeconds(5)));
  }

  @Test
  void theSameWrongValueIsCountedByItsTag_whateverItWasRefusedFor() {
    String tag = "00112233445566ff";
    records()
        .append(
            List.of(
                kept(NOON, ACME, new Refusal.PairUnknown(), null, tag),
                kept(NOON.plusSeconds(1), ACME, new Refusal.ChecksumMismatch(), KEY, tag),
                kept(NOON.plusSeconds(2), ACME, new Refusal.PairUnknown(), KEY, "other"),
                kept(NOON.plusSeconds(3), GLOBEX, new Refusal.PairUnknown(), KEY, tag)),
            List.of());

    assertThat(records().sameValue(ACME, tag))
        .isEqualTo(new Met(RefusalCode.CHECKSUM_MISMATCH, 2, NOON, NOON.plusSeconds(1)));
    assertThat(records().sameValue(ACME, "nothing")).isNull();
  }

  @Test
  void countsOfAnHourAddUp_alsoWithoutARecord() {
    var first = new HourCount(NOON, ACME, RefusalCode.PAIR_UNKNOWN, 3, 5);
    var nobodys = new HourCount(NOON, null, RefusalCode.PAIR_UNKNOWN, 0, 7);
    var later = new HourCount(NOON.plus(Duration.ofHours(1)), ACME, RefusalCode.RATE_LIMITED, 1, 0);

    records().append(List.of(), List.of(first, nobodys, later));
    records().append(List.of(), List.of(first));

    assertThat(records().hours(ACME, NOON, NOON.plus(Duration.ofHours(2))))
        .containsExactly(new HourCount(NOON, ACME, RefusalCode.PAIR_UNKNOWN, 6, 10), later);
    assertThat(records().hours(ACME, NOON, NOON.plusSeconds(1))).hasSize(1);
    assertThat(records().hours(ACME, Instant.MIN, Instant.MAX)).hasSize(2);
    assertThat(records().hours(null, NOON, NOON.plusSeconds(1))).containsExactly(nobodys);
  }

  @Test
  void whatIsOlderIsForgotten_bitByBit() {
    List<Kept> old =
        IntStream.range(0, 12_000)
            .mapToObj(i -> kept(NOON.minusSeconds(1), ACME, new Refusal.PairUnknown(), KEY))
            .toList();
    for (int i = 0; i < old.size(); i += 1_000) {
      records().append(old.subList(i, i + 1_000), List.of());
    }
    var oldCount = new HourCount(NOON.minusSeconds(3_600), ACME, RefusalCode.PAIR_UNKNOWN, 1, 1);
    records().append(List.of(), List.of(oldCount));
    Kept young = keep(NOON, new Refusal.PairUnknown(), KEY);

    int goes = 1;
    while (records().forget(new Horizon(NOON, Map.of(), NOON, TODAY))) {
      goes++;
    }

    assertThat(goes).isLessThan(5);
    assertThat(list(RefusalFilter.of(ACME), null)).containsExactly(young);
    assertThat(records().find(old.getFirst().record().id())).isNull();
    assertThat(records().hours(ACME, Instant.EPOCH, NOON)).isEmpty();
  }

  @Test
  void anAccountMayHaveItsOwnHorizon_longerOrShorter() {
    Kept nobodys = kept(NOON.plusSeconds(1), null, new Refusal.CredentialsMissing(), null, null);
    Kept longer = kept(NOON, ACME, new Refusal.PairUnknown(), KEY);
    Kept shorter = kept(NOON.plusSeconds(3), GLOBEX, new Refusal.PairUnknown(), OTHER);
    Kept young = kept(NOON.plusSeconds(5), GLOBEX, new Refusal.PairUnknown(), OTHER);
    records().append(List.of(longer, nobodys, shorter, young), List.of());
    var own = Map.of(ACME, NOON.minusSeconds(60), GLOBEX, NOON.plusSeconds(4));

    assertThat(records().forget(new Horizon(NOON.plusSeconds(2), own, NOON, TODAY))).isFalse();

    assertThat(records().since(NOON.minusSeconds(60), 10))
        .containsExactly(young.record(), longer.record());
    assertThat(records().find(shorter.record().id())).isNull();
  }

  @Test
  void theSaltOfADayIsTheFirstOne_untilItIsDestroyed() {
    byte[] first = {1, 2, 3};
    byte[] second = {4, 5, 6};

    assertThat(records().salt(TODAY, first)).isEqualTo(first);
    assertThat(records().salt(TODAY, second)).isEqualTo(first);
    records().forget(new Horizon(NOON, Map.of(), NOON, TODAY));
    assertThat(records().salt(TODAY, second)).isEqualTo(first);
    records().forget(new Horizon(NOON, Map.of(), NOON, TODAY.plusDays(1)));
    assertThat(records().salt(TODAY, second)).isEqualTo(second);
  }
}
