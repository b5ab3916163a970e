package io.counterfoil.server.admin;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import io.counterfoil.core.account.Email;
import io.counterfoil.core.key.AddressRange;
import io.counterfoil.server.admin.Receiver.Received;
import io.counterfoil.server.admin.RunningDemo.Reply;
import io.counterfoil.server.mail.SmtpServer;
import io.counterfoil.server.wiring.OutboundConfig;
import io.vertx.core.json.JsonObject;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/// Alerts to renew tokens, and what else is told of keys without a command, on each store.
@ParameterizedClass
@MethodSource("io.counterfoil.server.admin.TestStore#available")
@SuppressWarnings("NullAway.Init") // set before each test
class RenewalAlertsTest {
  private static final String ACCOUNT = "/v1/accounts/demostore";
  private static final String ORDER = "/api/oms/pvt/orders/1";

  @Parameter TestStore store;
  @TempDir Path directory;

  private final MovableClock clock = new MovableClock();
  private final Receiver receiver = new Receiver();
  private final GreenMail mailServer = new GreenMail(new ServerSetup(0, "127.0.0.1", "smtp"));
  private RunningDemo demo;

  @BeforeEach
  void start() {
    mailServer.start();
    demo =
        new RunningDemo(
            directory,
            store,
            clock,
            new OutboundConfig(
                SmtpServer.parse("smtp://127.0.0.1:" + mailServer.getSmtp().getPort()),
                new Email("keys@example.com"),
                List.of(AddressRange.parse("127.0.0.1"))));
  }

  @AfterEach
  void stop() {
    demo.close();
    receiver.close();
    mailServer.stop();
  }

  private Reply admin(String method, String path, @Nullable String body) {
    return demo.as("DEMO_ADMIN", method, path, body);
  }

  private void hook(String type) {
    String body = "{\"url\":\"" + receiver.url("/") + "\",\"types\":[\"" + type + "\"]}";
    Reply reply = admin("POST", ACCOUNT + "/webhooks", body);
    assertThat(reply.status()).as(reply.text()).isEqualTo(201);
  }

  private JsonObject key() {
    return admin("POST", ACCOUNT + "/keys", "{\"label\":\"nightly\",\"roles\":[16]}").json();
  }

  private JsonObject shown(JsonObject key) {
    return admin("GET", ACCOUNT + "/keys/" + key.getString("appKey"), null).json();
  }

  private List<String> due(String how) {
    return admin("GET", ACCOUNT + "/keys?limit=200&due=" + how, null)
        .json()
        .getJsonArray("items")
        .stream()
        .map(item -> ((JsonObject) item).getString("appKey"))
        .toList();
  }

  /// The next event about the key.
  private Received next(JsonObject key) {
    Received event;
    do {
      event = receiver.next();
    } while (!event.body().contains(key.getString("appKey")));
    return event;
  }

  @Test
  void aTokenBecomesOrange_thenRed_eachToldOnce_andGoesOnWorking() {
    hook("key.renewal_due");
    JsonObject key = key();
    String name = key.getString("appKey");
    demo.server().keyJobs().run();
    assertThat(shown(key).getString("renewalDue")).isEqualTo("none");
    assertThat(due("any")).doesNotContain(name);

    clock.forward(Duration.ofDays(93));
    demo.server().keyJobs().run();
    Received orange = next(key);
    JsonObject details = orange.json().getJsonObject("data").getJsonObject("details");
    assertThat(details.getString("due")).isEqualTo("orange");
    assertThat(shown(key).getString("renewalDue")).isEqualTo("orange");
    assertThat(due("orange")).contains(name);
    assertThat(due("red")).isEmpty();

    clock.forward(Duration.ofDays(92));
    demo.server().keyJobs().run();
    assertThat(next(key).body()).contains("\"due\":\"red\"");
    assertThat(due("red")).contains(name);
    assertThat(due("any")).contains(name);
    clock.forward(Duration.ofHours(2));
    demo.server().keyJobs().run();
    assertThat(
            admin("GET", ACCOUNT + "/outbox?limit=200&type=key.renewal_due", null)
                .text()
                .split(name, -1))
        .hasSize(2);
    assertThat(demo.throughTheEdge(name, key.getString("appToken"), "GET", ORDER).status())
        .isEqualTo(200);

    admin("POST", ACCOUNT + "/keys/" + name + "/renewal", "{}");
    assertThat(shown(key).getString("renewalDue")).isEqualTo("none");
    assertThat(admin("GET", ACCOUNT + "/keys?due=pink", null).status()).isEqualTo(400);
  }

