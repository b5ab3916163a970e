package io.counterfoil.server.admin;

import static org.assertj.core.api.Assertions.assertThat;

import io.counterfoil.core.account.AccountName;
import io.counterfoil.core.account.Email;
import io.counterfoil.core.account.UserId;
import io.counterfoil.server.admin.RunningDemo.Reply;
import io.counterfoil.server.person.Sessions;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/// Sessions of browsers by status, on each store.
@ParameterizedClass
@MethodSource("io.counterfoil.server.admin.TestStore#available")
@SuppressWarnings("NullAway.Init") // set before each test
class SessionTest {
  private static final String EMAIL = "sponsor@demostore.example";
  private static final String CURRENT = "/v1/sessions/current";
  private static final String KEYS = "/v1/accounts/demostore/keys";

  @Parameter TestStore store;

  private final MovableClock clock = new MovableClock();
  private RunningDemo demo;

  @BeforeEach
  void start(@TempDir Path directory) {
    demo = new RunningDemo(directory, store, clock);
  }

  @AfterEach
  void stop() {
    demo.close();
  }

  private Reply signIn(String email, String password) {
    var body = new JsonObject().put("email", email).put("password", password).put("browser", true);
    return demo.asNobody("POST", "/v1/sessions", body.encode());
  }

  private String cookie() {
    return signIn(EMAIL, demo.password()).cookie(Sessions.COOKIE);
  }

  private static @Nullable String code(Reply reply) {
    return reply.json().getString("code");
  }

  @Test
  void aSignInAnswersWhoThatIs_andItsCookieIsThatPersonOnTheWholeApi() {
    Reply signedIn = signIn(EMAIL, demo.password());
    assertThat(signedIn.status()).isEqualTo(200);
    assertThat(signedIn.json().getJsonObject("user").getString("email")).isEqualTo(EMAIL);
    String set = signedIn.whole().headers().firstValue("set-cookie").orElseThrow();
    assertThat(set).contains("HTTPOnly", "SameSite=Strict", "Path=/").doesNotContain("Secure");
    String cookie = signedIn.cookie(Sessions.COOKIE);
    assertThat(signedIn.text()).doesNotContain(cookie.substring(cookie.indexOf('=') + 1));
    JsonObject who = demo.inBrowser(cookie, "GET", CURRENT, null).json();
    assertThat(who.getJsonObject("session").getString("how")).isEqualTo("password");
    JsonObject account = who.getJsonArray("accounts").getJsonObject(0);
    assertThat(account.getString("account")).isEqualTo("demostore");
    assertThat(account.getBoolean("sponsor")).isTrue();
    assertThat(account.getJsonArray("rights")).contains("EditApiKeys", "view_metrics");
    assertThat(demo.inBrowser(cookie, "GET", KEYS, null).status()).isEqualTo(200);
    Reply made = demo.inBrowser(cookie, "POST", KEYS, "{\"label\":\"Made in a browser\"}");
    assertThat(made.status()).isEqualTo(201);
    assertThat(made.json().getString("createdBy")).isEqualTo("user:" + EMAIL);
  }

  @Test
  void whatChangesSomethingNeedsTheHeaderThatOtherSitesCannotSend() {
    List<String> alone = List.of("Cookie", cookie());
    for (String path : List.of(KEYS, "/v1/sessions", "/v1/sessions/link")) {
      Reply refused = demo.sendingOnly(alone, "POST", path, "{\"label\":\"x\"}");
      assertThat(refused.status()).as(path).isEqualTo(403);
      assertThat(code(refused)).isEqualTo("csrf_header_missing");
    }
    assertThat(demo.sendingOnly(alone, "DELETE", CURRENT, null).status()).isEqualTo(403);
    assertThat(demo.sendingOnly(alone, "GET", CURRENT, null).status()).isEqualTo(200);
  }

  @Test
  void theWireOfVtexNeverTakesASessionWithoutThatHeader() {
    String path = "/api/license-manager/users/3f1d7c52-0000-4000-8000-000000000000/roles/16";
    Reply refused = demo.sendingOnly(List.of("Cookie", cookie()), "DELETE", path, null);
    assertThat(refused.status()).isEqualTo(401);
  }

