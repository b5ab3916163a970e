package io.counterfoil.server.admin;

import static org.assertj.core.api.Assertions.assertThat;

import io.counterfoil.server.admin.RunningDemo.Reply;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/// The admin API by status, against a whole server.
@ParameterizedClass
@MethodSource("io.counterfoil.server.admin.TestStore#available")
@SuppressWarnings("NullAway.Init") // set before the first test
class AdminApiTest {
  private static final String PASSWORD = ",\"password\":\"Passw0rd\"";
  private static final String DEMO = "/v1/accounts/demostore";
  private static final String ORDER = "/api/oms/pvt/orders/1";

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

  private JsonObject created(String label) {
    Reply reply = demo.as("DEMO_ADMIN", "POST", DEMO + "/keys", "{\"label\":\"" + label + "\"}");
    assertThat(reply.status()).isEqualTo(201);
    return reply.json();
  }

  @Test
  void aKeyIsBornWithNoRole_itsRefusalIsExplained_andLinkingARoleRepairsIt() {
    JsonObject key = created("new integration");
    String name = key.getString("appKey");
    String token = key.getString("appToken");

    Reply refused = demo.throughTheEdge(name, token, "GET", ORDER);
    assertThat(refused.status()).isEqualTo(403);
    String id = refused.json().getString("refusalId");

    JsonObject why = demo.as("DEMO_ADMIN", "GET", "/v1/refusals/" + id, null).json();
    assertThat(why.getString("code")).isEqualTo("role_missing");
    assertThat(why.getString("appKey")).isEqualTo(name);
    assertThat(why.getJsonObject("needed").getJsonArray("anyOf")).contains("OMSViewer");
    assertThat(why.getJsonArray("rolesThatHold").encode()).contains("OMS - Read only");
    assertThat(why.getJsonArray("fixes")).isNotEmpty();
    assertThat(why.getString("wouldPassNow")).isEqualTo("no");

    String path = DEMO + "/keys/" + name;
    assertThat(demo.as("DEMO_ADMIN", "PUT", path + "/roles", "[16]").status()).isEqualTo(204);
    assertThat(demo.throughTheEdge(name, token, "GET", ORDER).status()).isEqualTo(200);
    assertThat(
            demo.as("DEMO_ADMIN", "GET", "/v1/refusals/" + id, null)
                .json()
                .getString("wouldPassNow"))
        .isEqualTo("yes");
  }

  @Test
  void aTokenIsShownOnce() {
    JsonObject key = created("shown once");
    Reply shown = demo.as("DEMO_ADMIN", "GET", DEMO + "/keys/" + key.getString("appKey"), null);
    assertThat(shown.status()).isEqualTo(200);
    assertThat(shown.text()).doesNotContain("appToken").doesNotContain(key.getString("appToken"));
  }

  @Test
  void aRenewalKeepsBothTokens_untilItIsFinished() {
    JsonObject key = created("renewed");
    String path = DEMO + "/keys/" + key.getString("appKey");
    demo.as("DEMO_ADMIN", "PUT", path + "/roles", "[16]");
    JsonObject renewed = demo.as("DEMO_ADMIN", "POST", path + "/renewal", null).json();
    assertThat(demo.as("DEMO_ADMIN", "POST", path + "/renewal", null).status()).isEqualTo(409);
    assertThat(passes(key.getString("appKey"), key.getString("appToken"))).isTrue();
    assertThat(passes(key.getString("appKey"), renewed.getString("appToken"))).isTrue();
    assertThat(demo.as("DEMO_ADMIN", "POST", path + "/renewal/finish", null).status())
        .isEqualTo(200);
    assertThat(passes(key.getString("appKey"), key.getString("appToken"))).isFalse();
    assertThat(passes(key.getString("appKey"), renewed.getString("appToken"))).isTrue();
    assertThat(demo.as("DEMO_ADMIN", "POST", path + "/renewal/finish", null).status())
        .isEqualTo(404);
  }

  private boolean passes(String appKey, String token) {
    return demo.throughTheEdge(appKey, token, "GET", ORDER).status() == 200;
  }

