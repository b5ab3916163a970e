package io.counterfoil.server.admin;

import static org.assertj.core.api.Assertions.assertThat;

import io.counterfoil.server.admin.RunningDemo.Reply;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/// What keys are used for, over HTTP, on each store.
@ParameterizedClass
@MethodSource("io.counterfoil.server.admin.TestStore#available")
@SuppressWarnings("NullAway.Init") // set before each test
class UsageRoutesTest {
  private static final String ACCOUNT = "/v1/accounts/demostore";
  private static final String ORDER = "/api/oms/pvt/orders/v1-1";
  private static final String HERE = "192.0.2.7";
  private static final String THERE = "198.51.100.9";

  @Parameter TestStore store;
  @TempDir Path directory;

  private final MovableClock clock = new MovableClock();
  private RunningDemo demo;

  @BeforeEach
  void start() {
    demo = new RunningDemo(directory, store, clock);
  }

  @AfterEach
  void stop() {
    demo.close();
  }

  private Reply admin(String method, String path, @Nullable JsonObject body) {
    return demo.as("DEMO_ADMIN", method, path, body == null ? null : body.encode());
  }

  private JsonObject get(String path) {
    Reply reply = admin("GET", ACCOUNT + path, null);
    assertThat(reply.status()).as(reply.text()).isEqualTo(200);
    return reply.json();
  }

  private JsonObject created(String label, Integer... roles) {
    JsonObject body =
        new JsonObject().put("label", label).put("roles", new JsonArray(List.of(roles)));
    return admin("POST", ACCOUNT + "/keys", body).json();
  }

  private int call(JsonObject key, String method, String path, String address) {
    return demo.throughTheEdge(
            key.getString("appKey"),
            key.getString("appToken"),
            method,
            path,
            "X-Forwarded-For",
            address)
        .status();
  }

  private static JsonObject only(JsonArray list, Predicate<JsonObject> wanted) {
    List<JsonObject> found = list.stream().map(item -> (JsonObject) item).filter(wanted).toList();
    assertThat(found).as(list.encode()).hasSize(1);
    return found.getFirst();
  }

  @Test
  void whatAKeyCalledIsTold_byOperationAddressAndToken() {
    JsonObject key = created("nightly", 16);
    for (int i = 0; i < 3; i++) {
      assertThat(call(key, "GET", ORDER, HERE)).isEqualTo(200);
    }
    assertThat(call(key, "GET", ORDER, THERE)).isEqualTo(200);
    assertThat(call(key, "POST", "/api/vtexid/apptoken/logins", HERE)).isNotEqualTo(200);

    JsonObject usage = get("/keys/" + key.getString("appKey") + "/usage");

    assertThat(usage.getJsonObject("totals").getLong("allowed")).isEqualTo(4);
    assertThat(usage.getJsonObject("totals").getLong("refused")).isEqualTo(1);
    assertThat(usage.getString("by")).isEqualTo("day");
    assertThat(usage.getJsonArray("buckets")).hasSize(30);
    JsonObject read = only(usage.getJsonArray("operations"), one -> one.getLong("allowed") > 0);
    assertThat(read.getString("path")).isEqualTo("/api/oms/pvt/orders/{orderId}");
    assertThat(read.getLong("allowed")).isEqualTo(4);
    assertThat(Instant.parse(read.getString("lastUsedAt"))).isAfter(Instant.EPOCH);
    assertThat(
            only(usage.getJsonArray("addresses"), one -> THERE.equals(one.getString("address")))
                .getLong("allowed"))
        .isEqualTo(1);
    assertThat(usage.getJsonArray("tokens").getJsonObject(0).getString("which"))
        .isEqualTo("current");
    assertThat(usage.getJsonObject("lastRefused").getString("code")).isNotEmpty();
    assertThat(usage.getJsonArray("causes")).hasSize(1);
  }

  @Test
  void theOldAndTheNewTokenOfARenewalAreToldApart() {
    JsonObject key = created("renewed", 16);
    call(key, "GET", ORDER, HERE);
    clock.forward(Duration.ofSeconds(5));
    JsonObject fresh =
        admin("POST", ACCOUNT + "/keys/" + key.getString("appKey") + "/renewal", null).json();
    call(fresh, "GET", ORDER, HERE);
    call(fresh, "GET", ORDER, HERE);

    JsonArray tokens = get("/keys/" + key.getString("appKey") + "/usage").getJsonArray("tokens");

    assertThat(only(tokens, one -> one.getString("which").equals("old")).getLong("allowed"))
        .isEqualTo(1);
    assertThat(only(tokens, one -> one.getString("which").equals("new")).getLong("allowed"))
        .isEqualTo(2);
  }

