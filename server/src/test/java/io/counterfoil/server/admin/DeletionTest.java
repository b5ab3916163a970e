package io.counterfoil.server.admin;

import static org.assertj.core.api.Assertions.assertThat;

import io.counterfoil.server.admin.RunningDemo.Reply;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/// Deletions and restores by status, on each store.
@ParameterizedClass
@MethodSource("io.counterfoil.server.admin.TestStore#available")
@SuppressWarnings("NullAway.Init") // set before each test
class DeletionTest {
  private static final String KEYS = "/v1/accounts/demostore/keys";

  @Parameter TestStore store;

  private final MovableClock clock = new MovableClock();
  private RunningDemo demo;
  private String name;
  private String token;

  @BeforeEach
  void start(@TempDir Path directory) {
    demo = new RunningDemo(directory, store, clock);
    JsonObject key =
        demo.as("DEMO_ADMIN", "POST", KEYS, "{\"label\":\"deleted\",\"roles\":[16]}").json();
    name = key.getString("appKey");
    token = key.getString("appToken");
  }

  @AfterEach
  void stop() {
    demo.close();
  }

  private Reply admin(String method, String path) {
    return demo.as("DEMO_ADMIN", method, path, null);
  }

  private int edge() {
    return demo.throughTheEdge(name, token, "GET", "/api/oms/pvt/orders/1").status();
  }

  @Test
  void aDeletedKeyIsRestored_withItsTokenAndItsRoles() {
    assertThat(admin("POST", KEYS + "/" + name + "/restore").status()).isEqualTo(409);
    assertThat(admin("DELETE", KEYS + "/" + name).status()).isEqualTo(204);
    assertThat(edge()).isEqualTo(401);
    assertThat(admin("GET", KEYS + "/" + name).status()).isEqualTo(404);
    JsonObject deleted =
        admin("GET", KEYS + "?state=deleted&search=" + name)
            .json()
            .getJsonArray("items")
            .getJsonObject(0);
    assertThat(deleted.getString("state")).isEqualTo("deleted");
    assertThat(deleted.getString("restorableUntil")).isNotNull();

    clock.forward(Duration.ofDays(29));
    demo.server().keyJobs().run();
    Reply restored = admin("POST", KEYS + "/" + name + "/restore");
    assertThat(restored.status()).isEqualTo(200);
    assertThat(restored.json().getString("state")).isEqualTo("active");
    assertThat(edge()).isEqualTo(200);
  }

  @Test
  void whatWasSwitchedOffComesBackSwitchedOff() {
    demo.as("DEMO_ADMIN", "PATCH", KEYS + "/" + name, "{\"active\":false}");
    admin("DELETE", KEYS + "/" + name);
    assertThat(admin("POST", KEYS + "/" + name + "/restore").json().getString("state"))
        .isEqualTo("inactive");
  }

  @Test
  void after30DaysItIsGone_andItsNameStaysTaken() {
    admin("DELETE", KEYS + "/" + name);
    clock.forward(Duration.ofDays(31));
    assertThat(admin("POST", KEYS + "/" + name + "/restore").json().getString("code"))
        .isEqualTo("key_not_restorable");
    demo.server().keyJobs().run();
    assertThat(admin("POST", KEYS + "/" + name + "/restore").status()).isEqualTo(404);
    assertThat(admin("GET", KEYS + "?state=deleted&search=" + name).json().getInteger("total"))
        .isZero();
    assertThat(edge()).isEqualTo(401);
    assertThat(admin("GET", "/v1/accounts/demostore/audit").text())
        .contains("key.purged", "job:purge");
  }
}