  @Test
  void onlyTheSponsorMayCreateKeys_unlessThatIsDelegated() {
    String session =
        demo.asNobody(
                "POST",
                "/v1/sessions",
                new JsonObject()
                    .put("account", "demostore")
                    .put("email", "sponsor@demostore.example")
                    .put("password", demo.password())
                    .encode())
            .json()
            .getString("token");
    String only = "{\"keyCreation\":\"sponsor_only\"}";
    assertThat(demo.as("DEMO_ADMIN", "PATCH", DEMO, only).status()).isEqualTo(403);
    assertThat(demo.asUser(session, "PATCH", DEMO, only).status()).isEqualTo(200);
    try {
      Reply refused = demo.as("DEMO_ADMIN", "POST", DEMO + "/keys", "{\"label\":\"x\"}");
      assertThat(refused.status()).isEqualTo(403);
      assertThat(refused.json().getString("code")).isEqualTo("sponsor_required");
      assertThat(demo.asUser(session, "POST", DEMO + "/keys", "{\"label\":\"x\"}").status())
          .isEqualTo(201);
    } finally {
      demo.asUser(session, "PATCH", DEMO, "{\"keyCreation\":\"delegated\"}");
    }
  }

  @Test
  void whoLacksTheResource_isRefusedWithTheResourcesThatWouldDo() {
    Reply reply = demo.as("DEMO_ORDERS", "GET", DEMO + "/keys", null);
    assertThat(reply.status()).isEqualTo(403);
    assertThat(reply.json().getJsonObject("needed").getJsonArray("anyOf")).contains("ViewApiKeys");
    assertThat(reply.whole().headers().firstValue("X-Counterfoil-Refusal-Id")).isPresent();
  }

  @Test
  void aRefusalOfAnotherAccount_isNotThere() {
    Reply refused =
        demo.throughTheEdge(
            demo.value("DEMO_NO_ROLE_KEY"), demo.value("DEMO_NO_ROLE_TOKEN"), "GET", ORDER);
    String path = "/v1/refusals/" + refused.json().getString("refusalId");
    assertThat(demo.as("DEMO_ORDERS", "GET", path, null).status()).isEqualTo(404);
    assertThat(demo.asNobody("GET", path, null).text())
        .isEqualTo(demo.asNobody("GET", "/v1/refusals/cf-" + "0".repeat(26), null).text());
  }

  @Test
  void aDryRunAsksTheVerifier() {
    String question =
        new JsonObject()
            .put("appKey", demo.value("DEMO_ORDERS_KEY"))
            .put("method", "POST")
            .put("path", ORDER + "/cancel")
            .encode();
    JsonObject answer = demo.as("DEMO_ADMIN", "POST", DEMO + "/can", question).json();
    assertThat(answer.getBoolean("allowed")).isFalse();
    assertThat(answer.getString("code")).isEqualTo("resource_missing");
    assertThat(answer.getJsonObject("needed").getJsonArray("anyOf"))
        .isEqualTo(new JsonArray().add("CancelAction"));
  }

  @Test
  void customRolesAreMadeEditedAndRemoved_butNotWhileLinked() {
    String body = "{\"name\":\"Canceller\",\"resources\":[\"CancelAction\"]}";
    JsonObject role = demo.as("DEMO_ADMIN", "POST", DEMO + "/roles", body).json();
    int number = role.getInteger("id");
    assertThat(demo.as("DEMO_ADMIN", "POST", DEMO + "/roles", body).status()).isEqualTo(409);
    String key = created("canceller").getString("appKey");
    demo.as("DEMO_ADMIN", "PUT", DEMO + "/keys/" + key + "/roles", "[" + number + "]");
    Reply inUse = demo.as("DEMO_ADMIN", "DELETE", DEMO + "/roles/" + number, null);
    assertThat(inUse.status()).isEqualTo(409);
    assertThat(inUse.json().getString("detail")).contains(key);
    demo.as("DEMO_ADMIN", "DELETE", DEMO + "/keys/" + key + "/roles/" + number, null);
    assertThat(demo.as("DEMO_ADMIN", "DELETE", DEMO + "/roles/" + number, null).status())
        .isEqualTo(204);
    assertThat(demo.as("DEMO_ADMIN", "DELETE", DEMO + "/roles/1", null).status()).isEqualTo(409);
    String unknown = "{\"name\":\"X\",\"resources\":[\"NoSuchResource\"]}";
    assertThat(demo.as("DEMO_ADMIN", "POST", DEMO + "/roles", unknown).json().getString("detail"))
        .contains("`NoSuchResource`");
  }

  @Test
  void peopleAreAddedAndRemoved_butTheSponsorStays() {
    String body = "{\"email\":\"rui@example.com\"}";
    JsonObject user = demo.as("DEMO_ADMIN", "POST", DEMO + "/users", body).json();
    assertThat(user.getString("name")).isEqualTo("rui@example.com");
    String path = DEMO + "/users/" + user.getString("id");
    assertThat(demo.as("DEMO_ADMIN", "PUT", path + "/roles", "[16]").status()).isEqualTo(204);
    assertThat(demo.as("DEMO_ADMIN", "DELETE", path, null).status()).isEqualTo(204);
    assertThat(demo.as("DEMO_ADMIN", "DELETE", path, null).status()).isEqualTo(404);
  }

