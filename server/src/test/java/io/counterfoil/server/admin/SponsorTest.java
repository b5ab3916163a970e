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

/// The Sponsor by status, on each store, with a real mail server.
@ParameterizedClass
@MethodSource("io.counterfoil.server.admin.TestStore#available")
@SuppressWarnings("NullAway.Init") // set before each test
class SponsorTest {
  private static final String ACCOUNT = "/v1/accounts/demomarket";
  private static final String SPONSOR = ACCOUNT + "/sponsor";
  private static final String INVITATION = SPONSOR + "/invitation";
  private static final String OLD = "sponsor@demomarket.example";
  private static final String NEW = "rui@demomarket.example";
  private static final String PASSWORD = "Correct-horse7";

  @Parameter TestStore store;

  private final MovableClock clock = new MovableClock();
  private final Mailbox mailbox = new Mailbox();
  private RunningDemo demo;
  private String old;
  private String rui;

  @BeforeEach
  void start(@TempDir Path directory) {
    demo = new RunningDemo(directory, store, clock, mailbox.config());
    old = password(demo.asOperator("POST", "/v1/password-resets", object("email", OLD)), OLD);
    var invitation =
        new JsonObject()
            .put("email", NEW)
            .put("roles", new JsonArray().add(16))
            .put("invite", true);
    rui = password(demo.asOperator("POST", ACCOUNT + "/users", invitation.encode()), NEW);
  }

  @AfterEach
  void stop() {
    demo.close();
    mailbox.close();
  }

  /// The person's session, once they have chosen a password by the code that was mailed.
  private String password(Reply asked, String email) {
    assertThat(asked.status()).as(asked.text()).isIn(201, 202);
    String code = Mailbox.code(mailbox.next(email));
    var chosen = new JsonObject().put("code", code).put("password", PASSWORD);
    demo.asNobody("POST", "/v1/passwords", chosen.encode());
    return session(email);
  }

  private String session(String email) {
    var body = new JsonObject().put("email", email).put("password", PASSWORD).put("browser", true);
    Reply reply = demo.asNobody("POST", "/v1/sessions", body.encode());
    assertThat(reply.status()).as(reply.text()).isEqualTo(200);
    return reply.cookie(Sessions.COOKIE);
  }

  private static String object(String name, String value) {
    return new JsonObject().put(name, value).encode();
  }

  private static String terms(String name, String value) {
    return new JsonObject().put(name, value).put("acceptTerms", true).encode();
  }

  private Reply invite() {
    return demo.inBrowser(old, "POST", INVITATION, terms("email", NEW));
  }

  private Reply accept(String session, String code) {
    return demo.inBrowser(session, "POST", "/v1/sponsorships", terms("code", code));
  }

  private String sponsor() {
    Reply shown = demo.asOperator("GET", SPONSOR, null);
    return shown.json().getJsonObject("sponsor").getString("email");
  }

  private String events() {
    JsonArray log = demo.asOperator("GET", SPONSOR, null).json().getJsonArray("log");
    StringBuilder actions = new StringBuilder();
    log.forEach(entry -> actions.append(((JsonObject) entry).getString("action")).append('\n'));
    return actions.toString();
  }

  @Test
  void whoIsInvitedAccepts_andIsTheOnlySponsorFromThenOn() {
    Reply invited = invite();
    assertThat(invited.status()).as(invited.text()).isEqualTo(201);
    assertThat(invited.json().getJsonObject("invitation").getString("email")).isEqualTo(NEW);
    assertThat(invited.text()).doesNotContain("cfi_");
    String code = Mailbox.code(mailbox.next(NEW));
    assertThat(sponsor()).isEqualTo(OLD);
    Reply accepted = accept(rui, code);
    assertThat(accepted.status()).as(accepted.text()).isEqualTo(200);
    assertThat(sponsor()).isEqualTo(NEW);
    assertThat(mailbox.next(OLD)).contains(NEW, "demomarket");
    assertThat(events()).isEqualTo("sponsor.transfer_accepted\nsponsor.transfer_started\n");
    String delegated = object("keyCreation", "delegated");
    assertThat(demo.inBrowser(old, "PATCH", ACCOUNT, delegated).status()).isEqualTo(403);
    assertThat(demo.inBrowser(rui, "PATCH", ACCOUNT, delegated).status()).isEqualTo(200);
    assertThat(accept(rui, code).status()).isEqualTo(410);
  }

  @Test
  void onlyTheSponsorInvites_andOnlyWhoWasInvitedAccepts() {
    assertThat(demo.inBrowser(rui, "POST", INVITATION, terms("email", NEW)).status())
        .isEqualTo(403);
    assertThat(invite().status()).isEqualTo(201);
    String code = Mailbox.code(mailbox.next(NEW));
    assertThat(accept(old, code).status()).isEqualTo(410);
    assertThat(demo.asNobody("POST", "/v1/sponsorships", terms("code", code)).status())
        .isEqualTo(401);
    assertThat(sponsor()).isEqualTo(OLD);
  }

