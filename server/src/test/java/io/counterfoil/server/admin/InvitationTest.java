package io.counterfoil.server.admin;

import static org.assertj.core.api.Assertions.assertThat;

import io.counterfoil.server.admin.RunningDemo.Reply;
import io.counterfoil.server.person.Sessions;
import io.vertx.core.json.JsonArray;
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

/// Invitations and passwords by status, on each store, with a real mail server.
@ParameterizedClass
@MethodSource("io.counterfoil.server.admin.TestStore#available")
@SuppressWarnings("NullAway.Init") // set before each test
class InvitationTest {
  private static final String USERS = "/v1/accounts/demostore/users";
  private static final String EMAIL = "rui@demostore.example";
  private static final String PASSWORD = "Correct-horse7";
  private static final String OTHER = "Battery-staple8";

  @Parameter TestStore store;

  private final MovableClock clock = new MovableClock();
  private final Mailbox mailbox = new Mailbox();
  private RunningDemo demo;

  @BeforeEach
  void start(@TempDir Path directory) {
    demo = new RunningDemo(directory, store, clock, mailbox.config());
  }

  @AfterEach
  void stop() {
    demo.close();
    mailbox.close();
  }

  private static String invitation() {
    return new JsonObject()
        .put("email", EMAIL)
        .put("name", "Rui")
        .put("roles", new JsonArray().add(16))
        .put("invite", true)
        .encode();
  }

  /// Adds and invites; the operator is answered with the code as well.
  private JsonObject invite() {
    Reply made = demo.asOperator("POST", USERS, invitation());
    assertThat(made.status()).as(made.text()).isEqualTo(201);
    return made.json();
  }

  private Reply choose(String code, String password) {
    var body = new JsonObject().put("code", code).put("password", password);
    return demo.asNobody("POST", "/v1/passwords", body.encode());
  }

  private Reply signIn(String password) {
    var body = new JsonObject().put("email", EMAIL).put("password", password).put("browser", true);
    return demo.asNobody("POST", "/v1/sessions", body.encode());
  }

  private String audit() {
    return demo.as("DEMO_ADMIN", "GET", "/v1/accounts/demostore/audit", null).text();
  }

  @Test
  void whoIsInvitedByMailChoosesAPassword_andIsSignedInWithTheirRoles() {
    Reply made = demo.as("DEMO_ADMIN", "POST", USERS, invitation());
    assertThat(made.status()).isEqualTo(201);
    assertThat(made.json().getJsonObject("invitation").getString("state")).isEqualTo("waiting");
    assertThat(made.json().containsKey("code")).isFalse();
    String code = Mailbox.code(mailbox.next(EMAIL));
    assertThat(signIn(PASSWORD).status()).isEqualTo(401);
    var body = new JsonObject().put("code", code).put("password", PASSWORD).put("browser", true);
    Reply chosen = demo.asNobody("POST", "/v1/passwords", body.encode());
    assertThat(chosen.status()).isEqualTo(200);
    JsonObject account = chosen.json().getJsonArray("accounts").getJsonObject(0);
    assertThat(account.getJsonArray("roles").getJsonObject(0).getInteger("id")).isEqualTo(16);
    String cookie = chosen.cookie(Sessions.COOKIE);
    assertThat(demo.inBrowser(cookie, "GET", "/v1/sessions/current", null).status()).isEqualTo(200);
    assertThat(signIn(PASSWORD).status()).isEqualTo(200);
    assertThat(audit()).contains("user.invited", "password.created").doesNotContain(code);
    JsonObject listed = demo.as("DEMO_ADMIN", "GET", USERS, null).json();
    assertThat(listed.encode()).contains("\"lastSignInAt\":\"20", "\"invitation\":null");
  }

  @Test
  void anInvitationWorksOnce_andAnotherTakesItsPlace() {
    JsonObject user = invite();
    mailbox.next(EMAIL); // two at once may arrive in any order
    String path = USERS + "/" + user.getString("id") + "/invitation";
    Reply again = demo.as("DEMO_ADMIN", "POST", path, null);
    assertThat(again.status()).isEqualTo(201);
    assertThat(choose(user.getString("code"), PASSWORD).status()).isEqualTo(410);
    String second = Mailbox.code(mailbox.next(EMAIL));
    assertThat(choose(second, PASSWORD).status()).isEqualTo(204);
    Reply used = choose(second, OTHER);
    assertThat(used.status()).isEqualTo(410);
    assertThat(used.json().getString("code")).isEqualTo("code_ended");
    Reply late = demo.as("DEMO_ADMIN", "POST", path, null);
    assertThat(late.status()).isEqualTo(409);
    assertThat(late.json().getString("code")).isEqualTo("user_has_password");
    assertThat(signIn(OTHER).status()).isEqualTo(401);
    assertThat(signIn(PASSWORD).status()).isEqualTo(200);
  }

