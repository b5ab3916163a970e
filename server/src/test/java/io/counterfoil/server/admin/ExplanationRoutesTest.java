package io.counterfoil.server.admin;

import static org.assertj.core.api.Assertions.assertThat;

import io.counterfoil.server.admin.RunningDemo.Reply;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/// Refused, pasted and imagined requests are explained to the account's people.
@ParameterizedClass
@MethodSource("io.counterfoil.server.admin.TestStore#available")
@SuppressWarnings("NullAway.Init") // set before the first test
class ExplanationRoutesTest {
  private static final String CANCEL = "/api/oms/pvt/orders/v1-1/cancel";

  @TempDir static Path directory;
  private static RunningDemo demo;

  @Parameter TestStore store;

  @BeforeParameterizedClassInvocation
  static void start(TestStore store) {
    demo = new RunningDemo(directory.resolve(store.name()), store, InstantSource.system());
  }

  @AfterParameterizedClassInvocation
  static void stop() {
    demo.close();
  }

  private Reply ask(JsonObject body) {
    return demo.as("DEMO_ADMIN", "POST", "/v1/explanations", body.encode());
  }

  private JsonObject pasted(String key, String token, String more) {
    String curl =
        "curl 'https://demostore.counterfoil.localhost/api/oms/pvt/orders/v1-1' -H 'X-VTEX-API-AppKey: "
            + key
            + "' -H 'X-VTEX-API-AppToken: "
            + token
            + "' "
            + more;
    Reply reply = ask(new JsonObject().put("account", "demostore").put("curl", curl));
    assertThat(reply.status()).as(reply.text()).isEqualTo(200);
    assertThat(reply.text()).doesNotContain(token.strip());
    return reply.json();
  }

  private JsonObject hypothetical(String key, String method, String path) {
    Reply reply =
        ask(
            new JsonObject()
                .put("account", "demostore")
                .put(
                    "hypothetical",
                    new JsonObject().put("appKey", key).put("method", method).put("path", path)));
    assertThat(reply.status()).as(reply.text()).isEqualTo(200);
    return reply.json();
  }

  private static List<JsonObject> objects(JsonArray array) {
    return IntStream.range(0, array.size()).mapToObj(array::getJsonObject).toList();
  }

  private static JsonObject first(JsonObject explained, String list) {
    return explained.getJsonArray(list).getJsonObject(0);
  }

  @Test
  void aPastedRequestThatWouldPassPassesEveryCheck_andIsNeitherKeptNorCounted() {
    long before = demo.server().parts().refusals().counts().recorded();

    JsonObject explained =
        pasted(demo.value("DEMO_ORDERS_KEY"), demo.value("DEMO_ORDERS_TOKEN"), "");

    assertThat(explained.getString("wouldPassNow")).isEqualTo("yes");
    assertThat(explained.getString("code")).isNull();
    assertThat(explained.getString("label")).isEqualTo("ERP orders");
    assertThat(objects(explained.getJsonArray("checks")))
        .hasSize(9)
        .allMatch(check -> check.getString("verdict").equals("passed"));
    assertThat(demo.server().parts().refusals().counts().recorded()).isEqualTo(before);
  }

  @Test
  void aBlankInATokenIsNamedByItsPosition() {
    String token = demo.value("DEMO_ORDERS_TOKEN");

    JsonObject explained =
        pasted(
            demo.value("DEMO_ORDERS_KEY"), token.substring(0, 11) + ' ' + token.substring(11), "");

    assertThat(explained.getString("code")).isEqualTo("app_token_malformed");
    assertThat(explained.getString("wouldPassNow")).isEqualTo("with_the_right_token");
    JsonObject near =
        objects(explained.getJsonArray("evidence")).stream()
            .filter(each -> each.getString("kind").equals("token_matches_if"))
            .findAny()
            .orElseThrow();
    assertThat(near.getString("text")).endsWith("if the blank at position 12 is removed");
    assertThat(near.getInteger("position")).isEqualTo(12);
  }

