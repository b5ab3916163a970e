package io.counterfoil.server.admin;

import static org.assertj.core.api.Assertions.assertThat;

import io.counterfoil.server.admin.RunningDemo.Reply;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/// Quarantines by status, on each store.
@ParameterizedClass
@MethodSource("io.counterfoil.server.admin.TestStore#available")
@SuppressWarnings("NullAway.Init") // set before each test
class QuarantineTest {
  private static final String KEYS = "/v1/accounts/demostore/keys";
  private static final String REASON = "{\"reason\":\"pasted into a chat\"}";

  @Parameter TestStore store;

  private final MovableClock clock = new MovableClock();
  private RunningDemo demo;
  private String name;
  private String token;

  @BeforeEach
  void start(@TempDir Path directory) {
    demo = new RunningDemo(directory, store, clock);
    JsonObject key =
        demo.as("DEMO_ADMIN", "POST", KEYS, "{\"label\":\"leaky\",\"roles\":[16]}").json();
    name = key.getString("appKey");
    token = key.getString("appToken");
  }

  @AfterEach
  void stop() {
    demo.close();
  }

  private Reply send(String method, String path, String body) {
    return demo.as("DEMO_ADMIN", method, KEYS + "/" + name + path, body);
  }

  private Reply edge() {
    return demo.throughTheEdge(name, token, "GET", "/api/oms/pvt/orders/1");
  }

  @Test
  void aQuarantinedKeyIsRefusedByName_untilItIsReleased() {
    Reply put = send("POST", "/quarantine", REASON);
    assertThat(put.status()).as(put.text()).isEqualTo(200);
    assertThat(put.json().getString("state")).isEqualTo("quarantined");
    Reply refused = edge();
    assertThat(refused.status()).isEqualTo(401);
    assertThat(refused.json().getString("code")).isEqualTo("key_quarantined");
    JsonObject shown = demo.as("DEMO_ADMIN", "GET", KEYS + "/" + name, null).json();
    assertThat(shown.getString("quarantineReason")).isEqualTo("pasted into a chat");
    assertThat(shown.getString("quarantinedAt")).isNotNull();
    assertThat(
            demo.as("DEMO_ADMIN", "GET", KEYS + "?state=quarantined", null)
                .json()
                .getInteger("total"))
        .isEqualTo(1);
    assertThat(demo.as("DEMO_ADMIN", "GET", "/api/vlm/appkeys?an=demostore", null).text())
        .containsPattern("\"appKey\":\"" + name + "\"[^}]*\"isActive\":false");

    Reply released = send("POST", "/release", "{\"reason\":\"it was a test\"}");
    assertThat(released.json().getString("state")).isEqualTo("active");
    assertThat(edge().status()).isEqualTo(200);
    assertThat(demo.asOperator("GET", "/v1/audit?target=key:" + name, null).text())
        .contains("key.quarantined", "pasted into a chat", "key.released", "it was a test");
  }

  @Test
  void itComesBackAsItWas_andTwiceIsOnce() {
    send("PATCH", "", "{\"active\":false}");
    assertThat(send("POST", "/quarantine", REASON).status()).isEqualTo(200);
    assertThat(send("POST", "/quarantine", REASON).status()).isEqualTo(200);
    assertThat(send("PATCH", "", "{\"active\":true}").json().getString("code"))
        .isEqualTo("key_quarantined");
    assertThat(send("POST", "/release", REASON).json().getString("state")).isEqualTo("inactive");
    assertThat(send("POST", "/release", REASON).json().getString("code"))
        .isEqualTo("key_not_quarantined");
    assertThat(
            demo.asOperator("GET", "/v1/audit?action=key.quarantined", null)
                .json()
                .getJsonArray("items")
                .size())
        .isEqualTo(1);
  }

  @Test
  void aDeletionInBetweenChangesNothing_andARenewedTokenWaitsForTheRelease() {
    send("POST", "/quarantine", REASON);
    assertThat(demo.as("DEMO_ADMIN", "DELETE", KEYS + "/" + name, null).status()).isEqualTo(204);
    Reply restored = demo.as("DEMO_ADMIN", "POST", KEYS + "/" + name + "/restore", null);
    assertThat(restored.json().getString("state")).isEqualTo("quarantined");
    token = send("POST", "/renewal", "{\"deleteOld\":\"now\"}").json().getString("appToken");
    assertThat(edge().json().getString("code")).isEqualTo("key_quarantined");
    assertThat(send("POST", "/release", REASON).json().getString("state")).isEqualTo("inactive");
  }

  @Test
  void withoutAReasonOrAKeyNothingHappens() {
    assertThat(send("POST", "/quarantine", "{\"reason\":\" \"}").status()).isEqualTo(400);
    assertThat(send("POST", "/quarantine", "{}").status()).isEqualTo(400);
    assertThat(send("POST", "/release", "{\"reason\":\"" + "x".repeat(501) + "\"}").status())
        .isEqualTo(400);
    assertThat(demo.as("DEMO_ADMIN", "POST", KEYS + "/none/quarantine", REASON).status())
        .isEqualTo(404);
    assertThat(edge().status()).isEqualTo(200);
  }
}
