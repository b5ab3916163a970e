package io.counterfoil.server.job;

import io.counterfoil.core.key.ApiKey;
import io.counterfoil.core.log.DecisionRecord;
import io.counterfoil.core.outbox.EventType;
import io.counterfoil.server.control.OldTokenUse;
import io.counterfoil.server.control.Parts;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/// Watches what requests tell of keys, and tells it on: a new reason for which a key is refused, an
/// old token that is still in use.
final class Watch {
  private static final Duration LOOK_BACK = Duration.ofMinutes(5);
  private static final int MOST_REFUSALS = 2_000;
  private static final int DAYS_A_REFUSAL = 30;
  private static final int DAYS_A_WEEK = 7;

  private final Parts parts;
  private final Facts facts;
  private final Alarms alarms;

  Watch(Parts parts) {
    this.parts = parts;
    facts = new Facts(parts);
    alarms = new Alarms(parts);
  }

  void run() {
    Instant now = parts.clock().instant();
    List<DecisionRecord> refusals = parts.refusals().since(now.minus(LOOK_BACK), MOST_REFUSALS);
    refusals.forEach(this::refused);
    alarms.run(refusals);
    parts.directory().renewingKeys().forEach(key -> oldToken(key, now));
  }

  private void refused(DecisionRecord record) {
    ApiKey key = record.appKey() == null ? null : parts.directory().key(record.appKey());
    if (key == null) {
      return;
    }
    String code = record.code().code();
    long period = record.at().getEpochSecond() / Duration.ofDays(DAYS_A_REFUSAL).toSeconds();
    facts.tell(
        EventType.KEY_REFUSED_FIRST,
        key,
        "refused:" + key.id() + ":" + code + ":" + period,
        Map.of("code", code, "refusalId", record.id().toString(), "at", record.at().toString()));
  }

  private void oldToken(ApiKey key, Instant now) {
    OldTokenUse use = OldTokenUse.of(parts.directory(), key);
    Instant last = use.lastSeen();
    Instant begun = key.tokens().newest().createdAt();
    long days = Duration.between(begun, now).toDays();
    if (last == null || days < 1 || last.isBefore(begun.plus(Duration.ofDays(1)))) {
      return;
    }
    facts.tell(
        EventType.KEY_OLD_TOKEN_USED,
        key,
        "old:" + key.id() + ":" + begun.toEpochMilli() + ":" + (days - 1) / DAYS_A_WEEK,
        Map.of(
            "count",
            Long.toString(use.count()),
            "lastSeen",
            last.toString(),
            "address",
            use.callers().getFirst().who().address(),
            "userAgent",
            use.callers().getFirst().who().userAgent()));
  }
}
