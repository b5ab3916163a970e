package io.counterfoil.server.admin;

import io.counterfoil.core.account.AccountName;
import io.counterfoil.core.key.Holder;
import io.counterfoil.core.usage.UseLog;
import io.counterfoil.core.usage.UseRecords.Grain;
import io.counterfoil.core.usage.UseRecords.Span;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// The time that somebody asks about, in whole hours or days (UTC).
///
/// @param since the beginning of the first one
/// @param until the end of the last one
record AskedSpan(Instant since, Instant until, Grain grain) {
  private static final Duration HOUR = Duration.ofHours(1);
  private static final Duration DAY = Duration.ofDays(1);

  /// What the request says in `since`, `until` and `by`.
  ///
  /// @param usual how long it is where nothing is said of its beginning
  static AskedSpan of(Exchange exchange, Grain usualGrain, Duration usual) {
    Grain grain = grain(exchange, usualGrain);
    Duration step = step(grain);
    Instant now = exchange.parts().clock().instant();
    Instant asked = exchange.instant("until");
    Instant until = up(asked == null || asked.isAfter(now) ? now : asked, step);
    Instant from = exchange.instant("since");
    Instant since = from == null ? until.minus(usual) : down(from, step);
    Duration kept = grain == Grain.HOUR ? UseLog.HOURS_KEPT : UseLog.DAYS_KEPT;
    Instant oldest = down(now.minus(kept), step);
    since = since.isBefore(oldest) ? oldest : since;
    if (!since.isBefore(until)) {
      throw new BadRequestException(
          "since: `" + since + "` (expected: a time before `" + until + "`)");
    }
    return new AskedSpan(since, until, grain);
  }

  private static Grain grain(Exchange exchange, Grain usual) {
    String by = exchange.text("by");
    if (by == null) {
      return usual;
    }
    return switch (by) {
      case "hour" -> Grain.HOUR;
      case "day" -> Grain.DAY;
      default -> throw new BadRequestException("by: (expected: hour or day)");
    };
  }

  private static Duration step(Grain grain) {
    return switch (grain) {
      case HOUR -> HOUR;
      case DAY -> DAY;
    };
  }

  Duration step() {
    return step(grain);
  }

  static Instant down(Instant at, Duration step) {
    long seconds = step.toSeconds();
    return Instant.ofEpochSecond(Math.floorDiv(at.getEpochSecond(), seconds) * seconds);
  }

  private static Instant up(Instant at, Duration step) {
    Instant down = down(at, step);
    return down.equals(at) ? at : down.plus(step);
  }

  String name() {
    return grain.name().toLowerCase(Locale.ROOT);
  }

  Span of(AccountName account, @Nullable Holder holder) {
    return new Span(account, holder, since, until, grain);
  }
}
