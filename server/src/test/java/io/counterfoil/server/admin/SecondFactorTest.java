package io.counterfoil.server.admin;

import static org.assertj.core.api.Assertions.assertThat;

import io.counterfoil.core.person.Base32;
import io.counterfoil.core.person.Totp;
import io.counterfoil.server.admin.RunningDemo.Reply;
import io.counterfoil.server.person.Sessions;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/// Second factors and mailed keys by status, on each store, with a real mail server.
@ParameterizedClass
@MethodSource("io.counterfoil.server.admin.TestStore#available")
@SuppressWarnings("NullAway.Init") // set before each test
class SecondFactorTest {
  private static final String EMAIL = "sponsor@demostore.example";
  private static final String MINE = "/v1/me/second-factor";
  private static final String DEMO = "/v1/accounts/demostore";

  @Parameter TestStore store;

  private final MovableClock clock = new MovableClock();
  private final Mailbox mailbox = new Mailbox();
  private RunningDemo demo;
  private String cookie;

  @BeforeEach
  void start(@TempDir Path directory) {
    demo = new RunningDemo(directory, store, clock, mailbox.config());
    cookie = signIn(null).cookie(Sessions.COOKIE);
  }

  @AfterEach
  void stop() {
    demo.close();
    mailbox.close();
  }

  private JsonObject credentials(@Nullable String factor) {
    var body =
        new JsonObject().put("email", EMAIL).put("password", demo.password()).put("browser", true);
    return factor == null ? body : body.put("secondFactor", factor);
  }

  private Reply signIn(@Nullable String factor) {
    return demo.asNobody("POST", "/v1/sessions", credentials(factor).encode());
  }

  private Reply me(String method, String path, @Nullable JsonObject body) {
    return demo.inBrowser(cookie, method, path, body == null ? null : body.encode());
  }

  private JsonObject password() {
    return new JsonObject().put("password", demo.password());
  }

  private String now(String secret) {
    return Totp.code(Base32.decode(secret), clock.instant());
  }

  private static @Nullable String code(Reply reply) {
    return reply.json().getString("code");
  }

  /// A factor that is on.
  private record On(String secret, JsonArray recovery) {}

  private On turnOn() {
    Reply started = me("POST", MINE, password());
    assertThat(started.status()).as(started.text()).isEqualTo(200);
    String secret = started.json().getString("secret");
    assertThat(started.json().getString("uri"))
        .startsWith("otpauth://totp/Counterfoil%3Asponsor%40demostore.example?secret=" + secret);
    Reply on = me("PUT", MINE, new JsonObject().put("code", now(secret)));
    assertThat(on.status()).as(on.text()).isEqualTo(200);
    clock.forward(Duration.ofSeconds(60));
    return new On(secret, on.json().getJsonArray("recoveryCodes"));
  }

  @Test
  void onceItIsOn_itIsAskedFor_andACodeWorksOnce() {
    assertThat(me("GET", MINE, null).json().getString("state")).isEqualTo("off");
    On factor = turnOn();
    assertThat(me("GET", MINE, null).json().getInteger("recoveryCodesLeft")).isEqualTo(10);
    assertThat(me("GET", "/v1/sessions/current", null).text())
        .contains("\"state\":\"on\"", "\"secondFactor\":true");
    Reply missing = signIn(null);
    assertThat(missing.status()).isEqualTo(401);
    assertThat(code(missing)).isEqualTo("second_factor_needed");
    assertThat(code(signIn("000000"))).isEqualTo("second_factor_wrong");
    String code = now(factor.secret());
    Reply right = signIn(code);
    assertThat(right.status()).isEqualTo(200);
    assertThat(right.json().getJsonObject("session").getBoolean("secondFactor")).isTrue();
    Reply again = signIn(code);
    assertThat(again.status()).isEqualTo(401);
    assertThat(code(again)).isEqualTo("second_factor_wrong");
    String log = demo.asOperator("GET", "/v1/audit", null).text();
    assertThat(log)
        .contains("second_factor.started", "second_factor.on", "sign_in.failed")
        .doesNotContain(factor.secret(), code);
  }

  @Test
  void aWrongPasswordIsToldBeforeTheFactorIsAskedFor() {
    turnOn();
    var body = credentials(null).put("password", "Wrong-pass1").encode();
    assertThat(code(demo.asNobody("POST", "/v1/sessions", body))).isEqualTo("sign_in_failed");
  }

  @Test
  void aRecoveryCodeStandsInOnce_andOthersCanBeHad() {
    On factor = turnOn();
    String recovery = factor.recovery().getString(3);
    assertThat(factor.recovery()).hasSize(10);
    assertThat(signIn(recovery.toUpperCase(Locale.ROOT)).status()).isEqualTo(200);
    assertThat(code(signIn(recovery))).isEqualTo("second_factor_wrong");
    assertThat(me("GET", MINE, null).json().getInteger("recoveryCodesLeft")).isEqualTo(9);
    Reply renewed = me("POST", "/v1/me/recovery-codes", password());
    assertThat(renewed.status()).isEqualTo(200);
    assertThat(code(signIn(factor.recovery().getString(4)))).isEqualTo("second_factor_wrong");
    String fresh = renewed.json().getJsonArray("recoveryCodes").getString(0);
    assertThat(signIn(fresh).status()).isEqualTo(200);
  }

