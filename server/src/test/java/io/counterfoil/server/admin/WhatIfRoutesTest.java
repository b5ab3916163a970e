package io.counterfoil.server.admin;

import static org.assertj.core.api.Assertions.assertThat;

import io.counterfoil.server.admin.RunningDemo.Reply;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/// What a key may do, did, and would.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class WhatIfRoutesTest {
  private static final String DEMO = "/v1/accounts/demostore";
  private static final String ORDER = "/api/oms/pvt/orders/v1-1";

  private final MovableClock clock = new MovableClock();
  private RunningDemo demo;

  @BeforeAll
  void start(@TempDir Path directory) {
    demo = new RunningDemo(directory, TestStore.SQLITE, clock);
  }

  @AfterAll
  void stop() {
    demo.close();
  }

  private Reply admin(String method, String path, JsonObject body) {
    return demo.as("DEMO_ADMIN", method, path, body.encode());
  }

  private JsonObject can(String key, String path, JsonObject more) {
    JsonObject body =
        new JsonObject().put("appKey", key).put("method", "GET").put("path", path).mergeIn(more);
    Reply reply = admin("POST", DEMO + "/can", body);
    assertThat(reply.status()).as(reply.text()).isEqualTo(200);
    return reply.json();
  }

  private JsonObject whatIf(JsonObject change) {
    Reply reply = admin("POST", DEMO + "/what-if", change);
    assertThat(reply.status()).as(reply.text()).isEqualTo(200);
    return reply.json();
  }

  private String created(String label, Integer... roles) {
    JsonObject body =
        new JsonObject().put("label", label).put("roles", new JsonArray(List.of(roles)));
    return admin("POST", DEMO + "/keys", body).json().getString("appKey");
  }

  @Test
  void whetherAKeyMayDoSomethingIsSaid_nowAndThen() {
    String key = created("then", 16);
    Instant before = clock.instant();
    clock.forward(Duration.ofHours(1));
    admin("PATCH", DEMO + "/keys/" + key, new JsonObject().put("active", false));

    assertThat(can(key, ORDER, new JsonObject()).getString("code")).isEqualTo("key_inactive");
    JsonObject then = can(key, ORDER, new JsonObject().put("at", before.toString()));
    assertThat(then.getBoolean("allowed")).isTrue();
    assertThat(then.getJsonArray("fixes")).isEmpty();

    JsonObject early =
        new JsonObject()
            .put("appKey", key)
            .put("method", "GET")
            .put("path", ORDER)
            .put("at", "2020-01-01T00:00:00Z");
    assertThat(admin("POST", DEMO + "/can", early).json().getString("detail"))
        .contains("before the record begins");
    assertThat(admin("POST", DEMO + "/can", early.put("at", "2100-01-01T00:00:00Z")).status())
        .isEqualTo(400);
  }

  @Test
  void aKeyOfAnotherAccountThatWasAddedIsJudgedWhereItWasAdded() {
    JsonObject external =
        demo.as("DEMO_ADMIN", "GET", DEMO + "/external-keys", null)
            .json()
            .getJsonArray("items")
            .getJsonObject(0);

    JsonObject answer = can(external.getString("appKey"), ORDER, new JsonObject());

    assertThat(answer.getBoolean("allowed")).isTrue();
    assertThat(answer.getString("account")).isEqualTo("demostore");
    assertThat(answer.getString("label")).isNull();
    assertThat(answer.encode()).doesNotContain("Partner catalogue");
  }

  @Test
  void takingTheRoleOfAKeyAwayShowsWhatItWouldLose_andTakesNothing() {
    String key = created("unlink", 16);

    JsonObject seen =
        whatIf(new JsonObject().put("change", "unlink_role").put("key", key).put("role", 16));

    assertThat(seen.getString("action")).isEqualTo("role.unlinked");
    assertThat(seen.getInteger("lostOperations")).isPositive();
    JsonObject holder = seen.getJsonArray("holders").getJsonObject(0);
    assertThat(holder.getString("appKey")).isEqualTo(key);
    assertThat(holder.getJsonArray("lost").getJsonObject(0).getString("code"))
        .isEqualTo("role_missing");
    assertThat(can(key, ORDER, new JsonObject()).getBoolean("allowed")).isTrue();
  }

  @Test
  void whoStillCallsWithAnOldTokenIsShownBeforeItGoes() {
    String key = demo.value("DEMO_RENEWING_KEY");
    demo.throughTheEdge(key, demo.value("DEMO_RENEWING_OLD_TOKEN"), "GET", ORDER);

    JsonObject seen = whatIf(new JsonObject().put("change", "finish_renewal").put("key", key));

    assertThat(seen.getLong("refusedCalls")).isPositive();
    assertThat(
            seen.getJsonArray("holders")
                .getJsonObject(0)
                .getJsonObject("oldTokenUse")
                .getJsonArray("callers"))
        .isNotEmpty();
  }

  @Test
  void anyChangeCanBePreviewed() {
    String key = created("preview", 16);
    String path = DEMO + "/keys/" + key;

    Reply preview = demo.as("DEMO_ADMIN", "DELETE", path + "?preview=true", null);
    Reply off = admin("PATCH", path + "?preview=true", new JsonObject().put("active", false));

    assertThat(preview.status()).isEqualTo(200);
    assertThat(preview.json().getString("action")).isEqualTo("key.deleted");
    assertThat(preview.json().getInteger("lostOperations")).isPositive();
    assertThat(off.json().getString("action")).isEqualTo("key.deactivated");
    assertThat(demo.as("DEMO_ADMIN", "GET", path, null).json().getString("state"))
        .isEqualTo("active");
    assertThat(demo.asNobody("DELETE", path + "?preview=true", null).status()).isEqualTo(401);
  }

  @Test
  void anotherCatalogueIsComparedBeforeItIsImported() {
    JsonObject seen =
        whatIf(
            new JsonObject()
                .put("change", "import_catalogue")
                .put(
                    "catalogue",
                    "catalogue: small\nversion: '1'\nresources: []\nroles: []\noperations: []\n"));

    assertThat(seen.getInteger("lostOperations")).isPositive();
    assertThat(seen.getInteger("concerned")).isGreaterThan(3);
  }

  @Test
  void whatCannotBeDoneOrUnderstoodIsSaid() {
    String key = created("nothing");
    JsonObject finish = new JsonObject().put("change", "finish_renewal").put("key", key);
    assertThat(admin("POST", DEMO + "/what-if", finish).status()).isEqualTo(404);
    assertThat(
            admin("POST", DEMO + "/what-if", new JsonObject().put("change", "explode"))
                .json()
                .getString("detail"))
        .contains("change: `explode` (expected: one of link_role");
    assertThat(
            admin(
                    "POST",
                    DEMO + "/what-if",
                    new JsonObject().put("change", "unlink_role").put("role", 16))
                .status())
        .isEqualTo(400);
    assertThat(
            whatIf(new JsonObject().put("change", "activate_key").put("key", key))
                .getBoolean("isNothing"))
        .isTrue();
  }
}