  @Test
  void whoeverSignsOutIsOut_andTheCookieIsTakenBack() {
    String cookie = cookie();
    Reply left = demo.inBrowser(cookie, "DELETE", CURRENT, null);
    assertThat(left.status()).isEqualTo(204);
    assertThat(left.cookie(Sessions.COOKIE)).isEqualTo(Sessions.COOKIE + "=");
    Reply gone = demo.inBrowser(cookie, "GET", CURRENT, null);
    assertThat(gone.status()).isEqualTo(401);
    assertThat(code(gone)).isEqualTo("not_signed_in");
    assertThat(demo.inBrowser(cookie, "GET", KEYS, null).json().getString("code"))
        .isEqualTo("user_token_invalid");
    assertThat(demo.asNobody("GET", CURRENT, null).status()).isEqualTo(401);
  }

  @Test
  void signingInAgainTakesThePlaceOfTheSessionBefore() {
    String first = cookie();
    var body =
        new JsonObject().put("email", EMAIL).put("password", demo.password()).put("browser", true);
    Reply again = demo.inBrowser(first, "POST", "/v1/sessions", body.encode());
    assertThat(again.status()).isEqualTo(200);
    assertThat(again.cookie(Sessions.COOKIE)).isNotEqualTo(first);
    assertThat(demo.inBrowser(first, "GET", CURRENT, null).status()).isEqualTo(401);
  }

  @Test
  void onesSessionsAreListed_andAnyOfThemCanBeEnded() {
    String here = cookie();
    String there = cookie();
    JsonArray items =
        demo.inBrowser(here, "GET", "/v1/sessions", null).json().getJsonArray("items");
    assertThat(items).hasSize(2);
    JsonObject other =
        items.getJsonObject(0).getBoolean("current")
            ? items.getJsonObject(1)
            : items.getJsonObject(0);
    String path = "/v1/sessions/" + other.getString("id");
    assertThat(demo.as("DEMO_ADMIN", "DELETE", path, null).status()).isEqualTo(401);
    assertThat(demo.inBrowser(here, "DELETE", path, null).status()).isEqualTo(204);
    assertThat(demo.inBrowser(there, "GET", CURRENT, null).status()).isEqualTo(401);
    assertThat(demo.inBrowser(here, "GET", CURRENT, null).status()).isEqualTo(200);
    Reply again = demo.inBrowser(here, "DELETE", path, null);
    assertThat(again.status()).isEqualTo(404);
    assertThat(code(again)).isEqualTo("session_not_found");
    assertThat(demo.inBrowser(here, "DELETE", "/v1/sessions/x", null).status()).isEqualTo(404);
  }

  @Test
  void aSessionEndsAfterTwelveHoursWithoutUse_andAfterSevenDaysInAnyCase() {
    String idle = cookie();
    String used = cookie();
    clock.forward(Duration.ofHours(11));
    assertThat(demo.inBrowser(used, "GET", CURRENT, null).status()).isEqualTo(200);
    clock.forward(Duration.ofHours(2));
    assertThat(demo.inBrowser(idle, "GET", CURRENT, null).status()).isEqualTo(401);
    assertThat(demo.inBrowser(used, "GET", CURRENT, null).status()).isEqualTo(200);
    for (int i = 0; i < 14; i++) {
      clock.forward(Duration.ofHours(11));
      demo.inBrowser(used, "GET", CURRENT, null);
    }
    assertThat(demo.inBrowser(used, "GET", CURRENT, null).status()).isEqualTo(200);
    clock.forward(Duration.ofHours(2));
    assertThat(demo.inBrowser(used, "GET", CURRENT, null).status()).isEqualTo(401);
  }

  @Test
  void aFailureIsOneAnswer_andStandsInTheAuditLogWithoutWhatStrangersTyped() {
    Reply wrong = signIn(EMAIL, "Wrong-pass1");
    Reply stranger = signIn("nobody@typed.example", "Wrong-pass1");
    assertThat(wrong.status()).isEqualTo(401);
    assertThat(code(wrong)).isEqualTo("sign_in_failed");
    assertThat(stranger.text()).isEqualTo(wrong.text());
    String log = demo.asOperator("GET", "/v1/audit?action=sign_in.failed", null).text();
    assertThat(log).contains("user:" + EMAIL, "user:unknown").doesNotContain("typed.example");
    String own = demo.as("DEMO_ADMIN", "GET", "/v1/accounts/demostore/audit", null).text();
    assertThat(own).contains("sign_in.failed").doesNotContain("Wrong-pass1");
    assertThat(demo.asNobody("GET", "/metrics", null).text())
        .contains("counterfoil_sign_in_failures_total 2");
  }

