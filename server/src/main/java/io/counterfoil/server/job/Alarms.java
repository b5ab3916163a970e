package io.counterfoil.server.job;

import io.counterfoil.core.account.AccountName;
import io.counterfoil.core.decision.RefusalCode;
import io.counterfoil.core.explain.Evidence;
import io.counterfoil.core.key.ApiKey;
import io.counterfoil.core.key.Holder;
import io.counterfoil.core.log.DecisionRecord;
import io.counterfoil.core.log.HourCount;
import io.counterfoil.core.outbox.EventType;
import io.counterfoil.core.usage.Call;
import io.counterfoil.core.usage.Network;
import io.counterfoil.core.usage.UseRecords;
import io.counterfoil.core.usage.Uses;
import io.counterfoil.server.control.Parts;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Raises an alarm where requests tell of somebody who should not be there. None is raised twice
/// for the same fact within a day (UTC), by however many servers.
final class Alarms {
  /// A storm is at least so many refusals within the clock's hour ...
  static final int LEAST_REFUSALS = 200;

  /// ... and so many times the mean of the 24 hours before.
  static final int TIMES_USUAL = 5;

  /// A network is new only to a key that has been in use for so long.
  static final Duration KNOWN_FOR = Duration.ofDays(7);

  private static final Duration LOOK_BACK = Duration.ofMinutes(10);

  /// What passed is written down by then.
  private static final Duration WRITTEN_WITHIN = Duration.ofMinutes(1);

  private static final int MOST = 2_000;
  private static final int HOURS = 24;

  private final Parts parts;
  private final Facts facts;

  /// Until when what is new was looked at.
  private volatile @Nullable Instant seen;

  Alarms(Parts parts) {
    this.parts = parts;
    facts = new Facts(parts);
  }

  /// @param refusals the latest
  void run(List<DecisionRecord> refusals) {
    Instant now = parts.clock().instant();
    UseRecords records = parts.usage().records();
    refusals.forEach(record -> refused(records, record));
    Instant from = seen;
    List<Uses> fresh = records.fresh(from == null ? now.minus(LOOK_BACK) : from, MOST);
    fresh.forEach(uses -> used(records, uses));
    seen = fresh.size() == MOST ? fresh.getLast().from() : now.minus(WRITTEN_WITHIN);
    refusals.stream()
        .map(DecisionRecord::account)
        .filter(Objects::nonNull)
        .distinct()
        .forEach(account -> storm(account, now));
  }

  private void refused(UseRecords records, DecisionRecord record) {
    for (Evidence evidence : record.evidence()) {
      ApiKey key = evidence.key() == null ? null : parts.directory().key(evidence.key());
      if (key == null) {
        continue;
      }
      if (evidence instanceof Evidence.TokenMatchesIf(_, var alteration, _, _)) {
        transcribed(records, key, record, alteration.name());
      }
      if (evidence instanceof Evidence.TokenRetired retired) {
        raise(
            EventType.ALARM_RETIRED_TOKEN_USED,
            Fact.of(
                key,
                retired.retiredAt().toEpochMilli() + ":" + network(record.address()),
                record.at()),
            Map.of(
                "network",
                network(record.address()),
                "retiredAt",
                retired.retiredAt().toString(),
                "refusalId",
                record.id().value()));
      }
    }
  }

  /// Where the key is in use already, whoever calls there most likely mistyped it; so did whoever
  /// uses it for the first time.
  private void transcribed(
      UseRecords records, ApiKey key, DecisionRecord record, String alteration) {
    String network = network(record.address());
    List<Call> passed =
        records.known(new Holder.OfKey(key.id())).stream()
            .map(Uses::call)
            .filter(Call::isAllowed)
            .toList();
    boolean isElsewhere =
        !passed.isEmpty()
            && passed.stream().noneMatch(call -> network(call.address()).equals(network));
    if (isElsewhere) {
      raise(
          EventType.ALARM_TRANSCRIBED_COPY,
          Fact.of(key, network, record.at()),
          Map.of("network", network, "alteration", alteration, "refusalId", record.id().value()));
    }
  }

  private void used(UseRecords records, Uses fresh) {
    Call call = fresh.call();
    ApiKey key = call.holder() instanceof Holder.OfKey(var id) ? parts.directory().key(id) : null;
    String network = network(call.address());
    if (key == null || network.isEmpty()) {
      return;
    }
    List<Uses> passed =
        records.known(call.holder()).stream().filter(uses -> uses.call().isAllowed()).toList();
    Instant first = passed.stream().map(Uses::from).min(Comparator.naturalOrder()).orElseThrow();
    boolean isKnown =
        passed.stream()
            .anyMatch(uses ->
                uses.from().isBefore(fresh.from())
                    && network(uses.call().address()).equals(network));
    if (!isKnown && !first.isAfter(fresh.from().minus(KNOWN_FOR))) {
      raise(
          EventType.ALARM_NEW_NETWORK,
          Fact.of(key, network, fresh.from()),
          Map.of("network", network, "count", Long.toString(fresh.count())));
    }
  }

  private void storm(AccountName account, Instant now) {
    Instant hour = now.truncatedTo(ChronoUnit.HOURS);
    Map<RefusalCode, Long> causes = new EnumMap<>(RefusalCode.class);
    long before = 0;
    for (HourCount each :
        parts.refusals().hours(account, hour.minus(Duration.ofHours(HOURS)), hour.plusSeconds(1))) {
      long count = each.kept() + each.dropped();
      if (each.hour().equals(hour)) {
        causes.merge(each.code(), count, Long::sum);
      } else {
        before += count;
      }
    }
    long count = causes.values().stream().mapToLong(Long::longValue).sum();
    if (count >= LEAST_REFUSALS && count * HOURS >= before * TIMES_USUAL) {
      String code =
          causes.entrySet().stream()
              .max(Map.Entry.comparingByValue())
              .map(each -> each.getKey().code())
              .orElseThrow();
      raise(
          EventType.ALARM_REFUSAL_STORM,
          new Fact(account, null, code, hour),
          Map.of(
              "count", Long.toString(count), "usual", Long.toString(before / HOURS), "code", code));
    }
  }

  /// What an alarm is about: the same is told once a day.
  private record Fact(AccountName account, @Nullable ApiKey key, String what, Instant at) {
    static Fact of(ApiKey key, String what, Instant at) {
      return new Fact(key.account(), key, key.id() + ":" + what, at);
    }

    String onceADay() {
      return account + ":" + what + ":" + at.atOffset(ZoneOffset.UTC).toLocalDate();
    }
  }

  private void raise(EventType alarm, Fact fact, Map<String, String> details) {
    String once = alarm.code() + ":" + fact.onceADay();
    if (facts.tell(alarm, fact.account(), fact.key(), once, details)) {
      parts.usage().raised(alarm);
    }
  }

  private static String network(@Nullable String address) {
    return Network.of(address);
  }
}