  @Test
  void aRememberedBrowserIsAskedAgainAfterTenDays() {
    On factor = turnOn();
    String body = credentials(now(factor.secret())).put("remember", true).encode();
    String browser = demo.asNobody("POST", "/v1/sessions", body).cookie(BrowserCookie.NAME);
    String again = credentials(null).encode();
    assertThat(demo.inBrowser(browser, "GET", "/v1/sessions/current", null).status())
        .isEqualTo(401);
    Reply known = demo.inBrowser(browser, "POST", "/v1/sessions", again);
    assertThat(known.status()).isEqualTo(200);
    assertThat(known.json().getJsonObject("session").getBoolean("secondFactor")).isTrue();
    assertThat(code(demo.inBrowser(browser + "x", "POST", "/v1/sessions", again)))
        .isEqualTo("second_factor_needed");
    clock.forward(Duration.ofDays(10));
    assertThat(code(demo.inBrowser(browser, "POST", "/v1/sessions", again)))
        .isEqualTo("second_factor_needed");
  }

  @Test
  void itIsSetUpAndTakenOffByWhoKnowsThePassword() {
    Reply refused = me("POST", MINE, new JsonObject().put("password", "Wrong-pass1"));
    assertThat(refused.status()).isEqualTo(422);
    assertThat(me("PUT", MINE, new JsonObject().put("code", "123456")).status()).isEqualTo(422);
    turnOn();
    Reply twice = me("POST", MINE, password());
    assertThat(twice.status()).isEqualTo(409);
    assertThat(code(twice)).isEqualTo("second_factor_on");
    assertThat(me("DELETE", MINE, password()).status()).isEqualTo(204);
    assertThat(signIn(null).status()).isEqualTo(200);
    assertThat(me("POST", "/v1/me/recovery-codes", password()).status()).isEqualTo(409);
  }

  @Test
  void theOperatorTakesALostOneOff_andNobodyElseMay() {
    turnOn();
    String id =
        me("GET", "/v1/sessions/current", null).json().getJsonObject("user").getString("id");
    String path = DEMO + "/users/" + id + "/second-factor";
    assertThat(demo.as("DEMO_ADMIN", "DELETE", path, null).status()).isEqualTo(403);
    assertThat(demo.asOperator("DELETE", path, null).status()).isEqualTo(204);
    assertThat(signIn(null).status()).isEqualTo(200);
    assertThat(demo.asOperator("GET", "/v1/audit?action=second_factor.off", null).text())
        .contains("operator:local");
  }

  @Test
  void anAccountMayAskForIt_andThenNothingIsDoneThereWithout() {
    String rule = "{\"secondFactorRequired\":true}";
    Reply set = demo.as("DEMO_ADMIN", "PATCH", DEMO, rule);
    assertThat(set.status()).isEqualTo(200);
    assertThat(set.json().getBoolean("secondFactorRequired")).isTrue();
    for (String path : new String[] {DEMO + "/keys", DEMO + "/users"}) {
      Reply refused = me("GET", path, null);
      assertThat(refused.status()).isEqualTo(403);
      assertThat(code(refused)).isEqualTo("second_factor_required");
    }
    assertThat(code(me("POST", DEMO + "/keys", new JsonObject().put("label", "x"))))
        .isEqualTo("second_factor_required");
    var token =
        new JsonObject()
            .put("account", "demostore")
            .put("email", EMAIL)
            .put("password", demo.password());
    assertThat(code(demo.asNobody("POST", "/v1/sessions", token.encode())))
        .isEqualTo("second_factor_required");
    assertThat(demo.as("DEMO_ADMIN", "GET", DEMO + "/keys", null).status()).isEqualTo(200);
    On factor = turnOn();
    assertThat(me("GET", DEMO + "/keys", null).status()).isEqualTo(200);
    Reply issued =
        demo.asNobody(
            "POST", "/v1/sessions", token.put("secondFactor", now(factor.secret())).encode());
    assertThat(issued.status()).isEqualTo(200);
    String userToken = issued.json().getString("token");
    assertThat(demo.asUser(userToken, "GET", DEMO + "/keys", null).status()).isEqualTo(200);
  }

  private String mailedKey() {
    String body = "{\"email\":\"" + EMAIL + "\"}";
    Reply asked = demo.asNobody("POST", "/v1/emailed-keys", body);
    Reply stranger = demo.asNobody("POST", "/v1/emailed-keys", "{\"email\":\"no@w.example\"}");
    assertThat(asked.status()).isEqualTo(202);
    assertThat(stranger.text()).isEqualTo(asked.text());
    return Mailbox.digits(mailbox.next(EMAIL));
  }

  private Reply byKey(String digits) {
    var body = new JsonObject().put("email", EMAIL).put("emailedKey", digits).put("browser", true);
    return demo.asNobody("POST", "/v1/sessions", body.encode());
  }

  @Test
  void sixDigitsThatWereMailedSignInOnce_withinTenMinutes() {
    String digits = mailedKey();
    Reply signedIn = byKey(digits);
    assertThat(signedIn.status()).isEqualTo(200);
    assertThat(signedIn.json().getJsonObject("session").getString("how")).isEqualTo("emailed_key");
    assertThat(code(byKey(digits))).isEqualTo("sign_in_failed");
    clock.forward(Duration.ofMinutes(1));
    String late = mailedKey();
    clock.forward(Duration.ofMinutes(10));
    assertThat(byKey(late).status()).isEqualTo(401);
  }

  @Test
  void fiveWrongTriesEndAMailedKey() {
    String digits = mailedKey();
    String wrong = digits.equals("123456") ? "654321" : "123456";
    for (int i = 0; i < 5; i++) {
      assertThat(code(byKey(wrong))).isEqualTo("sign_in_failed");
    }
    assertThat(code(byKey(digits))).isEqualTo("sign_in_failed");
    assertThat(demo.asOperator("GET", "/v1/audit", null).text())
        .contains("emailed_key.tried_wrongly")
        .doesNotContain(digits);
  }
}
