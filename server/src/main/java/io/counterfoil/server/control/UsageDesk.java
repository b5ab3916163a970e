package io.counterfoil.server.control;

import io.counterfoil.core.outbox.EventType;
import io.counterfoil.core.usage.UseLog;
import io.counterfoil.core.usage.UseRecords;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/// What keys are used for, and the alarms that were raised about them.
public final class UsageDesk {
  /// The events that are alarms.
  public static final List<EventType> ALARMS =
      List.of(
          EventType.ALARM_TRANSCRIBED_COPY,
          EventType.ALARM_RETIRED_TOKEN_USED,
          EventType.ALARM_REFUSAL_STORM,
          EventType.ALARM_NEW_NETWORK);

  private static final String PREFIX = "alarm.";

  private final UseLog log;
  private final Map<EventType, LongAdder> raised = new ConcurrentHashMap<>();

  /// @param log is its opener's to close
  public UsageDesk(UseLog log) {
    this.log = log;
    ALARMS.forEach(type -> raised.put(type, new LongAdder()));
  }

  /// Since when use is counted.
  public Instant began() {
    return log.began();
  }

  /// The records, with all that was counted until now.
  public UseRecords records() {
    return log.records();
  }

  /// What an alarm is called among alarms: the event's name without what all have.
  public static String kind(EventType alarm) {
    return alarm.code().substring(PREFIX.length()).toLowerCase(Locale.ROOT);
  }

  /// Counts an alarm that was raised.
  public void raised(EventType alarm) {
    raised.computeIfAbsent(alarm, _ -> new LongAdder()).increment();
  }

  /// Writes what it counts, for Prometheus.
  public void writePrometheus(StringBuilder out) {
    out.append("# HELP counterfoil_usage_requests_total Requests by what became of their count.\n")
        .append("# TYPE counterfoil_usage_requests_total counter\n")
        .append("counterfoil_usage_requests_total{count=\"written\"} ")
        .append(log.written())
        .append("\ncounterfoil_usage_requests_total{count=\"not_told_apart\"} ")
        .append(log.lost())
        .append("\n# HELP counterfoil_alarms_total Alarms that this server raised.\n")
        .append("# TYPE counterfoil_alarms_total counter\n");
    for (EventType alarm : ALARMS) {
      out.append("counterfoil_alarms_total{kind=\"")
          .append(kind(alarm))
          .append("\"} ")
          .append(raised.computeIfAbsent(alarm, _ -> new LongAdder()).sum())
          .append('\n');
    }
  }
}