  @Test
  void anInvitationRunsOutAfter72Hours_andThatIsSeen() {
    JsonObject user = invite();
    clock.forward(Duration.ofDays(3));
    assertThat(choose(user.getString("code"), PASSWORD).status()).isEqualTo(410);
    assertThat(demo.as("DEMO_ADMIN", "GET", USERS, null).text()).contains("\"state\":\"expired\"");
    JsonObject again = invite();
    assertThat(choose(again.getString("code"), PASSWORD).status()).isEqualTo(204);
  }

  @Test
  void aCancelledInvitationIsNone_andTheMembershipEndsWithIt() {
    JsonObject user = invite();
    String path = USERS + "/" + user.getString("id") + "/invitation";
    assertThat(demo.as("DEMO_ADMIN", "DELETE", path, null).status()).isEqualTo(204);
    assertThat(choose(user.getString("code"), PASSWORD).status()).isEqualTo(410);
    assertThat(demo.as("DEMO_ADMIN", "GET", USERS, null).text()).doesNotContain(EMAIL);
    assertThat(demo.as("DEMO_ADMIN", "DELETE", path, null).status()).isEqualTo(404);
    assertThat(demo.as("DEMO_ADMIN", "POST", path, null).status()).isEqualTo(404);
  }

  @Test
  void whoWasRemovedCannotAccept() {
    JsonObject user = invite();
    String path = USERS + "/" + user.getString("id");
    assertThat(demo.as("DEMO_ADMIN", "DELETE", path, null).status()).isEqualTo(204);
    assertThat(choose(user.getString("code"), PASSWORD).status()).isEqualTo(410);
  }

  @Test
  void aPasswordThatIsNoGoodIsRefused_andTheInvitationStays() {
    String code = invite().getString("code");
    assertThat(choose(code, "password").status()).isEqualTo(400);
    assertThat(choose(code, "Short7a").status()).isEqualTo(400);
    assertThat(choose(code, PASSWORD).status()).isEqualTo(204);
  }

  @Test
  void anAlteredCodeIsNone() {
    String code = invite().getString("code");
    for (int at = 0; at < code.length(); at += 7) {
      char other = code.charAt(at) == 'A' ? 'B' : 'A';
      String altered = code.substring(0, at) + other + code.substring(at + 1);
      assertThat(choose(altered, PASSWORD).status()).isEqualTo(410);
    }
    assertThat(choose("", PASSWORD).status()).isEqualTo(410);
    assertThat(choose("x".repeat(1000), PASSWORD).status()).isEqualTo(410);
  }

  @Test
  void somebodyKnownIsAddedWithoutAnInvitation() {
    var body =
        new JsonObject().put("email", "sponsor@demomarket.example").put("invite", true).encode();
    Reply added = demo.asOperator("POST", USERS, body);
    assertThat(added.status()).isEqualTo(201);
    assertThat(added.json().getValue("invitation")).isNull();
    assertThat(added.json().containsKey("code")).isFalse();
    assertThat(audit()).contains("user.added");
  }

  @Test
  void aForgottenPasswordIsReplacedByMail_andEverySignInBeforeEnds() {
    assertThat(choose(invite().getString("code"), PASSWORD).status()).isEqualTo(204);
    mailbox.next(EMAIL);
    String cookie = signIn(PASSWORD).cookie(Sessions.COOKIE);
    String known = "{\"email\":\"" + EMAIL + "\"}";
    Reply asked = demo.asNobody("POST", "/v1/password-resets", known);
    Reply stranger =
        demo.asNobody("POST", "/v1/password-resets", "{\"email\":\"no@where.example\"}");
    assertThat(asked.status()).isEqualTo(202);
    assertThat(stranger.status()).isEqualTo(202);
    assertThat(stranger.text()).isEqualTo(asked.text());
    String code = Mailbox.code(mailbox.next(EMAIL));
    assertThat(choose(code, OTHER).status()).isEqualTo(204);
    assertThat(choose(code, PASSWORD).status()).isEqualTo(410);
    assertThat(demo.inBrowser(cookie, "GET", "/v1/sessions/current", null).status()).isEqualTo(401);
    assertThat(signIn(PASSWORD).status()).isEqualTo(401);
    assertThat(signIn(OTHER).status()).isEqualTo(200);
    assertThat(demo.asOperator("GET", "/v1/audit?action=password.reset", null).text())
        .contains("user:" + EMAIL);
  }

  @Test
  void resetsAreMailedOnceAMinute_andWorkForAnHour() {
    assertThat(choose(invite().getString("code"), PASSWORD).status()).isEqualTo(204);
    mailbox.next(EMAIL);
    String known = "{\"email\":\"" + EMAIL + "\"}";
    demo.asNobody("POST", "/v1/password-resets", known);
    demo.asNobody("POST", "/v1/password-resets", known);
    String first = Mailbox.code(mailbox.next(EMAIL));
    clock.forward(Duration.ofMinutes(2));
    demo.asNobody("POST", "/v1/password-resets", known);
    String second = Mailbox.code(mailbox.next(EMAIL));
    assertThat(mailbox.count()).isEqualTo(3);
    assertThat(choose(first, OTHER).status()).isEqualTo(410);
    clock.forward(Duration.ofHours(1));
    assertThat(choose(second, OTHER).status()).isEqualTo(410);
    assertThat(signIn(PASSWORD).status()).isEqualTo(200);
  }

