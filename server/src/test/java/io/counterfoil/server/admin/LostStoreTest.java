package io.counterfoil.server.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.counterfoil.server.admin.RunningDemo.Reply;
import io.counterfoil.testkit.LocalPostgres;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

/// While the database is away or full, verdicts go on and changes are refused in words; afterwards
/// changes work again, without a new start.
class LostStoreTest {
  private static final String KEYS = "/v1/accounts/demostore/keys";

  @TempDir Path directory;

  private static Reply create(RunningDemo demo, String label) {
    return demo.asOperator("POST", KEYS, new JsonObject().put("label", label).encode());
  }

  private static int verdict(RunningDemo demo) {
    return demo.throughTheEdge(
            demo.value("DEMO_ORDERS_KEY"),
            demo.value("DEMO_ORDERS_TOKEN"),
            "GET",
            "/api/oms/pvt/orders/1")
        .status();
  }

  @Test
  @EnabledIf(
      value = LocalPostgres.INSTALLED,
      disabledReason =
          "not run: needs PostgreSQL's server; install it with `apt install postgresql`")
  void aPostgresThatIsStoppedUnderLoadCostsNoVerdict_andItsReturnNeedsNobody() throws Exception {
    try (LocalPostgres postgres = LocalPostgres.started();
        RunningDemo demo =
            new RunningDemo(
                directory,
                TestStore.SQLITE,
                InstantSource.system(),
                config -> config.withStore(postgres.address()))) {
      AtomicBoolean over = new AtomicBoolean();
      AtomicInteger asked = new AtomicInteger();
      AtomicInteger wrong = new AtomicInteger();
      Thread load =
          Thread.ofPlatform()
              .start(() -> {
                while (!over.get()) {
                  asked.incrementAndGet();
                  wrong.addAndGet(verdict(demo) == 200 ? 0 : 1);
                }
              });
      assertThat(create(demo, "before").status()).isEqualTo(201);

      postgres.crash();
      for (int i = 0; i < 3; i++) {
        Reply refused = create(demo, "meanwhile");
        assertThat(refused.status()).isEqualTo(503);
        assertThat(refused.text())
            .contains("no connection to `postgresql://127.0.0.1:")
            .doesNotContain(LocalPostgres.PASSWORD);
        assertThat(refused.whole().headers().firstValue("retry-after")).hasValue("5");
      }
      int during = asked.get();
      assertThat(demo.asNobody("GET", "/health/ready", null).status()).isEqualTo(200);

      postgres.start();
      Instant until = Instant.now().plusSeconds(30);
      Reply back = create(demo, "afterwards");
      while (back.status() == 503 && Instant.now().isBefore(until)) {
        back = create(demo, "afterwards");
      }
      assertThat(back.status()).isEqualTo(201);
      over.set(true);
      load.join();
      assertThat(wrong).hasValue(0);
      assertThat(during).isPositive();
      assertThat(asked.get()).isGreaterThan(during);
    }
  }

  @Test
  void aFullDiskCostsTheChange_andNoVerdict() throws Exception {
    assumeTrue(
        run("mount", "-t", "tmpfs", "-o", "size=24m", "tmpfs", directory.toString()) == 0,
        "not run: needs the right to mount a tmpfs; run it as root");
    try {
      Path filler = directory.resolve("filler");
      try (RunningDemo demo = new RunningDemo(directory)) {
        fill(filler);
        Reply refused = create(demo, "x".repeat(100));
        for (int i = 0; i < 2_000 && refused.status() == 201; i++) {
          refused = create(demo, "x".repeat(100));
        }
        assertThat(refused.status()).isEqualTo(507);
        assertThat(refused.text()).contains("is full, so nothing of the change was stored");
        assertThat(verdict(demo)).isEqualTo(200);

        Files.delete(filler);

        assertThat(create(demo, "afterwards").status()).isEqualTo(201);
      }
    } finally {
      run("umount", directory.toString());
    }
  }

  private static void fill(Path filler) throws IOException {
    byte[] some = new byte[16 * 1_024];
    try (var out = Files.newOutputStream(filler)) {
      while (true) {
        out.write(some);
      }
    } catch (IOException e) {
      assertThat(e).hasMessageContaining("No space left");
    }
  }

  private static int run(String... command) throws IOException, InterruptedException {
    return new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .start()
        .waitFor();
  }
}
