package io.counterfoil.server.admin;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.counterfoil.core.store.AuditFilter;
import io.counterfoil.server.admin.RunningDemo.Reply;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.util.Base64;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/// Tokens in the open, reported by a scanner whose keys are really published, and by hand.
@ParameterizedClass
@MethodSource("io.counterfoil.server.admin.TestStore#available")
@SuppressWarnings("NullAway.Init") // set before each test
class LeakTest {
  private static final String DEMO = "/v1/accounts/demostore";
  private static final String URL = "https://example.com/repo/blob/config.yml";

  @Parameter TestStore store;

  private final MovableClock clock = new MovableClock();
  private final AtomicInteger asked = new AtomicInteger();
  private HttpServer published;
  private KeyPair signing;
  private RunningDemo demo;
  private String name;
  private String token;

  @BeforeEach
  void start(@TempDir Path directory) throws IOException, GeneralSecurityException {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
    generator.initialize(new ECGenParameterSpec("secp256r1"));
    signing = generator.generateKeyPair();
    published = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    published.createContext(
        "/keys",
        exchange -> {
          asked.incrementAndGet();
          byte[] list = keyList().getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(200, list.length);
          exchange.getResponseBody().write(list);
          exchange.close();
        });
    published.start();
    demo =
        new RunningDemo(
            directory,
            store,
            clock,
            config ->
                config.withLeakKeys(
                    "http://127.0.0.1:" + published.getAddress().getPort() + "/keys"));
    JsonObject key =
        demo.as("DEMO_ADMIN", "POST", DEMO + "/keys", "{\"label\":\"leaky\",\"roles\":[16]}")
            .json();
    name = key.getString("appKey");
    token = key.getString("appToken");
  }

  @AfterEach
  void stop() {
    demo.close();
    published.stop(0);
  }

  private String keyList() {
    String pem =
        "-----BEGIN PUBLIC KEY-----\n"
            + Base64.getMimeEncoder().encodeToString(signing.getPublic().getEncoded())
            + "\n-----END PUBLIC KEY-----\n";
    return new JsonObject()
        .put(
            "public_keys",
            new JsonArray()
                .add(
                    new JsonObject()
                        .put("key_identifier", "current")
                        .put("key", pem)
                        .put("is_current", true)))
        .encode();
  }