  @Test
  void theAccountSeesItsHoursItsCausesAndWhoFails() {
    JsonObject key = created("bare");
    JsonObject used = created("used", 16);
    call(used, "GET", ORDER, HERE);
    for (int i = 0; i < 4; i++) {
      assertThat(call(key, "GET", ORDER, HERE)).isEqualTo(403);
    }
    Reply wrong = demo.throughTheEdge(used.getString("appKey"), "wrong", "GET", ORDER);
    String id = wrong.whole().headers().firstValue("X-Counterfoil-Refusal-Id").orElseThrow();
    assertThat(admin("GET", "/v1/refusals/" + id, null).status()).isEqualTo(200);
    clock.forward(Duration.ofHours(1));
    call(used, "GET", ORDER, HERE);
    JsonObject usage = get("/usage");

    assertThat(usage.getJsonArray("buckets")).hasSize(24);
    assertThat(usage.getJsonArray("buckets").getJsonObject(23).getLong("allowed")).isPositive();
    assertThat(usage.getJsonObject("totals").getLong("refused")).isGreaterThanOrEqualTo(4);
    assertThat(
            only(
                    usage.getJsonArray("causes"),
                    cause -> cause.getString("code").equals("role_missing"))
                .getLong("count"))
        .isEqualTo(4);
    JsonObject failing =
        only(
            usage.getJsonArray("failingKeys"),
            one -> one.getString("appKey").equals(key.getString("appKey")));
    assertThat(failing.getLong("refused")).isEqualTo(4);
    assertThat(failing.getString("code")).isEqualTo("role_missing");
    assertThat(failing.getString("label")).isEqualTo("bare");
    assertThat(usage.getLong("activeKeys")).isPositive();
  }

  @Test
  void administrationIsCountedByTheResourceThatLetItPass() {
    String admin = demo.value("DEMO_ADMIN_KEY");
    get("/keys");

    JsonArray operations = get("/keys/" + admin + "/usage").getJsonArray("operations");

    assertThat(operations.encode()).contains("\"method\":\"*\"").contains("ViewApiKeys");
  }

  @Test
  void whatIsAskedIsCheckedAndBelongsToTheAccount() {
    assertThat(admin("GET", ACCOUNT + "/usage?by=minute", null).status()).isEqualTo(400);
    assertThat(admin("GET", ACCOUNT + "/usage?since=then", null).status()).isEqualTo(400);
    assertThat(
            admin("GET", ACCOUNT + "/usage?since=" + clock.instant().plusSeconds(9_999), null)
                .status())
        .isEqualTo(400);
    assertThat(admin("GET", ACCOUNT + "/keys/appkey-demostore-ZZZZZZ/usage", null).status())
        .isEqualTo(404);
    assertThat(demo.asNobody("GET", ACCOUNT + "/usage", null).status()).isEqualTo(401);
    assertThat(get("/usage?by=day&since=2020-01-01T00:00:00Z").getJsonArray("buckets"))
        .hasSizeBetween(400, 402);
  }

  @Test
  void aChangeIsPreviewedWithTheCallsThatItWouldRefuse() {
    JsonObject key = created("what if", 16);
    for (int i = 0; i < 5; i++) {
      call(key, "GET", ORDER, i < 2 ? HERE : THERE);
    }
    String name = key.getString("appKey");

    Reply off =
        admin(
            "PATCH",
            ACCOUNT + "/keys/" + name + "?preview=true",
            new JsonObject().put("active", false));
    Reply tightened =
        admin(
            "PATCH",
            ACCOUNT + "/keys/" + name + "?preview=true",
            new JsonObject().put("addresses", new JsonArray().add(HERE)));

    assertThat(off.json().getLong("refusedCalls")).isEqualTo(5);
    assertThat(tightened.json().getLong("refusedCalls")).isEqualTo(3);
    JsonObject use =
        tightened
            .json()
            .getJsonArray("holders")
            .getJsonObject(0)
            .getJsonArray("refusedUse")
            .getJsonObject(0);
    assertThat(use.getString("address")).isEqualTo(THERE);
    assertThat(use.getString("code")).isEqualTo("address_not_allowed");
  }

  @Test
  void whoeverHoldsARetiredTokenIsToldWhereItsSuccessorIsUsed() {
    JsonObject key = created("moved", 16);
    JsonObject fresh =
        admin(
                "POST",
                ACCOUNT + "/keys/" + key.getString("appKey") + "/renewal",
                new JsonObject().put("deleteOld", "now"))
            .json();
    assertThat(call(fresh, "GET", ORDER, THERE)).isEqualTo(200);

    Reply old =
        demo.throughTheEdge(key.getString("appKey"), key.getString("appToken"), "GET", ORDER);
    String id = old.whole().headers().firstValue("X-Counterfoil-Refusal-Id").orElseThrow();

    assertThat(admin("GET", "/v1/refusals/" + id, null).text())
        .contains("its successor was last used on")
        .contains("198.51.100.0/24");
  }

  @Test
  void whatWasCountedIsMeasured() {
    get("/usage");
    String metrics = demo.asNobody("GET", "/metrics", null).text();

    assertThat(metrics)
        .contains("counterfoil_usage_requests_total{count=\"written\"}")
        .contains("counterfoil_alarms_total{kind=\"new_network\"} 0")
        .doesNotContain("appkey-");
  }
}
