package io.counterfoil.server.token;

import java.util.concurrent.atomic.LongAdder;

/// How many access tokens were issued and refused.
public final class TokenCounts {
  private final LongAdder issued = new LongAdder();
  private final LongAdder refused = new LongAdder();

  /// Counts an answer of the token endpoint by its status.
  public void token(int status) {
    (status == 200 ? issued : refused).increment();
  }

  /// Writes the counts for Prometheus.
  public void writePrometheus(StringBuilder into) {
    into.append("# HELP counterfoil_access_tokens_total Requests for access tokens by outcome.\n")
        .append("# TYPE counterfoil_access_tokens_total counter\n")
        .append("counterfoil_access_tokens_total{outcome=\"issued\"} ")
        .append(issued.sum())
        .append("\ncounterfoil_access_tokens_total{outcome=\"refused\"} ")
        .append(refused.sum())
        .append('\n');
  }
}