  private String signature(String body) {
    try {
      Signature signature = Signature.getInstance("SHA256withECDSA");
      signature.initSign(signing.getPrivate());
      signature.update(body.getBytes(StandardCharsets.UTF_8));
      return Base64.getEncoder().encodeToString(signature.sign());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private Reply report(String body, String keyName, String signature) {
    return demo.asNobodySending(
        "/v1/leaks",
        body,
        "Github-Public-Key-Identifier",
        keyName,
        "Github-Public-Key-Signature",
        signature);
  }

  private static String found(String token) {
    return new JsonArray()
        .add(
            new JsonObject()
                .put("token", token)
                .put("type", "counterfoil_app_token")
                .put("url", URL)
                .put("source", "content"))
        .encode();
  }

  private Reply byHand(JsonObject body) {
    return demo.as("DEMO_ADMIN", "POST", DEMO + "/leaks", body.encode());
  }

  private Reply edge() {
    return demo.throughTheEdge(name, token, "GET", "/api/oms/pvt/orders/1");
  }

  private JsonArray leaks() {
    return demo.as("DEMO_ADMIN", "GET", DEMO + "/leaks", null).json().getJsonArray("items");
  }

  private long audited(@Nullable String action) {
    return demo.server()
        .parts()
        .store()
        .audit(new AuditFilter(null, null, action, null, null, null), Long.MAX_VALUE, 100)
        .size();
  }

  @Test
  void aSignedReportQuarantinesTheKey_onceHoweverOftenItComes() {
    assertThat(edge().status()).isEqualTo(200);
    String body = found(token);
    Reply answer = report(body, "current", signature(body));
    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    JsonObject label = new JsonArray(answer.text()).getJsonObject(0);
    assertThat(label.getString("label")).isEqualTo("true_positive");
    assertThat(label.getString("token_type")).isEqualTo("counterfoil_app_token");
    assertThat(edge().json().getString("code")).isEqualTo("key_quarantined");

    assertThat(report(body, "current", signature(body)).status()).isEqualTo(200);
    assertThat(audited("key.leaked")).isEqualTo(1);
    JsonObject leak = leaks().getJsonObject(0);
    assertThat(leaks().size()).isEqualTo(1);
    assertThat(leak.getString("appKey")).isEqualTo(name);
    assertThat(leak.getString("url")).isEqualTo(URL);
    assertThat(leak.getBoolean("quarantined")).isTrue();
    assertThat(
            leak.getJsonObject("since")
                .getJsonObject("refusedBecause")
                .getInteger("key_quarantined"))
        .isEqualTo(1);
    assertThat(demo.asOperator("GET", "/v1/audit?limit=100", null).text()).doesNotContain(token);
    assertThat(demo.asOperator("GET", DEMO + "/outbox?limit=100", null).text())
        .contains("key.leaked", "key.quarantined")
        .doesNotContain(token);
    assertThat(demo.asNobody("GET", "/metrics", null).text())
        .contains("counterfoil_leak_reports_total{token=\"known\"} 2");
  }

  @Test
  void whatIsNotOurs_isAFalsePositive() {
    String strange = "cft_" + "a".repeat(49);
    String body = found(strange);
    Reply answer = report(body, "current", signature(body));
    assertThat(new JsonArray(answer.text()).getJsonObject(0).getString("label"))
        .isEqualTo("false_positive");
    assertThat(leaks()).isEmpty();
  }

  @Test
  void whatIsNotSignedByAPublishedKey_isNoReport() {
    String body = found(token);
    String good = signature(body);
    assertThat(report(body + " ", "current", good).status()).isEqualTo(401);
    assertThat(report(body, "current", "AAAA").status()).isEqualTo(401);
    assertThat(report(body, "current", "not base64!").status()).isEqualTo(401);
    assertThat(report(body, "other", good).status()).isEqualTo(401);
    assertThat(demo.asNobody("POST", "/v1/leaks", body).status()).isEqualTo(401);
    assertThat(edge().status()).isEqualTo(200);
    String nonsense = "{}";
    assertThat(report(nonsense, "current", signature(nonsense)).status()).isEqualTo(400);
    String shapeless = "[1]";
    assertThat(report(shapeless, "current", signature(shapeless)).status()).isEqualTo(400);
  }

  @Test
  void theKeyListIsAskedForOnce_andAgainAfterAnHour_orForANewName() {
    String body = found(token);
    report(body, "current", signature(body));
    report(body, "current", signature(body));
    assertThat(asked.get()).isEqualTo(1);
    report(body, "newer", signature(body));
    assertThat(asked.get()).isEqualTo(1);
    clock.forward(Duration.ofMinutes(2));
    report(body, "newer", signature(body));
    report(body, "newer", signature(body));
    assertThat(asked.get()).isEqualTo(2);
    clock.forward(Duration.ofHours(2));
    report(body, "current", signature(body));
    assertThat(asked.get()).isEqualTo(3);
    published.stop(0);
    clock.forward(Duration.ofHours(2));
    assertThat(report(body, "current", signature(body)).status()).isEqualTo(503);
  }

  @Test
  void byHandItIsTheSame_andADryRunOnlySaysWhoseItIs() {
    Reply dry = byHand(new JsonObject().put("token", token).put("dryRun", true));
    assertThat(dry.json().getString("appKey")).isEqualTo(name);
    assertThat(edge().status()).isEqualTo(200);
    Reply unknown = byHand(new JsonObject().put("token", "something else"));
    assertThat(unknown.json().getBoolean("known")).isFalse();
    Reply reported = byHand(new JsonObject().put("token", token).put("url", "paste?q=" + token));
    assertThat(reported.json().getString("state")).isEqualTo("quarantined");
    assertThat(reported.text()).doesNotContain(token);
    assertThat(edge().status()).isEqualTo(401);
    assertThat(byHand(new JsonObject()).status()).isEqualTo(400);
    assertThat(demo.as("DEMO_ORDERS", "POST", DEMO + "/leaks", "{\"token\":\"x\"}").status())
        .isEqualTo(403);
  }

  @Test
  void anAccountMayChooseToBeAlarmedInstead() {
    assertThat(demo.asOperator("PATCH", DEMO, "{\"onLeak\":\"alarm\"}").json().getString("onLeak"))
        .isEqualTo("alarm");
    byHand(new JsonObject().put("token", token).put("source", "a colleague"));
    assertThat(edge().status()).isEqualTo(200);
    JsonObject leak = leaks().getJsonObject(0);
    assertThat(leak.getBoolean("quarantined")).isFalse();
    assertThat(leak.getString("source")).isEqualTo("a colleague");
    assertThat(leak.getJsonObject("since").getBoolean("usedSince")).isTrue();
    assertThat(audited("account.on_leak_set")).isEqualTo(1);
    assertThat(demo.asOperator("PATCH", DEMO, "{\"onLeak\":\"never\"}").status()).isEqualTo(400);
  }
}
