package io.counterfoil.server.outbox;

import io.counterfoil.core.outbox.Attempt.Next;
import io.counterfoil.core.outbox.Due;
import io.counterfoil.core.outbox.Outbox;
import java.util.concurrent.atomic.LongAdder;

/// Counts attempts to tell messages, for metrics.
final class Tally {
  private static final String[] WAYS = {"mail", "webhook"};
  private static final String[] OUTCOMES = {"delivered", "retried", "given_up"};

  private final LongAdder[] counts = new LongAdder[WAYS.length * OUTCOMES.length];
  private volatile Outbox.Counts standing = new Outbox.Counts(0, 0, 0);

  Tally() {
    for (int i = 0; i < counts.length; i++) {
      counts[i] = new LongAdder();
    }
  }

  void count(Due due, Next next) {
    int outcome =
        switch (next) {
          case Next.Delivered _ -> 0;
          case Next.Again _ -> 1;
          case Next.GiveUp _ -> 2;
        };
    counts[(due.endpoint() == null ? 0 : OUTCOMES.length) + outcome].increment();
  }

  void stand(Outbox.Counts now) {
    standing = now;
  }

  void writePrometheus(StringBuilder text) {
    text.append("# HELP counterfoil_outbox_attempts_total Attempts to tell a message.\n")
        .append("# TYPE counterfoil_outbox_attempts_total counter\n");
    for (int i = 0; i < counts.length; i++) {
      text.append("counterfoil_outbox_attempts_total{way=\"")
          .append(WAYS[i / OUTCOMES.length])
          .append("\",outcome=\"")
          .append(OUTCOMES[i % OUTCOMES.length])
          .append("\"} ")
          .append(counts[i].sum())
          .append('\n');
    }
    Outbox.Counts now = standing;
    text.append("# HELP counterfoil_outbox_deliveries Deliveries of 30 days by where they stand.\n")
        .append("# TYPE counterfoil_outbox_deliveries gauge\n")
        .append("counterfoil_outbox_deliveries{state=\"waiting\"} ")
        .append(now.waiting())
        .append("\ncounterfoil_outbox_deliveries{state=\"delivered\"} ")
        .append(now.delivered())
        .append("\ncounterfoil_outbox_deliveries{state=\"given_up\"} ")
        .append(now.givenUp())
        .append('\n');
  }
}
