package io.counterfoil.edge;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

final class EdgeWarmUpTest {
  private static final EdgeTransport.Choice TRANSPORT =
      EdgeTransport.Choice.of(System.getProperty("edge.transport", "auto"));

  @Test
  void itAnswersRequestsForAMoment_andEndsByItself() throws InterruptedException {
    Thread warmUp = EdgeWarmUp.begin(TRANSPORT);
    var trouble = new AtomicReference<Throwable>();
    warmUp.setUncaughtExceptionHandler((_, thrown) -> trouble.set(thrown));
    assertThat(warmUp.join(Duration.ofSeconds(60))).isTrue();
    assertThat(trouble.get()).isNull();
  }

  @Test
  void theRealEdgeAnswersMeanwhile_andCountsNothingOfIt() throws Exception {
    Thread warmUp = EdgeWarmUp.begin(TRANSPORT);
    try (EdgeWorld world = EdgeWorld.start()) {
      assertThat(world.forward("GET", "/orders/17", world.pair(EdgeWorld.VIEWER)).status())
          .isEqualTo(200);
      warmUp.join();
      assertThat(metrics(world)).contains("counterfoil_authz_duration_seconds_count 1\n");
    }
  }

  private static String metrics(EdgeWorld world) throws IOException {
    StringBuilder text = new StringBuilder();
    world.edge.counters().writePrometheus(text);
    return text.toString();
  }
}
