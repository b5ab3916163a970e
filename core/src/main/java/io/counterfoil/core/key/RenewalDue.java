package io.counterfoil.core.key;

import io.counterfoil.core.account.RenewalPeriod;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Locale;

/// How overdue the renewal of a key's token is. It disables nothing.
///
/// Source: VTEX's page on alerts to renew API tokens.
public enum RenewalDue {
  /// The period is not over.
  NONE,

  /// It was over less than three months ago.
  ORANGE,

  /// It was over three months ago, or more.
  RED;

  private static final int MONTHS_OF_ORANGE = 3;

  /// How overdue the key is at the instant. A renewal begins the period anew.
  public static RenewalDue of(ApiKey key, RenewalPeriod period, Instant now) {
    if (now.isBefore(since(key, period))) {
      return NONE;
    }
    Instant red = later(key.tokens().newest().createdAt(), period.months() + MONTHS_OF_ORANGE);
    return now.isBefore(red) ? ORANGE : RED;
  }

  /// From when on the key is due.
  public static Instant since(ApiKey key, RenewalPeriod period) {
    return later(key.tokens().newest().createdAt(), period.months());
  }

  /// By the calendar: a month has as many days as it has.
  private static Instant later(Instant from, int months) {
    return from.atOffset(ZoneOffset.UTC).plusMonths(months).toInstant();
  }

  /// The name as answers show it.
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }
}
