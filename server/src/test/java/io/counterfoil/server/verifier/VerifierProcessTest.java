package io.counterfoil.server.verifier;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A verifier in its own process, against a control node in another: what it does when that is
/// killed, when it is killed itself, and when the link between them is cut.
final class VerifierProcessTest {
  @TempDir Path folder;
  private final Asking asking = new Asking();
  private final Map<String, String> pairs = new HashMap<>();
  private String operator = "";
  private String control = "";
  private Jvm server;

  @BeforeEach
  void start() throws IOException {
    server =
        Jvm.start(
            folder.resolve("server.log"),
            Map.of("XDG_STATE_HOME", folder.toString()),
            "demo",
            "--data",
            folder.resolve("data").toString(),
            "--port",
            "0",
            "--edge-port",
            "0",
            "--env",
            folder.resolve("pairs").toString());
    control = server.says("control +(http://\\S+)\n");
    server.says("(Stop with Ctrl)");
    operator = Files.readString(folder.resolve("data/operator-token")).strip();
    for (String line : Files.readAllLines(folder.resolve("pairs"))) {
      String[] parts = line.replaceFirst("^export ", "").split("=", 2);
      if (parts.length == 2) {
        pairs.put(parts[0], parts[1].replaceAll("^['\"]|['\"]$", ""));
      }
    }
  }

  @AfterEach
  void stop() {
    server.close();
    asking.close();
  }

  private String value(String name) {
    return Objects.requireNonNull(pairs.get(name), name);
  }

  private String added(String name) {
    HttpResponse<String> reply =
        asking.control(operator, "POST", control + "/v1/nodes", new JsonObject().put("name", name));
    assertThat(reply.statusCode()).isEqualTo(201);
    return new JsonObject(reply.body()).getString("credential");
  }

  private Jvm verifier(String credential, String url, String log) {
    return Jvm.start(
        folder.resolve(log),
        Map.of("COUNTERFOIL_NODE_CREDENTIAL", credential),
        "verifier",
        "--control",
        url,
        "--data",
        folder.resolve("copy").toString(),
        "--edge-port",
        "0",
        "--status-port",
        "0");
  }

  private String verdict(String edge, String who) {
    return asking.verdict(edge, value(who + "_KEY"), value(who + "_TOKEN"));
  }

  private HttpResponse<String> deactivate(String who) {
    return asking.control(
        operator,
        "PATCH",
        control + "/v1/accounts/demostore/keys/" + value(who + "_KEY"),
        new JsonObject().put("active", false));
  }

  @Test
  void itDecidesWithEverythingElseDown_alsoAfterItWasKilled_andSaysHowOldThatIs() {
    String credential = added("edge-1");
    String edge;
    HttpResponse<String> revoked;
    try (Jvm verifier = verifier(credential, control, "first.log")) {
      edge = verifier.says("edge +(http://\\S+) ");
      Eventually.holds(() -> verdict(edgeOf(verifier), "DEMO_ORDERS").equals("200"));
      Eventually.holds(
          () -> asking.nodes(operator, control).getFirst().getString("state").equals("live"));
      revoked = deactivate("DEMO_ORDERS");
      assertThat(revoked.statusCode()).isEqualTo(200);
      assertThat(verdict(edge, "DEMO_ORDERS")).isEqualTo("401 key_inactive");
      server.kill();
      assertThat(verdict(edge, "DEMO_ORDERS")).isEqualTo("401 key_inactive");
    }
    JsonObject applied = new JsonObject(revoked.body()).getJsonObject("applied");
    assertThat(applied.getBoolean("everywhere")).isTrue();
    assertThat(applied.getJsonArray("nodes").getJsonObject(0).getString("state"))
        .isEqualTo("applied");
    assertThat(revoked.headers().firstValue("Counterfoil-Applied").orElse(""))
        .startsWith("edge-1; applied=");

    try (Jvm again = verifier(credential, control, "again.log")) {
      assertThat(again.says("copy +(decides on revision \\S+, \\d+ s old)")).isNotEmpty();
      assertThat(verdict(edgeOf(again), "DEMO_ORDERS")).isEqualTo("401 key_inactive");
      String status = again.says("status +(http://\\S+)\n");
      assertThat(asking.get(status + "/health/ready").body()).contains("the feed does not come");
      assertThat(asking.get(status + "/metrics").body())
          .contains("counterfoil_verifier_connected 0\n")
          .containsPattern("counterfoil_verifier_age_seconds [0-9.]+\n");
    }
  }

  private static String edgeOf(Jvm verifier) {
    return verifier.says("edge +(http://\\S+) ");
  }

  @Test
  void whoIsCutOffIsSaidToBeSilent_decidesOn_andCatchesUp() {
    String credential = added("edge-7");
    int port = URI.create(control).getPort();
    try (var link = new Link(port);
        Jvm verifier = verifier(credential, "http://127.0.0.1:" + link.port(), "cut.log")) {
      String edge = edgeOf(verifier);
      Eventually.holds(() -> verdict(edge, "DEMO_ORDERS").equals("200"));
      Eventually.holds(
          () -> asking.nodes(operator, control).getFirst().getString("state").equals("live"));

      link.cut();
      Eventually.holds(
          () -> asking.nodes(operator, control).getFirst().getString("state").equals("silent"));
      HttpResponse<String> revoked = deactivate("DEMO_ORDERS");
      JsonObject applied = new JsonObject(revoked.body()).getJsonObject("applied");
      assertThat(applied.getBoolean("everywhere")).isFalse();
      JsonObject node = applied.getJsonArray("nodes").getJsonObject(0);
      assertThat(node.getString("state")).isEqualTo("silent");
      assertThat(node.getLong("silentSeconds")).isGreaterThanOrEqualTo(5);
      assertThat(verdict(edge, "DEMO_ORDERS")).isEqualTo("200");

      link.heal();
      Eventually.holds(() -> verdict(edge, "DEMO_ORDERS").equals("401 key_inactive"));
      Eventually.holds(() -> asking.nodes(operator, control).getFirst().getLong("lag") == 0);
    }
  }
}
