package io.counterfoil.server.admin;

import static org.assertj.core.api.Assertions.assertThat;

import io.counterfoil.server.admin.RunningDemo.Reply;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/// Alarms about keys: what raises them, and that each is raised once a day.
@ParameterizedClass
@MethodSource("io.counterfoil.server.admin.TestStore#available")
@SuppressWarnings("NullAway.Init") // set before each test
class AlarmsTest {
  private static final String ACCOUNT = "/v1/accounts/demostore";
  private static final String ORDER = "/api/oms/pvt/orders/v1-1";
  private static final String HERE = "192.0.2.7";
  private static final String NEAR = "192.0.2.99";
  private static final String THERE = "198.51.100.9";

  @Parameter TestStore store;
  @TempDir Path directory;

  private final MovableClock clock = new MovableClock();
  private RunningDemo demo;
  private JsonObject key;

  @BeforeEach
  void start() {
    demo = new RunningDemo(directory, store, clock);
    key =
        demo.as("DEMO_ADMIN", "POST", ACCOUNT + "/keys", "{\"label\":\"watched\",\"roles\":[16]}")
            .json();
  }

  @AfterEach
  void stop() {
    demo.close();
  }

  private int call(String token, String address) {
    return demo.throughTheEdge(
            key.getString("appKey"), token, "GET", ORDER, "X-Forwarded-For", address)
        .status();
  }

  private String token() {
    return key.getString("appToken");
  }

  /// What was raised about the key until now, the newest first.
  private List<JsonObject> alarms(String kind) {
    demo.as("DEMO_ADMIN", "GET", ACCOUNT + "/refusals?limit=1", null);
    demo.server().keyJobs().run();
    Reply reply = demo.as("DEMO_ADMIN", "GET", ACCOUNT + "/alarms?limit=200", null);
    assertThat(reply.status()).as(reply.text()).isEqualTo(200);
    return reply.json().getJsonArray("items").stream()
        .map(item -> (JsonObject) item)
        .filter(item -> item.getString("kind").equals(kind))
        .toList();
  }

  /// What was refused is examined before anybody reads it by its id.
  private void refused(String token, String address) {
    Reply reply =
        demo.throughTheEdge(
            key.getString("appKey"), token, "GET", ORDER, "X-Forwarded-For", address);
    assertThat(reply.status()).isEqualTo(401);
    String id = reply.whole().headers().firstValue("X-Counterfoil-Refusal-Id").orElseThrow();
    demo.as("DEMO_ADMIN", "GET", "/v1/refusals/" + id, null);
  }

  @Test
  void aKeyThatIsUsedFromANewNetworkIsTold_butNotWhileItIsNew() {
    assertThat(call(token(), HERE)).isEqualTo(200);
    assertThat(call(token(), THERE)).isEqualTo(200);
    assertThat(alarms("new_network")).isEmpty();

    clock.forward(Duration.ofDays(8));
    call(token(), NEAR);
    assertThat(alarms("new_network")).isEmpty();

    call(token(), "203.0.113.5");
    call(token(), "203.0.113.6");
    assertThat(alarms("new_network"))
        .singleElement()
        .satisfies(alarm -> {
          assertThat(alarm.getString("network")).isEqualTo("203.0.113.0/24");
          assertThat(alarm.getString("appKey")).isEqualTo(key.getString("appKey"));
          assertThat(alarm.getString("label")).isEqualTo("watched");
          assertThat(alarm.getString("text")).contains("from 203.0.113.0/24");
        });
    call(token(), "203.0.113.7");
    assertThat(alarms("new_network")).hasSize(1);
  }

  @Test
  void aTranscribedCopyElsewhereIsTold_andATypoWhereTheKeyLivesIsNot() {
    String swapped = token().toLowerCase(Locale.ROOT);
    refused(swapped, THERE);
    assertThat(alarms("transcribed_copy")).isEmpty();
    clock.forward(Duration.ofMinutes(20));
    call(token(), HERE);

    refused(swapped, NEAR);
    assertThat(alarms("transcribed_copy")).isEmpty();

    refused(swapped, THERE);
    refused(swapped, THERE);
    assertThat(alarms("transcribed_copy"))
        .singleElement()
        .satisfies(alarm -> {
          assertThat(alarm.getString("network")).isEqualTo("198.51.100.0/24");
          assertThat(alarm.getString("refusalId")).startsWith("cf-");
          assertThat(alarm.encode()).doesNotContain(swapped).doesNotContain(token());
        });
  }

  @Test
  void aRetiredTokenThatIsStillTriedIsTold_onceADay() {
    String old = token();
    String renewal = ACCOUNT + "/keys/" + key.getString("appKey") + "/renewal";
    demo.as("DEMO_ADMIN", "POST", renewal, "{\"deleteOld\":\"now\"}");

    refused(old, HERE);
    refused(old, HERE);
    assertThat(alarms("retired_token_used")).hasSize(1);

    clock.forward(Duration.ofDays(1));
    refused(old, HERE);
    assertThat(alarms("retired_token_used")).hasSize(2);
  }

  @Test
  void aStormOfRefusalsIsTold() {
    for (int i = 0; i < 250; i++) {
      demo.throughTheEdge(key.getString("appKey"), token(), "GET", "/nowhere/" + i);
    }

    List<JsonObject> storms = List.of();
    for (int i = 0; i < 200 && storms.isEmpty(); i++) {
      storms = alarms("refusal_storm");
    }
    JsonObject storm = storms.getFirst();

    assertThat(storm.getLong("count")).isGreaterThanOrEqualTo(200);
    assertThat(storm.getString("appKey")).isNull();
    assertThat(alarms("refusal_storm")).hasSize(1);
    assertThat(demo.asNobody("GET", "/metrics", null).text())
        .contains("counterfoil_alarms_total{kind=\"refusal_storm\"} 1");
  }

  @Test
  void alarmsGoToWebhooksByTheirName_andAreTheAccountsOwn() {
    Reply made =
        demo.as(
            "DEMO_ADMIN",
            "POST",
            ACCOUNT + "/webhooks",
            "{\"url\":\"https://alarms.example/\",\"types\":[\"alarm.new_network\"]}");

    assertThat(made.status()).as(made.text()).isEqualTo(201);
    assertThat(demo.asNobody("GET", ACCOUNT + "/alarms", null).status()).isEqualTo(401);
    assertThat(demo.as("DEMO_ADMIN", "GET", ACCOUNT + "/alarms?lang=pt", null).status())
        .isEqualTo(200);
  }
}