  @Test
  void aTokenOfAnotherKeyAndSwappedValuesAreRecognised() {
    JsonObject other = pasted(demo.value("DEMO_NO_ROLE_KEY"), demo.value("DEMO_ORDERS_TOKEN"), "");
    JsonObject swapped = pasted(demo.value("DEMO_ORDERS_TOKEN"), "appkey-demostore-NOSUCH", "");

    assertThat(first(other, "evidence").getString("text")).endsWith("labelled `ERP orders`");
    assertThat(other.getJsonArray("obstacles").encode()).contains("role_missing");
    assertThat(swapped.getString("code")).isEqualTo("credentials_swapped");
  }

  @Test
  void aRequestOfAnotherAccountIsToldNoMoreThanItsCallerWouldBe() {
    JsonObject stranger = pasted("appkey-demomarket-ABCDEF", demo.value("DEMO_ORDERS_TOKEN"), "");
    JsonObject nobody = pasted("appkey-nowhere-ABCDEF", demo.value("DEMO_ORDERS_TOKEN"), "");

    assertThat(stranger.getBoolean("limited")).isTrue();
    assertThat(stranger.getString("code")).isEqualTo("pair_unknown");
    assertThat(stranger.getJsonArray("evidence")).isEmpty();
    for (JsonObject each : List.of(stranger, nobody)) {
      each.remove("at");
      each.remove("revision");
    }
    assertThat(stranger).isEqualTo(nobody);
  }

  @Test
  void anImaginedCallIsExplained_andItsFirstFixRepairsIt() {
    String key = demo.value("DEMO_NO_ROLE_KEY");
    JsonObject refused = hypothetical(key, "POST", CANCEL);
    assertThat(refused.getString("code")).isEqualTo("role_missing");
    assertThat(refused.getJsonObject("needed").encode()).contains("CancelAction");
    JsonObject fix =
        objects(refused.getJsonArray("fixes")).stream()
            .filter(each -> each.getString("kind").equals("create_role"))
            .findAny()
            .orElseThrow();
    JsonObject action = fix.getJsonObject("action");
    assertThat(action.getJsonArray("commands").getString(0)).startsWith("counterfoil role create");

    Object id = "";
    for (JsonObject step : objects(action.getJsonArray("steps"))) {
      String body = step.getValue("body").toString().replace("\"{id}\"", id.toString());
      Reply done = demo.as("DEMO_ADMIN", step.getString("method"), step.getString("path"), body);
      assertThat(done.status()).as(done.text()).isLessThan(300);
      id = done.text().isEmpty() ? "" : Objects.requireNonNull(done.json().getValue("id"));
    }

    assertThat(hypothetical(key, "POST", CANCEL).getString("wouldPassNow")).isEqualTo("yes");
  }

  @Test
  void aKeyThatIsNotTheAccountsIsNotExplained_whetherOrNotItExists() {
    String body =
        new JsonObject()
            .put("account", "demostore")
            .put(
                "hypothetical",
                new JsonObject()
                    .put("appKey", "appkey-x-ABCDEF")
                    .put("method", "GET")
                    .put("path", "/"))
            .encode();
    Reply nobody = demo.as("DEMO_ADMIN", "POST", "/v1/explanations", body);
    assertThat(nobody.status()).isEqualTo(404);
    assertThat(nobody.json().getString("detail")).contains("letter case counts");
  }

  @Test
  void aNameInAnotherLetterCaseIsExplainedAsSuch() {
    String key = demo.value("DEMO_ORDERS_KEY").toLowerCase(Locale.ROOT);

    JsonObject explained = hypothetical(key, "GET", "/api/oms/pvt/orders/v1-1");

    assertThat(first(explained, "evidence").getString("kind")).isEqualTo("key_differs_by_case");
    assertThat(explained.getString("wouldPassNow")).isEqualTo("no");
  }