  @Test
  void thePeriodIsTheAccountsOwn() {
    JsonObject key = key();
    clock.forward(Duration.ofDays(93));
    assertThat(shown(key).getString("renewalDue")).isEqualTo("orange");
    Reply set = demo.asOperator("PATCH", ACCOUNT, "{\"renewalPeriod\":6}");
    assertThat(set.json().getInteger("renewalPeriod")).isEqualTo(6);
    assertThat(shown(key).getString("renewalDue")).isEqualTo("none");
    clock.forward(Duration.ofDays(92));
    assertThat(shown(key).getString("renewalDue")).isEqualTo("orange");
    assertThat(demo.asOperator("PATCH", ACCOUNT, "{\"renewalPeriod\":4}").status()).isEqualTo(400);
    assertThat(demo.as("DEMO_ORDERS", "PATCH", ACCOUNT, "{\"renewalPeriod\":3}").status())
        .isEqualTo(403);
  }

  @Test
  void theAdministratorsGetOneMailAWeek_andOnlyIfSomethingBecameDue()
      throws MessagingException, IOException {
    key();
    clock.forward(Duration.ofDays(93));
    demo.server().keyJobs().run();
    clock.forward(Duration.ofDays(7));
    demo.server().keyJobs().run();
    var mail = received("Tokens of demostore are due for renewal");
    assertThat(((Multipart) mail.getContent()).getBodyPart(0).getContent().toString())
        .contains("- nightly (appkey-demostore-")
        .doesNotContain("cft_");

    int digests = digests();
    for (int week = 0; week < 4; week++) {
      demo.server().keyJobs().run();
      clock.forward(Duration.ofDays(7));
    }
    assertThat(digests()).isEqualTo(digests);
  }

  private MimeMessage received(String subject) throws MessagingException {
    for (int mails = 1; mailServer.waitForIncomingEmail(TimeUnit.SECONDS.toMillis(20), mails); ) {
      var all = mailServer.getReceivedMessages();
      for (var mail : all) {
        if (mail.getSubject().equals(subject)) {
          return mail;
        }
      }
      mails = all.length + 1;
    }
    throw new AssertionError("no mail `" + subject + "` arrived");
  }

  private int digests() {
    return admin("GET", ACCOUNT + "/outbox?limit=200&type=renewal_digest", null)
        .json()
        .getJsonArray("items")
        .size();
  }

  @Test
  void aNewReasonOfRefusalIsTold_onceAMonth() {
    hook("key.refused_first");
    JsonObject key = admin("POST", ACCOUNT + "/keys", "{\"label\":\"no role\"}").json();
    for (int i = 0; i < 3; i++) {
      Reply refused =
          demo.throughTheEdge(key.getString("appKey"), key.getString("appToken"), "GET", ORDER);
      assertThat(refused.status()).isEqualTo(403);
      String id = refused.whole().headers().firstValue("X-Counterfoil-Refusal-Id").orElseThrow();
      admin("GET", "/v1/refusals/" + id, null); // waits until it was examined
      demo.server().keyJobs().run();
    }
    Received event = next(key);
    assertThat(event.json().getJsonObject("data").getJsonObject("details").getString("code"))
        .isEqualTo("role_missing");
    assertThat(event.body()).doesNotContain(key.getString("appToken"));
    demo.server().courier().run();
    assertThat(receiver.unread()).isZero();
  }

  @Test
  void anOldTokenThatIsStillInUseADayLaterIsTold() {
    hook("key.old_token_used");
    JsonObject key = key();
    admin("POST", ACCOUNT + "/keys/" + key.getString("appKey") + "/renewal", "{}");
    use(key);
    demo.server().keyJobs().run();
    clock.forward(Duration.ofHours(30));
    demo.server().keyJobs().run();
    demo.server().courier().run();
    assertThat(receiver.unread()).isZero();

    use(key);
    demo.server().keyJobs().run();
    demo.server().keyJobs().run();
    JsonObject details = next(key).json().getJsonObject("data").getJsonObject("details");
    assertThat(details.getString("count")).isEqualTo("2");
    demo.server().courier().run();
    assertThat(receiver.unread()).isZero();
  }

  private void use(JsonObject key) {
    Reply passed =
        demo.throughTheEdge(key.getString("appKey"), key.getString("appToken"), "GET", ORDER);
    assertThat(passed.status()).isEqualTo(200);
  }
}