  @Test
  void onesPasswordIsChangedByWhoKnowsIt_andOtherSessionsEnd() {
    assertThat(choose(invite().getString("code"), PASSWORD).status()).isEqualTo(204);
    String here = signIn(PASSWORD).cookie(Sessions.COOKIE);
    String there = signIn(PASSWORD).cookie(Sessions.COOKIE);
    var wrong = new JsonObject().put("current", OTHER).put("password", OTHER).encode();
    Reply refused = demo.inBrowser(here, "PUT", "/v1/me/password", wrong);
    assertThat(refused.status()).isEqualTo(422);
    assertThat(refused.json().getString("code")).isEqualTo("password_wrong");
    var right = new JsonObject().put("current", PASSWORD).put("password", OTHER).encode();
    assertThat(demo.inBrowser(here, "PUT", "/v1/me/password", right).status()).isEqualTo(204);
    assertThat(demo.inBrowser(here, "GET", "/v1/sessions/current", null).status()).isEqualTo(200);
    assertThat(demo.inBrowser(there, "GET", "/v1/sessions/current", null).status()).isEqualTo(401);
    assertThat(signIn(OTHER).status()).isEqualTo(200);
  }

  @Test
  void whoIsRemovedFromTheirLastAccountIsSignedOutEverywhere() {
    JsonObject user = invite();
    assertThat(choose(user.getString("code"), PASSWORD).status()).isEqualTo(204);
    String cookie = signIn(PASSWORD).cookie(Sessions.COOKIE);
    var credentials =
        new JsonObject().put("account", "demostore").put("email", EMAIL).put("password", PASSWORD);
    String token =
        demo.asNobody("POST", "/v1/sessions", credentials.encode()).json().getString("token");
    String current = "/v1/sessions/current";
    assertThat(demo.asUser(token, "GET", current, null).status()).isEqualTo(200);
    clock.forward(Duration.ofSeconds(2));
    String path = USERS + "/" + user.getString("id");
    assertThat(demo.as("DEMO_ADMIN", "DELETE", path, null).status()).isEqualTo(204);
    assertThat(demo.inBrowser(cookie, "GET", current, null).status()).isEqualTo(401);
    Reply refused = demo.asUser(token, "GET", "/v1/accounts/demostore/keys", null);
    assertThat(refused.status()).isEqualTo(401);
    assertThat(refused.json().getString("code")).isEqualTo("user_token_revoked");
    assertThat(signIn(PASSWORD).status()).isEqualTo(401);
  }

  @Test
  void whoBelongsElsewhereTooStaysSignedInThere() {
    JsonObject user = invite();
    assertThat(choose(user.getString("code"), PASSWORD).status()).isEqualTo(204);
    var body = new JsonObject().put("email", EMAIL).encode();
    assertThat(demo.asOperator("POST", "/v1/accounts/demomarket/users", body).status())
        .isEqualTo(201);
    String cookie = signIn(PASSWORD).cookie(Sessions.COOKIE);
    String path = USERS + "/" + user.getString("id");
    assertThat(demo.as("DEMO_ADMIN", "DELETE", path, null).status()).isEqualTo(204);
    Reply who = demo.inBrowser(cookie, "GET", "/v1/sessions/current", null);
    assertThat(who.status()).isEqualTo(200);
    assertThat(who.json().getJsonArray("accounts")).hasSize(1);
    assertThat(demo.inBrowser(cookie, "GET", USERS, null).status()).isEqualTo(403);
  }

  @Test
  void peopleAreExported_withoutAnythingThatASpreadsheetWouldRun() {
    var body =
        new JsonObject()
            .put("email", EMAIL)
            .put("name", "=HYPERLINK(1)")
            .put("roles", new JsonArray().add(16));
    demo.asOperator("POST", USERS, body.encode());
    Reply csv = demo.as("DEMO_ADMIN", "GET", "/v1/accounts/demostore/exports/users.csv", null);
    assertThat(csv.status()).isEqualTo(200);
    assertThat(csv.text())
        .startsWith("\"id\",\"email\",\"roles\",\"mfa\",\"name\",\"lastSignIn\"\r\n")
        .contains("\"" + EMAIL + "\",\"OMS - Read only\",\"Inactive\",\"'=HYPERLINK(1)\",\"\"");
    assertThat(demo.as("DEMO_NO_ROLE", "GET", "/v1/accounts/demostore/exports/users.csv", null))
        .extracting(Reply::status)
        .isEqualTo(403);
  }
}
