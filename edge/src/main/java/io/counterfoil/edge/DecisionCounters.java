package io.counterfoil.edge;

import io.counterfoil.core.decision.RefusalCode;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/// Counts decisions by outcome, and how long they took. Never by key, account or address: metrics
/// are read by whoever watches the machine.
public final class DecisionCounters {
  private static final String DECISIONS = "counterfoil_authz_decisions_total";
  private static final String DURATION = "counterfoil_authz_duration_seconds";
  private static final long[] BUCKETS = {
    10_000, 25_000, 50_000, 100_000, 250_000, 500_000, 1_000_000, 2_500_000, 10_000_000, 100_000_000
  };
  private static final RefusalCode[] CODES = RefusalCode.values();

  private final Map<Adapter, LongAdder[]> outcomes = new EnumMap<>(Adapter.class);
  private final LongAdder[] buckets = new LongAdder[BUCKETS.length + 1];
  private final LongAdder nanos = new LongAdder();

  /// Counters at zero.
  public DecisionCounters() {
    for (Adapter adapter : Adapter.values()) {
      LongAdder[] counts = new LongAdder[CODES.length + 1];
      fill(counts);
      outcomes.put(adapter, counts);
    }
    fill(buckets);
  }

  private static void fill(LongAdder[] adders) {
    for (int i = 0; i < adders.length; i++) {
      adders[i] = new LongAdder();
    }
  }

  private LongAdder[] counts(Adapter adapter) {
    return Objects.requireNonNull(outcomes.get(adapter));
  }

  /// Counts a decision.
  ///
  /// @param code null where the request was allowed
  void count(Adapter adapter, @Nullable RefusalCode code, long tookNanos) {
    counts(adapter)[code == null ? CODES.length : code.number()].increment();
    int bucket = 0;
    while (bucket < BUCKETS.length && tookNanos > BUCKETS[bucket]) {
      bucket++;
    }
    buckets[bucket].increment();
    nanos.add(tookNanos);
  }

  /// Writes all of it in the text format that Prometheus reads. What never happened is left out.
  public void writePrometheus(Appendable out) throws IOException {
    out.append("# HELP ").append(DECISIONS).append(" Decisions by outcome, reason and adapter.\n");
    out.append("# TYPE ").append(DECISIONS).append(" counter\n");
    for (Adapter adapter : Adapter.values()) {
      LongAdder[] counts = counts(adapter);
      writeOutcome(out, adapter, null, counts[CODES.length].sum());
      for (RefusalCode code : CODES) {
        writeOutcome(out, adapter, code, counts[code.number()].sum());
      }
    }
    writeDurations(out);
  }

  private static void writeOutcome(
      Appendable out, Adapter adapter, @Nullable RefusalCode code, long count) throws IOException {
    if (count > 0) {
      out.append(DECISIONS)
          .append("{outcome=\"")
          .append(code == null ? "allowed" : "refused")
          .append("\",reason=\"")
          .append(code == null ? "" : code.code())
          .append("\",adapter=\"")
          .append(adapter.label())
          .append("\"} ")
          .append(Long.toString(count))
          .append('\n');
    }
  }

  private void writeDurations(Appendable out) throws IOException {
    out.append("# HELP ").append(DURATION).append(" From the request's headers to its answer.\n");
    out.append("# TYPE ").append(DURATION).append(" histogram\n");
    long total = 0;
    for (int i = 0; i < buckets.length; i++) {
      total += buckets[i].sum();
      out.append(DURATION)
          .append("_bucket{le=\"")
          .append(i < BUCKETS.length ? seconds(BUCKETS[i]) : "+Inf")
          .append("\"} ")
          .append(Long.toString(total))
          .append('\n');
    }
    out.append(DURATION).append("_sum ").append(seconds(nanos.sum())).append('\n');
    out.append(DURATION).append("_count ").append(Long.toString(total)).append('\n');
  }

  private static String seconds(long someNanos) {
    return BigDecimal.valueOf(someNanos)
        .divide(BigDecimal.valueOf(TimeUnit.SECONDS.toNanos(1)))
        .stripTrailingZeros()
        .toPlainString();
  }
}
