package io.counterfoil.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.counterfoil.core.key.AppKey;
import io.counterfoil.core.key.Holder;
import io.counterfoil.core.usage.UseRecords.Grain;
import io.counterfoil.core.usage.UseRecords.Span;
import io.counterfoil.core.usage.Uses;
import io.counterfoil.server.control.Parts;
import io.counterfoil.server.wiring.CounterfoilServer;
import io.counterfoil.server.wiring.DataDirectory;
import io.counterfoil.server.wiring.ServerConfig;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// How much of what was counted a real process leaves behind, however it ends.
@SuppressWarnings("NullAway.Init") // set before each test
class UsageCrashTest {
  private static final int WRITTEN = 200;
  private static final int AFTER = 77;

  @TempDir Path directory;

  private final HttpClient client = HttpClient.newHttpClient();
  private final Map<String, String> demo = new HashMap<>();
  private Process process;
  private JsonNode note;

  @BeforeEach
  void start() throws Exception {
    ProcessBuilder demonstration =
        new ProcessBuilder(
                ProcessHandle.current().info().command().orElseThrow(),
                "-cp",
                System.getProperty("java.class.path"),
                "io.counterfoil.server.Main",
                "demo",
                "--data",
                directory.toString(),
                "--port",
                "0",
                "--edge-port",
                "0",
                "--env",
                directory.resolve("demo.env").toString())
            .redirectErrorStream(true);
    demonstration.environment().put("XDG_STATE_HOME", directory.resolve("state").toString());
    process = demonstration.start();
    BufferedReader out = process.inputReader(StandardCharsets.UTF_8);
    for (String line = out.readLine();
        line != null && !line.startsWith("Stop with");
        line = out.readLine()) {
      assertThat(line).doesNotStartWith("counterfoil: ");
    }
    note = new ObjectMapper().readTree(Files.readString(directory.resolve("server.json")));
    for (String line : Files.readAllLines(directory.resolve("demo.env"))) {
      String[] both = line.replaceFirst("^export ", "").split("=", 2);
      if (both.length == 2) {
        demo.put(both[0], both[1].replaceAll("^['\"]|['\"]$", ""));
      }
    }
    makeKey();
  }

  /// A key that the demo has not called with.
  private void makeKey() throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(
                URI.create(note.path("control").asText() + "/v1/accounts/demostore/keys"))
            .header("X-VTEX-API-AppKey", value("DEMO_ADMIN_KEY"))
            .header("X-VTEX-API-AppToken", value("DEMO_ADMIN_TOKEN"))
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString("{\"label\":\"Counted\",\"roles\":[16]}"))
            .build();
    String made = client.send(request, HttpResponse.BodyHandlers.ofString()).body();
    JsonNode key = new ObjectMapper().readTree(made);
    demo.put("COUNTED_KEY", key.path("appKey").asText());
    demo.put("COUNTED_TOKEN", key.path("appToken").asText());
  }

  @AfterEach
  void end() throws Exception {
    process.destroyForcibly().waitFor();
    client.close();
  }

  private String value(String name) {
    return Objects.requireNonNull(demo.get(name), name);
  }

  private int send(String url, String who, String... more) throws IOException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(url))
            .header("X-VTEX-API-AppKey", value(who + "_KEY"))
            .header("X-VTEX-API-AppToken", value(who + "_TOKEN"));
    if (more.length > 0) {
      request.headers(more);
    }
    try {
      return client.send(request.build(), HttpResponse.BodyHandlers.discarding()).statusCode();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private void call(int times) throws IOException {
    for (int i = 0; i < times; i++) {
      int status =
          send(
              note.path("edge").asText() + "/v1/authz/forward",
              "COUNTED",
              "X-Original-Method",
              "GET",
              "X-Original-URI",
              "/api/oms/pvt/orders/v1-1");
      assertThat(status).isEqualTo(200);
    }
  }

  /// Whoever reads usage has it written down first.
  private void read() throws IOException {
    String url = note.path("control").asText() + "/v1/accounts/demostore/usage";
    assertThat(send(url, "DEMO_ADMIN")).isEqualTo(200);
  }

  private long counted() {
    try (CounterfoilServer again =
        CounterfoilServer.start(
            ServerConfig.loopback(directory), new DataDirectory(directory, new SecureRandom()))) {
      Parts parts = again.parts();
      var key = Objects.requireNonNull(parts.directory().key(new AppKey(value("COUNTED_KEY"))));
      assertThat(parts.directory().lastUsed(key.id())).isNotNull();
      Instant now = parts.clock().instant();
      var span =
          new Span(
              null,
              new Holder.OfKey(key.id()),
              now.minusSeconds(TimeUnit.DAYS.toSeconds(1)),
              now.plusSeconds(1),
              Grain.HOUR);
      return parts.usage().records().totals(span, 100).stream().mapToLong(Uses::count).sum();
    }
  }

  @Test
  void afterAStopInOrderNothingIsMissing() throws Exception {
    call(WRITTEN + AFTER);

    process.destroy();
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();

    assertThat(counted()).isEqualTo(WRITTEN + AFTER);
  }

  @Test
  void afterAKillAllThatWasWrittenIsThere_andNoMoreThanWasCalledSince() throws Exception {
    call(WRITTEN);
    read();
    call(AFTER);

    process.destroyForcibly();
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();

    assertThat(counted()).isBetween((long) WRITTEN, (long) WRITTEN + AFTER);
  }
}
