package io.counterfoil.core.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.counterfoil.core.account.AccountName;
import io.counterfoil.core.account.RenewalPeriod;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/// How overdue a renewal is.
class RenewalDueTest {
  private static final Instant MADE = Instant.parse("2026-11-30T10:00:00Z");

  private static ApiKey key(Instant made) {
    TokenDigest digest = TokenDigest.of(new byte[TokenDigest.BYTES]);
    return new ApiKey(
        new KeyId(new UUID(1, 1)),
        new AccountName("acme"),
        new AppKey("appkey-acme-QXZKWM"),
        "ERP",
        KeyState.ACTIVE,
        new Tokens.Settled(new Counterpart(digest, null, digest, 1, made)),
        List.of(),
        made,
        "test",
        null,
        made);
  }

  private static RenewalDue at(String instant, RenewalPeriod period) {
    return RenewalDue.of(key(MADE), period, Instant.parse(instant));
  }

  @Test
  void monthsAreThoseOfTheCalendar_andTheShortOnesEndEarlier() {
    assertThat(RenewalDue.since(key(MADE), RenewalPeriod.THREE_MONTHS))
        .isEqualTo("2027-02-28T10:00:00Z");
    assertThat(at("2027-02-28T09:59:59Z", RenewalPeriod.THREE_MONTHS)).isEqualTo(RenewalDue.NONE);
    assertThat(at("2027-02-28T10:00:00Z", RenewalPeriod.THREE_MONTHS)).isEqualTo(RenewalDue.ORANGE);
  }

  @Test
  void fromThreeMonthsOverItIsRed() {
    assertThat(at("2027-05-30T09:59:59Z", RenewalPeriod.THREE_MONTHS)).isEqualTo(RenewalDue.ORANGE);
    assertThat(at("2027-05-30T10:00:00Z", RenewalPeriod.THREE_MONTHS)).isEqualTo(RenewalDue.RED);
    assertThat(at("2027-05-30T09:59:59Z", RenewalPeriod.SIX_MONTHS)).isEqualTo(RenewalDue.NONE);
    assertThat(at("2027-08-30T10:00:00Z", RenewalPeriod.SIX_MONTHS)).isEqualTo(RenewalDue.RED);
  }

  @Test
  void aRenewalBeginsThePeriodAnew() {
    TokenDigest digest = TokenDigest.of(new byte[TokenDigest.BYTES]);
    Instant renewed = Instant.parse("2027-05-30T10:00:00Z");
    ApiKey renewing = key(MADE).renewing(new Counterpart(digest, null, digest, 1, renewed));

    assertThat(RenewalDue.of(renewing, RenewalPeriod.THREE_MONTHS, renewed))
        .isEqualTo(RenewalDue.NONE);
  }

  @Test
  void thereAreTwoPeriods() {
    assertThat(RenewalPeriod.of(6)).isEqualTo(RenewalPeriod.SIX_MONTHS);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> RenewalPeriod.of(4))
        .withMessage("renewalPeriod: 4 (expected: 3 or 6)");
  }
}