  @Test
  void withoutTheTerms_nothingHappens() {
    Reply refused = demo.inBrowser(old, "POST", INVITATION, object("email", NEW));
    assertThat(refused.status()).isEqualTo(400);
    assertThat(invite().status()).isEqualTo(201);
    String code = Mailbox.code(mailbox.next(NEW));
    Reply unread = demo.inBrowser(rui, "POST", "/v1/sponsorships", object("code", code));
    assertThat(unread.status()).isEqualTo(400);
    assertThat(sponsor()).isEqualTo(OLD);
    Reply read = demo.inBrowser(rui, "GET", SPONSOR + "?lang=pt", null);
    assertThat(read.text()).contains("O Sponsor pode fazer tudo");
    assertThat(read.json().containsKey("log")).isFalse();
  }

  @Test
  void oneInvitationWaitsAtATime_andItsCodeEndsWithItsCancellation() {
    assertThat(invite().status()).isEqualTo(201);
    Reply second = invite();
    assertThat(second.status()).isEqualTo(409);
    assertThat(second.json().getString("code")).isEqualTo("sponsorship_pending");
    String code = Mailbox.code(mailbox.next(NEW));
    assertThat(demo.inBrowser(old, "DELETE", INVITATION, null).status()).isEqualTo(204);
    assertThat(accept(rui, code).status()).isEqualTo(410);
    assertThat(demo.inBrowser(old, "DELETE", INVITATION, null).status()).isEqualTo(404);
    assertThat(invite().status()).isEqualTo(201);
  }

  @Test
  void anInvitationThatIsResentBegins72HoursAnew_andTheCodeBeforeEnds() {
    assertThat(invite().status()).isEqualTo(201);
    String first = Mailbox.code(mailbox.next(NEW));
    clock.forward(Duration.ofHours(71));
    old = session(OLD);
    Reply resent = demo.inBrowser(old, "POST", INVITATION + "/resend", null);
    assertThat(resent.status()).as(resent.text()).isEqualTo(201);
    String second = Mailbox.code(mailbox.next(NEW));
    clock.forward(Duration.ofHours(71));
    rui = session(NEW);
    assertThat(accept(rui, first).status()).isEqualTo(410);
    assertThat(accept(rui, second).status()).isEqualTo(200);
  }

  @Test
  void afterThreeDays_theInvitationIsNone() {
    assertThat(invite().status()).isEqualTo(201);
    String code = Mailbox.code(mailbox.next(NEW));
    clock.forward(Duration.ofDays(3));
    assertThat(accept(session(NEW), code).status()).isEqualTo(410);
    assertThat(demo.asOperator("GET", SPONSOR, null).json().getValue("invitation")).isNull();
  }

  @Test
  void whoLeavesTheAccountCannotAccept() {
    Reply invited = invite();
    String id = invited.json().getJsonObject("invitation").getString("id");
    String code = Mailbox.code(mailbox.next(NEW));
    assertThat(demo.inBrowser(old, "DELETE", ACCOUNT + "/users/" + id, null).status())
        .isEqualTo(204);
    assertThat(accept(rui, code).status()).isIn(401, 410);
    assertThat(sponsor()).isEqualTo(OLD);
  }

  @Test
  void aStrangerCannotBeInvited_norTheSponsorThemself() {
    assertThat(demo.inBrowser(old, "POST", INVITATION, terms("email", "no@where.example")).status())
        .isEqualTo(404);
    assertThat(demo.inBrowser(old, "POST", INVITATION, terms("email", OLD)).status())
        .isEqualTo(409);
  }

  @Test
  void theOperatorDecidesWithAReason_whichIsToldAndKept() {
    assertThat(invite().status()).isEqualTo(201);
    String code = Mailbox.code(mailbox.next(NEW));
    var body = new JsonObject().put("email", NEW).put("reason", "left");
    assertThat(demo.asOperator("PUT", SPONSOR, body.encode()).status()).isEqualTo(400);
    body.put("reason", "the Sponsor has left the company");
    assertThat(demo.inBrowser(old, "PUT", SPONSOR, body.encode()).status()).isEqualTo(403);
    assertThat(demo.asOperator("PUT", SPONSOR, body.encode()).status()).isEqualTo(200);
    assertThat(sponsor()).isEqualTo(NEW);
    assertThat(mailbox.next(OLD)).contains("the Sponsor has left the company");
    assertThat(demo.asOperator("GET", SPONSOR, null).text())
        .contains("sponsor.transfer_forced", "the Sponsor has left the company", "operator:");
    assertThat(accept(rui, code).status()).isEqualTo(410);
  }
}
