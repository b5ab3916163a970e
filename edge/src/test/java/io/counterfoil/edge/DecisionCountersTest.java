package io.counterfoil.edge;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;

final class DecisionCountersTest {
  @Test
  void decisionsAreCountedByOutcomeReasonAndAdapter_neverByKey() throws IOException {
    try (EdgeWorld world = EdgeWorld.start()) {
      assertThat(world.forward("GET", "/orders/1", world.pair(EdgeWorld.VIEWER)).status())
          .isEqualTo(200);
      assertThat(world.nginx("GET", "/orders/1", world.pair(EdgeWorld.NO_ROLE)).status())
          .isEqualTo(403);
      assertThat(world.nginx("GET", "/orders/1", world.pair(EdgeWorld.NO_ROLE)).status())
          .isEqualTo(403);

      // Once it is closed, the last answer has been counted too.
      StringBuilder text = new StringBuilder();
      world.edge.close();
      world.edge.counters().writePrometheus(text);

      assertThat(text.toString().lines())
          .contains(
              "counterfoil_authz_decisions_total{outcome=\"allowed\",reason=\"\","
                  + "adapter=\"forward\"} 1",
              "counterfoil_authz_decisions_total{outcome=\"refused\",reason=\"role_missing\","
                  + "adapter=\"nginx\"} 2",
              "counterfoil_authz_duration_seconds_count 3",
              "counterfoil_authz_duration_seconds_bucket{le=\"+Inf\"} 3");
      assertThat(text.toString()).doesNotContain("appkey").contains("le=\"0.00001\"");
    }
  }
}