  @Test
  void theOperatorOpensAccounts_andNobodyElseDoes() {
    String body =
        "{\"account\":\"fresh\",\"sponsor\":{\"email\":\"s@fresh.example\",\"password\":\"Passw0rd\"}}";
    assertThat(demo.as("DEMO_ADMIN", "POST", "/v1/accounts", body).status()).isEqualTo(403);
    assertThat(demo.asOperator("POST", "/v1/accounts", body).status()).isEqualTo(201);
    assertThat(demo.asOperator("POST", "/v1/accounts", body).status()).isEqualTo(409);
    String weak = body.replace("fresh", "other").replace("Passw0rd", "password");
    assertThat(demo.asOperator("POST", "/v1/accounts", weak).status()).isEqualTo(400);
  }

  @Test
  void aKnownPersonsPasswordIsNeverSetByOpeningAnAccount() {
    String known =
        "{\"account\":\"second\",\"sponsor\":{\"email\":\"sponsor@demostore.example\"%s}}";
    Reply refused = demo.asOperator("POST", "/v1/accounts", known.formatted(PASSWORD));
    assertThat(refused.status()).isEqualTo(409);
    assertThat(refused.json().getString("code")).isEqualTo("user_exists");
    demo.as("DEMO_ADMIN", "POST", DEMO + "/users", "{\"email\":\"new@second.example\"}");
    String passwordless = known.replace("sponsor@demostore.example", "new@second.example");
    assertThat(detail(demo.asOperator("POST", "/v1/accounts", passwordless.formatted(PASSWORD))))
        .isEqualTo(detail(refused).replace("sponsor@demostore.example", "new@second.example"));
    assertThat(demo.asOperator("POST", "/v1/accounts", known.formatted("")).status())
        .isEqualTo(201);
  }

  @Test
  void everyChangeHasItsAuditEntry_withoutASecret() {
    JsonObject key = created("audited");
    Reply audit = demo.as("DEMO_ADMIN", "GET", DEMO + "/audit?limit=200", null);
    assertThat(audit.text())
        .contains("key.created", key.getString("appKey"), demo.value("DEMO_ADMIN_KEY"))
        .doesNotContain(key.getString("appToken").substring(4, 12));
  }

  @Test
  void badInputIsNamed_andNothingIsDone() {
    String keys = DEMO + "/keys";
    assertThat(detail(demo.as("DEMO_ADMIN", "POST", keys, "{")))
        .startsWith("body: not JSON")
        .doesNotContain("Exception");
    assertThat(detail(demo.as("DEMO_ADMIN", "POST", keys, "{\"labell\":\"x\"}")))
        .contains("`labell` is unknown (expected: label, roles, expiresAt");
    assertThat(detail(demo.as("DEMO_ADMIN", "POST", keys, "{\"label\":7}"))).startsWith("label:");
    assertThat(detail(demo.as("DEMO_ADMIN", "POST", keys, "{\"label\":\"x\",\"roles\":[99999]}")))
        .contains("role `99999`");
    assertThat(detail(demo.as("DEMO_ADMIN", "GET", keys + "?limit=0", null)))
        .contains("`0` (expected: 1 to 200)");
    assertThat(demo.as("DEMO_ADMIN", "GET", keys + "/nothing", null).status()).isEqualTo(404);
    assertThat(demo.asNobody("GET", "/v1/refusals/cf-x", null).status()).isEqualTo(404);
    assertThat(demo.asNobody("GET", "/v1/nothing", null).status()).isEqualTo(404);
    assertThat(demo.asNobody("GET", keys, null).json().getString("code"))
        .isEqualTo("credentials_missing");
  }

  private static String detail(Reply reply) {
    assertThat(reply.status()).isBetween(400, 499);
    return reply.json().getString("detail");
  }

  @Test
  void aFailedSignInIsOneAnswer_whateverIsWrong() {
    String wrong = "{\"account\":\"demostore\",\"email\":\"%s\",\"password\":\"Wrong-pass1\"}";
    Reply known =
        demo.asNobody("POST", "/v1/sessions", wrong.formatted("sponsor@demostore.example"));
    Reply stranger = demo.asNobody("POST", "/v1/sessions", wrong.formatted("no@where.example"));
    assertThat(known.status()).isEqualTo(401);
    assertThat(stranger.text()).isEqualTo(known.text());
  }
}
