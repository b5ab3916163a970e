package io.counterfoil.server.admin;

import static org.assertj.core.api.Assertions.assertThat;

import io.counterfoil.server.admin.RunningDemo.Reply;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/// What keys were granted beside what they used, over HTTP, on each store.
@ParameterizedClass
@MethodSource("io.counterfoil.server.admin.TestStore#available")
@SuppressWarnings("NullAway.Init") // set before each test
class RightSizingRoutesTest {
  private static final String ACCOUNT = "/v1/accounts/demostore";
  private static final String ORDER = "/api/oms/pvt/orders/v1-1";
  private static final int VIEWER = 16;

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

  private Reply admin(String method, String path, @Nullable String body) {
    return demo.as("DEMO_ADMIN", method, path, body);
  }

  private JsonObject created(String label, Integer... roles) {
    JsonObject body =
        new JsonObject().put("label", label).put("roles", new JsonArray(List.of(roles)));
    return admin("POST", ACCOUNT + "/keys", body.encode()).json();
  }

  private int order(JsonObject key) {
    return demo.throughTheEdge(key.getString("appKey"), key.getString("appToken"), "GET", ORDER)
        .status();
  }

  private JsonObject sizes() {
    Reply reply = admin("GET", ACCOUNT + "/right-sizing", null);
    assertThat(reply.status()).as(reply.text()).isEqualTo(200);
    return reply.json();
  }

  private static JsonObject of(JsonObject sizes, JsonObject key) {
    return sizes.getJsonArray("keys").stream()
        .map(each -> (JsonObject) each)
        .filter(each -> each.getString("appKey").equals(key.getString("appKey")))
        .findFirst()
        .orElseGet(JsonObject::new);
  }

  private static List<String> codes(JsonObject sized) {
    return sized.getJsonArray("findings", new JsonArray()).stream()
        .map(each -> ((JsonObject) each).getString("code"))
        .toList();
  }

  @Test
  void aYoungRecordNeverSaysNever_andAnOldOneDoes() {
    JsonObject key = created("idle", VIEWER);

    JsonObject young = sizes();
    assertThat(young.getBoolean("isWhole")).isFalse();
    assertThat(codes(of(young, key))).contains("unused");
    assertThat(text(of(young, key), "unused")).startsWith("not used since ").contains("no older");

    clock.forward(Duration.ofDays(100));
    JsonObject old = sizes();
    assertThat(old.getBoolean("isWhole")).isTrue();
    assertThat(of(old, key).getBoolean("isWhole")).isTrue();
    assertThat(text(of(old, key), "unused")).isEqualTo("not used in 90 days");
    assertThat(codes(of(old, key))).contains("over_age");
  }

  @Test
  void whatWasGrantedLatelyIsNotSaidToBeUnusedForLong() {
    JsonObject key = created("lately");
    clock.forward(Duration.ofDays(100));
    assertThat(of(sizes(), key).getBoolean("isWhole")).isTrue();

    admin("PUT", ACCOUNT + "/keys/" + key.getString("appKey") + "/roles", "[16]");

    assertThat(of(sizes(), key).getBoolean("isWhole")).isFalse();
  }

  private static String text(JsonObject sized, String code) {
    return sized.getJsonArray("findings").stream()
        .map(each -> (JsonObject) each)
        .filter(each -> each.getString("code").equals(code))
        .findFirst()
        .orElseThrow()
        .getString("text");
  }

  @Test
  void aKeyIsFittedToWhatItUses_byTheStepsThatAreProposed_andStillWorks() {
    JsonObject key = created("too much", VIEWER, 1);
    assertThat(order(key)).isEqualTo(200);

    JsonObject sized = of(sizes(), key);
    assertThat(codes(sized)).contains("owner", "unused_resources").doesNotContain("unused");
    JsonObject proposal = sized.getJsonObject("proposal");
    assertThat(proposal.getJsonArray("resources")).hasSize(1);
    assertThat(proposal.getJsonArray("commands")).isNotEmpty();

    Object before = null;
    for (Object each : proposal.getJsonArray("steps")) {
      JsonObject step = (JsonObject) each;
      Object body = step.getValue("body");
      String text =
          body == null ? null : body.toString().replace("\"{id}\"", String.valueOf(before));
      Reply reply = admin(step.getString("method"), step.getString("path"), text);
      assertThat(reply.status()).as(step + ": " + reply.text()).isBetween(200, 299);
      before = reply.text().isEmpty() ? before : reply.json().getValue("id");
    }

    assertThat(order(key)).isEqualTo(200);
    JsonObject then = of(sizes(), key);
    assertThat(codes(then)).doesNotContain("owner", "unused_resources");
    assertThat(then.getValue("proposal")).isNull();
  }

  @Test
  void refusedCallsNeverWidenWhatIsProposed() {
    JsonObject key = created("probed", VIEWER);
    order(key);
    JsonArray before = of(sizes(), key).getJsonObject("proposal").getJsonArray("resources");
    demo.throughTheEdge(
        key.getString("appKey"),
        key.getString("appToken"),
        "POST",
        "/api/oms/pvt/orders/1/invoice");

    assertThat(of(sizes(), key).getJsonObject("proposal").getJsonArray("resources"))
        .isEqualTo(before);
  }

  @Test
  void keysWithoutARoleAndSharedOnesAreFound() {
    JsonObject bare = created("bare");
    JsonObject sizes = sizes();

    assertThat(codes(of(sizes, bare))).contains("no_role");
    JsonObject external =
        admin("GET", ACCOUNT + "/external-keys", null)
            .json()
            .getJsonArray("items")
            .getJsonObject(0);
    assertThat(codes(of(sizes, external))).contains("shared");
    assertThat(of(sizes, external).getString("label")).isNull();
    assertThat(sizes.getJsonObject("totals").getInteger("noRole")).isPositive();
    assertThat(sizes.getJsonObject("totals").getInteger("keys")).isGreaterThan(3);
  }

  @Test
  void theSameIsAFile_andOnlyForWhoMaySeeKeys() {
    created("=cmd", VIEWER);

    Reply csv = admin("GET", ACCOUNT + "/exports/right-sizing.csv?days=30", null);

    assertThat(csv.status()).isEqualTo(200);
    assertThat(csv.text()).startsWith("\"kind\",\"appKey\"").contains("'=cmd").contains("unused");
    assertThat(demo.asNobody("GET", ACCOUNT + "/right-sizing", null).status()).isEqualTo(401);
    assertThat(admin("GET", ACCOUNT + "/right-sizing?days=0", null).status()).isEqualTo(400);
  }
}
