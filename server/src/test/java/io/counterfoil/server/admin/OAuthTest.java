package io.counterfoil.server.admin;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jwt.SignedJWT;
import io.counterfoil.server.admin.RunningDemo.Reply;
import io.vertx.core.json.JsonObject;
import java.net.URLEncoder;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/// Access tokens by status, on each store.
@ParameterizedClass
@MethodSource("io.counterfoil.server.admin.TestStore#available")
@SuppressWarnings("NullAway.Init") // set before each test
class OAuthTest {
  private static final String KEYS = "/v1/accounts/demostore/keys";
  private static final String GRANT = "grant_type=client_credentials";
  private static final String CALL = "/api/oms/pvt/orders/1";

  @Parameter TestStore store;

  private final MovableClock clock = new MovableClock();
  private RunningDemo demo;
  private String name;
  private String token;

  @BeforeEach
  void start(@TempDir Path directory) {
    demo = new RunningDemo(directory, store, clock);
    JsonObject key = admin("POST", KEYS, "{\"label\":\"a client\",\"roles\":[16]}").json();
    name = key.getString("appKey");
    token = key.getString("appToken");
  }

  @AfterEach
  void stop() {
    demo.close();
  }

  private Reply admin(String method, String path, String body) {
    return demo.as("DEMO_ADMIN", method, path, body.isEmpty() ? null : body);
  }

  private Reply post(String path, String fields, String... headers) {
    List<String> all = new ArrayList<>(List.of(headers));
    all.addAll(List.of("Content-Type", "application/x-www-form-urlencoded"));
    return demo.sendingOnly(all, "POST", path, fields);
  }

  private static String basic(String id, String secret) {
    String pair = URLEncoder.encode(id, UTF_8) + ":" + URLEncoder.encode(secret, UTF_8);
    return "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(UTF_8));
  }

  private Reply asClient(String path, String fields) {
    return post(path, fields, "Authorization", basic(name, token));
  }

  private String issued(String more) {
    Reply reply = asClient("/oauth2/token", GRANT + more);
    assertThat(reply.status()).as(reply.text()).isEqualTo(200);
    return reply.json().getString("access_token");
  }