  @Test
  void aRefusalIsExplainedByItsIdWithItsHistory_inThreeLanguages() {
    Reply refused =
        demo.throughTheEdge(
            demo.value("DEMO_INACTIVE_KEY"), demo.value("DEMO_INACTIVE_TOKEN"), "GET", "/x");
    String id = refused.json().getString("refusalId");
    String body = new JsonObject().put("account", "demostore").put("refusalId", id).encode();

    JsonObject explained = demo.as("DEMO_ADMIN", "POST", "/v1/explanations", body).json();
    JsonObject spanish = demo.as("DEMO_ADMIN", "POST", "/v1/explanations?lang=es", body).json();

    assertThat(explained.getString("kind")).isEqualTo("refusal");
    assertThat(explained.getJsonObject("last24h").getLong("refused")).isPositive();
    assertThat(first(explained, "fixes").getString("kind")).isEqualTo("activate_key");
    assertThat(first(explained, "checks").getString("name")).isEqualTo("The request is clear");
    assertThat(first(spanish, "checks").getString("name")).isEqualTo("La solicitud es clara");
    assertThat(first(spanish, "fixes").getString("text")).startsWith("activa la clave");
  }

  @Test
  void aRequestMayComeInItsParts_fromAnAddress() {
    JsonObject headers =
        new JsonObject()
            .put("X-VTEX-API-AppKey", demo.value("DEMO_ORDERS_KEY"))
            .put("x-vtex-api-apptoken", new JsonArray().add("a").add("b"));
    JsonObject request =
        new JsonObject()
            .put("method", "GET")
            .put("url", "/api/oms/pvt/orders/v1-1")
            .put("headers", headers);

    JsonObject explained =
        ask(new JsonObject()
                .put("account", "demostore")
                .put("request", request)
                .put("address", "192.0.2.7"))
            .json();

    assertThat(explained.getString("code")).isEqualTo("credentials_duplicated");
    assertThat(explained.getString("appKey")).isEqualTo(demo.value("DEMO_ORDERS_KEY"));
  }

  @Test
  void whatCannotBeUnderstoodIsSaid() {
    for (String body :
        List.of(
            "{\"account\":\"demostore\"}",
            "{\"account\":\"demostore\",\"curl\":\"wget x\"}",
            "{\"account\":\"demostore\",\"curl\":\"curl x\",\"refusalId\":\"y\"}",
            "{\"account\":\"demostore\",\"request\":{\"method\":\"GET\",\"url\":\"x\",\"headers\":{\"a\":1}}}",
            "{\"account\":\"demostore\",\"hypothetical\":{\"appKey\":\"a b\",\"method\":\"GET\",\"path\":\"/\"}}")) {
      Reply reply = demo.as("DEMO_ADMIN", "POST", "/v1/explanations", body);
      assertThat(reply.status()).as(body).isEqualTo(400);
      assertThat(reply.json().getString("detail")).contains("expected");
    }
  }

  @Test
  void furtherCallsAreAllowedByTheSameFix_ifTheyAreOfTheCatalogue() {
    JsonObject call = new JsonObject().put("method", "POST").put("path", CANCEL);
    JsonObject body =
        new JsonObject()
            .put("account", "demostore")
            .put(
                "hypothetical",
                new JsonObject()
                    .put("appKey", demo.value("DEMO_NO_ROLE_KEY"))
                    .put("method", "GET")
                    .put("path", "/api/logistics/pvt/configuration/docks"))
            .put("also", new JsonArray().add(call));

    JsonObject explained = ask(body).json();
    Reply unknown =
        ask(body.copy().put("also", new JsonArray().add(call.copy().put("path", "/x"))));

    assertThat(
            objects(explained.getJsonArray("fixes")).stream()
                .filter(fix -> fix.getString("kind").equals("create_role"))
                .map(fix -> fix.getJsonArray("resources")))
        .allMatch(resources -> resources.contains("CancelAction") || resources.size() == 1);
    assertThat(unknown.status()).isEqualTo(400);
    assertThat(unknown.json().getString("detail")).contains("is no call of the catalogue");
  }
}