  @Test
  void tooManyFailuresFromAnAddressHaveToWait() {
    for (int i = 0; i < 10; i++) {
      assertThat(signIn("nobody" + i + "@x.example", "Wrong-pass1").status()).isEqualTo(401);
    }
    Reply held = signIn(EMAIL, demo.password());
    assertThat(held.status()).isEqualTo(429);
    assertThat(code(held)).isEqualTo("too_many_tries");
    assertThat(held.whole().headers().firstValue("retry-after")).isPresent();
    clock.forward(Duration.ofMinutes(1));
    assertThat(signIn(EMAIL, demo.password()).status()).isEqualTo(200);
  }

  @Test
  void whoIsNamedTooOftenHasToWait_butNotWhereTheyAreSignedIn() {
    String other = "sponsor@demomarket.example";
    for (int i = 0; i < 20; i++) {
      assertThat(signIn(other, "Wrong-pass1").status()).isEqualTo(401);
      clock.forward(Duration.ofSeconds(7));
    }
    assertThat(signIn(other, "Wrong-pass1").status()).isEqualTo(429);
    cookie();
    for (int i = 0; i < 20; i++) {
      signIn(EMAIL, "Wrong-pass1");
      clock.forward(Duration.ofSeconds(7));
    }
    assertThat(signIn(EMAIL, demo.password()).status()).isEqualTo(200);
  }

  @Test
  void aLinkSignsItsHolderInOnce_within30Minutes() {
    String link = demo.server().signInLink(sponsor(), new AccountName("demostore"));
    assertThat(link).startsWith(demo.url() + "/sign-in#cfi_");
    Reply signedIn = byLink(link);
    assertThat(signedIn.status()).isEqualTo(200);
    assertThat(signedIn.json().getJsonObject("session").getString("how")).isEqualTo("link");
    String cookie = signedIn.cookie(Sessions.COOKIE);
    assertThat(demo.inBrowser(cookie, "GET", KEYS, null).status()).isEqualTo(200);
    Reply again = byLink(link);
    assertThat(again.status()).isEqualTo(410);
    assertThat(code(again)).isEqualTo("code_ended");
    String late = demo.server().signInLink(sponsor(), new AccountName("demostore"));
    clock.forward(Duration.ofMinutes(30));
    assertThat(byLink(late).status()).isEqualTo(410);
    assertThat(byLink("#nonsense").status()).isEqualTo(410);
  }

  private UserId sponsor() {
    var user = demo.server().parts().directory().user(new Email(EMAIL));
    return Objects.requireNonNull(user).id();
  }

  private Reply byLink(String link) {
    String code = link.substring(link.indexOf('#') + 1);
    return demo.asNobody("POST", "/v1/sessions/link", new JsonObject().put("code", code).encode());
  }

  @Test
  void aSessionsCodeIsNoLink_norTheOtherWayRound() {
    String session = cookie();
    assertThat(byLink(session.substring(session.indexOf('=') + 1)).status()).isEqualTo(410);
    String link = demo.server().signInLink(sponsor(), null);
    String forged = Sessions.COOKIE + "=" + link.substring(link.indexOf('#') + 1);
    assertThat(demo.inBrowser(forged, "GET", CURRENT, null).status()).isEqualTo(401);
  }

  @Test
  void passesThatAreNoGoodAnyMoreAreForgotten() {
    cookie();
    clock.forward(Duration.ofDays(8));
    demo.server().personJobs().run();
    var directory = demo.server().parts().directory();
    assertThat(directory.signIns().outdated(clock.instant(), 10)).isEmpty();
    assertThat(demo.asOperator("GET", "/v1/audit?action=passes.forgotten", null).text())
        .contains("job:forget");
  }
}