  /// What the edge makes of the call: 200, or the code of the refusal.
  private String call(String method, String accessToken) {
    Reply reply = demo.atTheEdge(method, CALL, "Authorization", "Bearer " + accessToken);
    return reply.status() == 200 ? "200" : reply.json().getString("code");
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, UTF_8);
  }

  @Test
  void aPairIsExchangedForATokenThatPassesAtTheEdge() {
    Reply reply = asClient("/oauth2/token", GRANT);

    assertThat(reply.status()).as(reply.text()).isEqualTo(200);
    assertThat(reply.json().getString("token_type")).isEqualTo("Bearer");
    assertThat(reply.json().getInteger("expires_in")).isEqualTo(300);
    assertThat(reply.json().getString("scope")).contains("OMSViewer");
    assertThat(reply.whole().headers().firstValue("Cache-Control")).hasValue("no-store");
    assertThat(call("GET", reply.json().getString("access_token"))).isEqualTo("200");
  }

  @Test
  void theBodyWillDo_butNotBothWaysAtOnce() {
    String inBody = GRANT + "&client_id=" + name + "&client_secret=" + token;

    assertThat(post("/oauth2/token", inBody).status()).isEqualTo(200);
    Reply both = asClient("/oauth2/token", inBody);
    assertThat(both.status()).isEqualTo(400);
    assertThat(both.json().getString("error")).isEqualTo("invalid_request");
    assertThat(asClient("/oauth2/token", GRANT + "&client_id=" + name).status()).isEqualTo(200);
    assertThat(asClient("/oauth2/token", GRANT + "&client_id=other").status()).isEqualTo(400);
  }

  @Test
  void aWrongSecretIsAnsweredAlike_whetherOrNotTheKeyExists() {
    Reply wrong =
        post("/oauth2/token", GRANT, "Authorization", basic(name, demo.value("DEMO_ADMIN_TOKEN")));
    Reply unknown =
        post(
            "/oauth2/token",
            GRANT,
            "Authorization",
            basic("appkey-demostore-ZZZZZZ", demo.value("DEMO_ADMIN_TOKEN")));

    assertThat(wrong.status()).isEqualTo(401);
    assertThat(wrong.json().getString("error")).isEqualTo("invalid_client");
    assertThat(wrong.json().getString("code")).isEqualTo("pair_unknown");
    assertThat(wrong.whole().headers().firstValue("WWW-Authenticate"))
        .hasValue("Basic realm=\"counterfoil\"");
    assertThat(unknown.text().length()).isEqualTo(wrong.text().length());
    assertThat(constant(unknown)).isEqualTo(constant(wrong));
    Reply inBody =
        post(
            "/oauth2/token",
            GRANT + "&client_id=" + name + "&client_secret=" + demo.value("DEMO_ADMIN_TOKEN"));
    assertThat(inBody.status()).isEqualTo(401);
    assertThat(inBody.whole().headers().firstValue("WWW-Authenticate")).isEmpty();
  }

  private static JsonObject constant(Reply reply) {
    JsonObject body = reply.json();
    body.remove("refusal_id");
    return body;
  }

  @Test
  void aRefusedClientIsExplainedToTheAccountsPeople() {
    Reply wrong =
        post("/oauth2/token", GRANT, "Authorization", basic(name, demo.value("DEMO_ADMIN_TOKEN")));
    String id = wrong.json().getString("refusal_id");

    Reply why = admin("GET", "/v1/refusals/" + id, "");
    assertThat(why.status()).as(why.text()).isEqualTo(200);
    assertThat(why.text()).contains("token_of_other_key");
  }

  @Test
  void badRequestsAreAnsweredAsTheRfcSpells() {
    assertThat(error(post("/oauth2/token", GRANT))).isEqualTo("401 invalid_client");
    assertThat(error(asClient("/oauth2/token", ""))).isEqualTo("400 invalid_request");
    assertThat(error(asClient("/oauth2/token", "grant_type=password")))
        .isEqualTo("400 unsupported_grant_type");
    assertThat(error(asClient("/oauth2/token", GRANT + "&" + GRANT)))
        .isEqualTo("400 invalid_request");
    assertThat(error(asClient("/oauth2/token", GRANT + "&scope=%zz")))
        .isEqualTo("400 invalid_request");
    assertThat(error(asClient("/oauth2/token", GRANT + "&scope=%FF")))
        .isEqualTo("400 invalid_request");
    assertThat(error(asClient("/oauth2/token", GRANT + "&scope=Save_User")))
        .isEqualTo("400 invalid_scope");
    assertThat(error(asClient("/oauth2/token", GRANT + "&scope=role:4711")))
        .isEqualTo("400 invalid_scope");
    assertThat(error(asClient("/oauth2/token", GRANT + "&scope=" + "x".repeat(3_000))))
        .isEqualTo("400 invalid_scope");
    assertThat(error(post("/oauth2/token", GRANT, "Authorization", "Basic !!!")))
        .isEqualTo("400 invalid_request");
    Reply json =
        demo.sendingOnly(
            List.of("Content-Type", "application/json", "Authorization", basic(name, token)),
            "POST",
            "/oauth2/token",
            "{\"grant_type\":\"client_credentials\"}");
    assertThat(error(json)).isEqualTo("400 invalid_request");
  }

  private static String error(Reply reply) {
    assertThat(reply.whole().headers().firstValue("Cache-Control")).hasValue("no-store");
    assertThat(reply.json().getString("error_description"))
        .matches("[\\x20\\x21\\x23-\\x5B\\x5D-\\x7E]+");
    return reply.status() + " " + reply.json().getString("error");
  }

  @Test
  void aTokenOfLessMayDoLess_andSaysSo() {
    String narrow = issued("&scope=ShowTotalizers");

    assertThat(call("GET", narrow)).isEqualTo("scope_too_narrow");
    assertThat(call("GET", issued("&scope=OMSViewer"))).isEqualTo("200");
    assertThat(call("GET", issued("&scope=role:16"))).isEqualTo("200");
  }

  @Test
  void aTokenEndsAfterFiveMinutes() {
    String accessToken = issued("");

    clock.forward(Duration.ofMinutes(5));
    assertThat(call("GET", accessToken)).isEqualTo("access_token_expired");
  }

  @Test
  void aTokenEndsWithItsKey() {
    String accessToken = issued("");

    admin("PATCH", KEYS + "/" + name, "{\"active\":false}");
    assertThat(call("GET", accessToken)).isEqualTo("key_inactive");
    assertThat(introspected(accessToken).getBoolean("active")).isFalse();
    admin("PATCH", KEYS + "/" + name, "{\"active\":true}");
    assertThat(call("GET", accessToken)).isEqualTo("200");
    admin("DELETE", KEYS + "/" + name, "");
    assertThat(call("GET", accessToken)).isEqualTo("access_token_revoked");
  }

  @Test
  void aTokenEndsWithThePairThatItWasIssuedFor() {
    String ofOld = issued("");
    token = admin("POST", KEYS + "/" + name + "/renewal", "").json().getString("appToken");
    String ofNew = issued("");

    assertThat(call("GET", ofOld)).isEqualTo("200");
    admin("POST", KEYS + "/" + name + "/renewal/finish", "");
    assertThat(call("GET", ofOld)).isEqualTo("access_token_revoked");
    assertThat(call("GET", ofNew)).isEqualTo("200");
  }

  private JsonObject introspected(String what) {
    return admin2("token=" + encoded(what)).json();
  }

  /// As a key that may see the account's keys.
  private Reply admin2(String fields) {
    return post(
        "/oauth2/introspect",
        fields,
        "Authorization",
        basic(demo.value("DEMO_ADMIN_KEY"), demo.value("DEMO_ADMIN_TOKEN")));
  }

  @Test
  void aTokenAndAPairAreLookedInto() {
    JsonObject of = introspected(issued("&scope=OMSViewer"));
    assertThat(of.getBoolean("active")).isTrue();
    assertThat(of.getString("client_id")).isEqualTo(name);
    assertThat(of.getString("scope")).isEqualTo("OMSViewer");
    assertThat(of.getString("account")).isEqualTo("demostore");
    assertThat(of.getLong("exp") - of.getLong("iat")).isEqualTo(300);

    JsonObject pair = admin2("token_type_hint=appkey&token=" + encoded(name + ":" + token)).json();
    assertThat(pair.getBoolean("active")).isTrue();
    assertThat(pair.getString("client_id")).isEqualTo(name);
  }

  @Test
  void whatDoesNotCountIsAnsweredWithNothingElse() {
    for (String bad : List.of("x", "a.b.c", "cft_x", issued("") + "x", "é:\"")) {
      assertThat(introspected(bad)).isEqualTo(new JsonObject().put("active", false));
    }
    assertThat(post("/oauth2/introspect", "token=x").status()).isEqualTo(401);
    assertThat(error(admin2(""))).isEqualTo("400 invalid_request");
  }

  @Test
  void aKeyIsToldOfItsOwnTokens_andOfNobodyElses() {
    String other = issued("");
    assertThat(asClient("/oauth2/introspect", "token=" + other).json().getBoolean("active"))
        .isTrue();

    Reply stranger =
        post(
            "/oauth2/introspect",
            "token=" + other,
            "Authorization",
            basic(demo.value("DEMO_ORDERS_KEY"), demo.value("DEMO_ORDERS_TOKEN")));
    assertThat(stranger.json()).isEqualTo(new JsonObject().put("active", false));
  }

  @Test
  void aTokenIsTakenBack_andStaysSo() {
    String accessToken = issued("");
    String kept = issued("");

    assertThat(asClient("/oauth2/revoke", "token=" + accessToken).status()).isEqualTo(200);
    assertThat(call("GET", accessToken)).isEqualTo("access_token_revoked");
    assertThat(call("GET", kept)).isEqualTo("200");
    assertThat(asClient("/oauth2/revoke", "token=" + accessToken).status()).isEqualTo(200);
    assertThat(asClient("/oauth2/revoke", "token=nonsense").status()).isEqualTo(200);
    assertThat(error(asClient("/oauth2/revoke", "token=" + token)))
        .isEqualTo("400 unsupported_token_type");
    assertThat(admin("GET", "/v1/accounts/demostore/audit", "").text())
        .contains("access_token.revoked");
  }

  @Test
  void anotherKeysTokenIsTakenBackByWhoMayEditKeysAlone() {
    String accessToken = issued("");
    String fields = "token=" + accessToken;

    Reply other =
        post(
            "/oauth2/revoke",
            fields,
            "Authorization",
            basic(demo.value("DEMO_ORDERS_KEY"), demo.value("DEMO_ORDERS_TOKEN")));
    assertThat(error(other)).isEqualTo("400 unauthorized_client");
    assertThat(call("GET", accessToken)).isEqualTo("200");
    Reply editor =
        post(
            "/oauth2/revoke",
            fields,
            "Authorization",
            basic(demo.value("DEMO_ADMIN_KEY"), demo.value("DEMO_ADMIN_TOKEN")));
    assertThat(editor.status()).isEqualTo(200);
    assertThat(call("GET", accessToken)).isEqualTo("access_token_revoked");
  }

  private JWKSet keys() throws Exception {
    return JWKSet.parse(demo.asNobody("GET", "/oauth2/jwks", null).text());
  }

  @Test
  void anyoneChecksATokenWithThePublishedKeys() throws Exception {
    SignedJWT jwt = SignedJWT.parse(issued(""));
    var key = keys().getKeyByKeyId(jwt.getHeader().getKeyID());

    assertThat(jwt.verify(new ECDSAVerifier(key.toECKey()))).isTrue();
    assertThat(key.isPrivate()).isFalse();
    assertThat(jwt.getHeader().getType().getType()).isEqualTo("at+jwt");
    assertThat(jwt.getJWTClaimsSet().getIssuer()).isEqualTo(demo.url());
    assertThat(jwt.getJWTClaimsSet().getSubject()).isEqualTo(name);
  }

  @Test
  void anotherKeyIsPublishedAnHourBeforeItSigns_andTheOldOneCountsALittleLonger() throws Exception {
    String first = SignedJWT.parse(issued("")).getHeader().getKeyID();
    assertThat(demo.asOperator("POST", "/v1/signing-keys", null).status()).isEqualTo(204);

    assertThat(keys().size()).isEqualTo(2);
    assertThat(SignedJWT.parse(issued("")).getHeader().getKeyID()).isEqualTo(first);
    clock.forward(Duration.ofMinutes(59));
    String old = issued("");
    clock.forward(Duration.ofMinutes(2));
    assertThat(SignedJWT.parse(issued("")).getHeader().getKeyID()).isNotEqualTo(first);
    assertThat(call("GET", old)).isEqualTo("200");
    clock.forward(Duration.ofMinutes(10));
    assertThat(keys().size()).isEqualTo(1);
    assertThat(call("GET", old)).isEqualTo("access_token_invalid");
  }

  @Test
  void atOnce_everyTokenThereIsEnds() {
    String accessToken = issued("");
    demo.asOperator("POST", "/v1/signing-keys", "{\"atOnce\":true}");

    assertThat(call("GET", accessToken)).isEqualTo("access_token_invalid");
    assertThat(call("GET", issued(""))).isEqualTo("200");
    assertThat(admin("POST", "/v1/signing-keys", "").status()).isEqualTo(403);
  }

  @Test
  void aKeyIsFollowedByAnotherAfterThirtyDays() throws Exception {
    issued("");
    demo.server().oauth().tick();
    assertThat(keys().size()).isEqualTo(1);

    clock.forward(Duration.ofDays(30));
    demo.server().oauth().tick();
    demo.server().oauth().tick();
    assertThat(keys().size()).isEqualTo(2);
  }

  @Test
  void theMetadataSaysWhereEverythingIs() {
    JsonObject metadata =
        demo.asNobody("GET", "/.well-known/oauth-authorization-server", null).json();

    assertThat(metadata.getString("issuer")).isEqualTo(demo.url());
    assertThat(metadata.getString("token_endpoint")).isEqualTo(demo.url() + "/oauth2/token");
    assertThat(metadata.getString("jwks_uri")).isEqualTo(demo.url() + "/oauth2/jwks");
  }

  @Test
  void aForgedTokenDoesNotPass() {
    String[] parts = issued("").split("\\.", -1);
    String none =
        Base64.getUrlEncoder()
            .withoutPadding()
            .encodeToString(
                new String(Base64.getUrlDecoder().decode(parts[0]), UTF_8)
                    .replace("ES256", "none")
                    .getBytes(UTF_8));

    assertThat(call("GET", none + "." + parts[1] + ".")).isEqualTo("access_token_invalid");
    assertThat(call("GET", none + "." + parts[1] + "." + parts[2]))
        .isEqualTo("access_token_invalid");
    assertThat(call("GET", parts[0] + "." + parts[1] + ".AAAA")).isEqualTo("access_token_invalid");
  }

  @Test
  void noTokenStandsInTheRecordOrTheMetrics() {
    String accessToken = issued("");
    asClient("/oauth2/revoke", "token=" + accessToken);

    String seen =
        admin("GET", "/v1/accounts/demostore/audit", "").text()
            + demo.asNobody("GET", "/metrics", null).text();
    assertThat(seen).doesNotContain(accessToken).doesNotContain(token);
    assertThat(seen).contains("counterfoil_access_tokens_total{outcome=\"issued\"} 1");
  }
}
