package io.counterfoil.server.admin;

import static org.assertj.core.api.Assertions.assertThat;

import io.counterfoil.core.decision.RefusalCode;
import io.counterfoil.core.key.TokenFormat;
import io.counterfoil.core.log.DecisionRecord;
import io.counterfoil.core.log.HourCount;
import io.counterfoil.core.log.RefusalId;
import io.counterfoil.server.demo.DemoAccount;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A flood of refusals through a whole server: every id explains, every refusal is counted, and who
/// is allowed stays allowed.
class FloodTest {
  private static final int CLIENTS = 4;
  private static final int BATCHES = 250;
  private static final int BATCH = 100;
  private static final int SOUGHT = 100;
  private static final String ORDER = "/api/oms/pvt/orders/v1-1";

  @TempDir Path directory;

  private record Refused(RefusalId id, RefusalCode code) {}

  /// Sends so many batches, a third of each kind: a wrong token, a key without a role, one that is
  /// switched off.
  private static List<Refused> flood(RunningDemo demo, int client) {
    String key = demo.value("DEMO_ORDERS_KEY");
    Random random = new Random(client);
    List<Refused> refused = new ArrayList<>();
    try (Pipeline edge = new Pipeline(demo.edgePort())) {
      for (int batch = 0; batch < BATCHES; batch++) {
        for (int i = 0; i < BATCH; i++) {
          String address = "10." + random.nextInt(256) + "." + random.nextInt(256) + ".7";
          switch (i % 3) {
            case 0 -> edge.ask(key, TokenFormat.generate(random).reveal(), ORDER, address);
            case 1 -> ask(edge, demo, "DEMO_NO_ROLE", address);
            default -> ask(edge, demo, "DEMO_INACTIVE", address);
          }
        }
        for (String id : edge.refusals(BATCH)) {
          refused.add(new Refused(new RefusalId(id), codes(refused.size() % BATCH % 3)));
        }
      }
    }
    return refused;
  }

  private static RefusalCode codes(int kind) {
    return List.of(RefusalCode.PAIR_UNKNOWN, RefusalCode.ROLE_MISSING, RefusalCode.KEY_INACTIVE)
        .get(kind);
  }

  private static void ask(Pipeline edge, RunningDemo demo, String who, String address) {
    edge.ask(demo.value(who + "_KEY"), demo.value(who + "_TOKEN"), ORDER, address);
  }

  private static long allowed(RunningDemo demo, AtomicBoolean over) {
    long wrong = 0;
    while (!over.get()) {
      int status =
          demo.throughTheEdge(
                  demo.value("DEMO_ORDERS_KEY"), demo.value("DEMO_ORDERS_TOKEN"), "GET", ORDER)
              .status();
      wrong += status == 200 ? 0 : 1;
    }
    return wrong;
  }

  /// How long it takes after a refusal until it is explained over HTTP, in nanoseconds.
  private static long[] explained(RunningDemo demo) {
    long[] took = new long[SOUGHT];
    for (int i = 0; i < SOUGHT; i++) {
      String wrong = TokenFormat.generate(new Random(10_000 + i)).reveal();
      String id =
          demo.throughTheEdge(demo.value("DEMO_ORDERS_KEY"), wrong, "GET", ORDER)
              .whole()
              .headers()
              .firstValue("X-Counterfoil-Refusal-Id")
              .orElseThrow();
      long from = System.nanoTime();
      var reply = demo.asOperator("GET", "/v1/refusals/" + id, null);
      took[i] = System.nanoTime() - from;
      assertThat(reply.json().getString("code")).isEqualTo("pair_unknown");
      assertThat(reply.json().getString("what")).isNotBlank();
    }
    return took;
  }

  @Test
  void ofAHundredThousandEveryIdExplains_withinASecond_andEachIsCounted()
      throws ExecutionException, InterruptedException {
    try (RunningDemo demo = new RunningDemo(directory);
        ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
      Instant before = Instant.now();
      AtomicBoolean over = new AtomicBoolean();
      Future<Long> wronglyRefused = clients.submit(() -> allowed(demo, over));
      List<Future<List<Refused>>> floods = new ArrayList<>();
      for (int client = 0; client < CLIENTS; client++) {
        int seed = client;
        floods.add(clients.submit(() -> flood(demo, seed)));
      }
      long[] took = explained(demo);
      List<Refused> all = new ArrayList<>();
      for (Future<List<Refused>> flood : floods) {
        all.addAll(flood.get());
      }
      over.set(true);

      assertThat(wronglyRefused.get()).isZero();
      Arrays.sort(took);
      assertThat(Duration.ofNanos(took[SOUGHT * 99 / 100 - 1])).isLessThan(Duration.ofSeconds(1));
      assertThat(all).hasSize(CLIENTS * BATCHES * BATCH);
      assertThat(all.stream().filter(each -> !explains(demo, each))).isEmpty();
      awaitWritten(demo, all.size() + SOUGHT);
      assertThat(counted(demo, before)).isEqualTo(all.size() + SOUGHT);
    }
  }

  private static boolean explains(RunningDemo demo, Refused refused) {
    DecisionRecord found = demo.parts().refusals().find(refused.id());
    return found != null
        && found.code() == refused.code()
        && DemoAccount.NAME.equals(found.account())
        && found.revision() > 0;
  }

  private static void awaitWritten(RunningDemo demo, long many) {
    Instant patience = Instant.now().plusSeconds(10);
    while (counted(demo, Instant.now().minusSeconds(7_200)) < many
        && Instant.now().isBefore(patience)) {
      Thread.onSpinWait();
    }
  }

  private static long counted(RunningDemo demo, Instant from) {
    var since = from.minusSeconds(3_600);
    return demo.parts().refusals().hours(DemoAccount.NAME, since, Instant.MAX).stream()
        .mapToLong(FloodTest::both)
        .sum();
  }

  private static long both(HourCount count) {
    return count.kept() + count.dropped();
  }
}
