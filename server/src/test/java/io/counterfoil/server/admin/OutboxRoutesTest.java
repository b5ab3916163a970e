package io.counterfoil.server.admin;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.GreenMailUtil;
import com.icegreen.greenmail.util.ServerSetup;
import io.counterfoil.core.account.AccountName;
import io.counterfoil.core.account.Email;
import io.counterfoil.core.explain.Language;
import io.counterfoil.core.outbox.Mail;
import io.counterfoil.core.outbox.MailKind;
import io.counterfoil.core.outbox.MessageId;
import io.counterfoil.core.outbox.Queued;
import io.counterfoil.server.admin.RunningDemo.Reply;
import io.counterfoil.server.mail.SmtpServer;
import io.counterfoil.server.wiring.OutboundConfig;
import io.vertx.core.json.JsonObject;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/// The outbox by status, and mails through a real mail server, on each store.
@ParameterizedClass
@MethodSource("io.counterfoil.server.admin.TestStore#available")
@SuppressWarnings("NullAway.Init") // set before each test
class OutboxRoutesTest {
  private static final AccountName ACCOUNT = new AccountName("demostore");
  private static final String OUTBOX = "/v1/accounts/demostore/outbox";
  private static final Email ANA = new Email("ana@example.com");
  private static final String CODE = "cfi_ThisIsTheSecretOfTheInvitation";

  @Parameter TestStore store;
  @TempDir Path directory;

  private final MovableClock clock = new MovableClock();
  private final GreenMail mailServer = new GreenMail(new ServerSetup(0, "127.0.0.1", "smtp"));
  private @Nullable RunningDemo demo;

  private RunningDemo start(@Nullable String smtp) {
    var outbound =
        new OutboundConfig(
            smtp == null ? null : SmtpServer.parse(smtp), new Email("keys@example.com"), List.of());
    demo = new RunningDemo(directory, store, clock, outbound);
    return demo;
  }

  @AfterEach
  void stop() {
    if (demo != null) {
      demo.close();
    }
    mailServer.stop();
  }

  private static MessageId invite(RunningDemo demo) {
    var parts = demo.server().parts();
    Mail mail =
        new Mail(
            ANA,
            Language.PORTUGUESE,
            MailKind.INVITATION,
            Map.of("account", "demostore", "by", "Łukasz"),
            parts.seal().seal(ANA.value(), CODE),
            Duration.ofDays(3));
    MessageId id = MessageId.fresh();
    parts
        .store()
        .outbox()
        .queueOnce(id.toString(), new Queued(id, ACCOUNT, parts.clock().instant(), mail, Set.of()));
    return id;
  }

  private static JsonObject delivery(Reply reply) {
    assertThat(reply.status()).as(reply.text()).isEqualTo(200);
    return reply.json().getJsonArray("deliveries").getJsonObject(0);
  }

  @Test
  void aMailIsHandedOver_withItsSecret_whichIsForgottenThen()
      throws MessagingException, IOException {
    mailServer.start();
    mailServer.setUser("keys", "p@ss");
    var demo = start("smtp://keys:p%40ss@127.0.0.1:" + mailServer.getSmtp().getPort());
    MessageId id = invite(demo);
    demo.server().courier().run();

    assertThat(mailServer.waitForIncomingEmail(TimeUnit.SECONDS.toMillis(20), 1)).isTrue();
    var received = mailServer.getReceivedMessages()[0];
    assertThat(received.getSubject()).isEqualTo("Você foi convidado para demostore");
    assertThat(received.getFrom()[0]).hasToString("keys@example.com");
    assertThat(received.getAllRecipients()[0]).hasToString("ana@example.com");
    assertThat(received.getContentType()).startsWith("multipart/alternative");
    String whole = GreenMailUtil.getWholeMessage(received);
    assertThat(whole).contains("text/plain", "text/html", id.toString());
    var text = ((Multipart) received.getContent()).getBodyPart(0).getContent();
    assertThat(text.toString())
        .contains("Łukasz convida você", demo.url() + "/choose-password#" + CODE);

    Reply shown = delivered(demo, id);
    assertThat(delivery(shown).getString("state")).isEqualTo("delivered");
    assertThat(shown.json().getBoolean("holdsSecret")).isFalse();
    assertThat(shown.text()).doesNotContain(CODE);
    assertThat(demo.asOperator("POST", "/v1/outbox/" + id + "/reveal", null).status())
        .isEqualTo(409);
    assertThat(demo.asNobody("GET", "/metrics", null).text())
        .contains("counterfoil_outbox_attempts_total{way=\"mail\",outcome=\"delivered\"} 1");
  }

  /// The server's own clock may be at it: its attempt is over when its thread is.
  private static Reply delivered(RunningDemo demo, MessageId id) {
    Reply shown;
    do {
      demo.server().courier().run();
      shown = demo.as("DEMO_ADMIN", "GET", OUTBOX + "/" + id, null);
    } while (delivery(shown).getInteger("attempts") == 0);
    return shown;
  }

  @Test
  void withoutAMailServer_mailsAreKept_andTheOperatorSeesTheLink() throws IOException {
    var demo = start(null);
    MessageId id = invite(demo);
    demo.server().courier().run();

    Reply list = demo.as("DEMO_ADMIN", "GET", OUTBOX + "?type=invitation&state=waiting", null);
    assertThat(list.json().getJsonArray("items")).hasSize(1);
    assertThat(delivery(demo.asOperator("GET", "/v1/outbox/" + id, null)).getString("note"))
        .isEqualTo("not sent: no mail server is configured");
    Reply revealed = demo.asOperator("POST", "/v1/outbox/" + id + "/reveal", null);
    assertThat(revealed.status()).as(revealed.text()).isEqualTo(200);
    assertThat(revealed.json().getString("url")).isEqualTo(demo.url() + "/choose-password#" + CODE);
    assertThat(demo.as("DEMO_ADMIN", "GET", "/v1/accounts/demostore/audit?limit=5", null).text())
        .contains("message.secret_revealed", "ana@example.com")
        .doesNotContain(CODE);
    if (store == TestStore.SQLITE) {
      for (String file : new String[] {"record.db", "record.db-wal"}) {
        String bytes =
            new String(Files.readAllBytes(directory.resolve(file)), StandardCharsets.ISO_8859_1);
        assertThat(bytes).doesNotContain(CODE);
      }
    }
  }

  @Test
  void aDeadMailServerFailsNoCommand_andTheMailGoesOutWhenItIsBack() throws IOException {
    int port;
    try (var free = new ServerSocket(0)) {
      port = free.getLocalPort();
    }
    var demo = start("smtp://127.0.0.1:" + port);
    MessageId id = invite(demo);
    assertThat(
            demo.as("DEMO_ADMIN", "POST", "/v1/accounts/demostore/keys", "{\"label\":\"x\"}")
                .status())
        .isEqualTo(201);
    Reply failed = delivered(demo, id);
    assertThat(delivery(failed).getString("state")).isEqualTo("waiting");
    assertThat(delivery(failed).getString("note")).startsWith("the mail server cannot be used");
    assertThat(failed.json().getBoolean("holdsSecret")).isTrue();
    assertThat(failed.json().getJsonArray("tries").getJsonObject(0).getString("outcome"))
        .isEqualTo("failed");

    var back = new GreenMail(new ServerSetup(port, "127.0.0.1", "smtp"));
    back.start();
    clock.forward(Duration.ofMinutes(1));
    demo.server().courier().run();
    assertThat(back.waitForIncomingEmail(TimeUnit.SECONDS.toMillis(20), 1)).isTrue();
    back.stop();
  }

  @Test
  void aServerWithoutTlsIsNotGivenThePassword() {
    mailServer.start();
    var demo =
        start("smtp://keys:pass@127.0.0.1:" + mailServer.getSmtp().getPort() + "?tls=starttls");
    MessageId id = invite(demo);

    assertThat(delivery(delivered(demo, id)).getString("state")).isEqualTo("waiting");
    assertThat(mailServer.getReceivedMessages()).isEmpty();
    assertThat(mailServer.getUserManager().listUser()).isEmpty();
  }

  @Test
  void aMailWhoseTimeIsOverIsNotSent_andItsSecretIsForgotten() {
    mailServer.start();
    var demo = start(null);
    MessageId id = invite(demo);
    clock.forward(Duration.ofDays(4));
    demo.server().courier().tick();
    demo.server().courier().run();

    Reply shown = demo.as("DEMO_ADMIN", "GET", OUTBOX + "/" + id, null);
    assertThat(shown.json().getBoolean("holdsSecret")).isFalse();
  }

  @Test
  void everyChangeOfAKeyIsAnEvent_andOthersSeeNoneOfIt() {
    var demo = start(null);
    Reply made =
        demo.as("DEMO_ADMIN", "POST", "/v1/accounts/demostore/keys", "{\"label\":\"told\"}");
    String appKey = made.json().getString("appKey");
    demo.as("DEMO_ADMIN", "PATCH", "/v1/accounts/demostore/keys/" + appKey, "{\"active\":false}");

    Reply list = demo.as("DEMO_ADMIN", "GET", OUTBOX + "?limit=2", null);
    assertThat(list.json().getJsonArray("items").getJsonObject(0).getString("type"))
        .isEqualTo("key.deactivated");
    JsonObject created = list.json().getJsonArray("items").getJsonObject(1);
    assertThat(created.getString("type")).isEqualTo("key.created");
    assertThat(created.getJsonObject("key").getString("appKey")).isEqualTo(appKey);
    assertThat(created.getJsonObject("details").getString("label")).isEqualTo("told");
    assertThat(list.text()).doesNotContain(made.json().getString("appToken"));
    assertThat(
            demo.as(
                    "DEMO_ADMIN",
                    "GET",
                    OUTBOX + "?limit=2&cursor=" + list.json().getString("next"),
                    null)
                .json()
                .getJsonArray("items"))
        .doesNotContain(created);
    assertThat(demo.as("DEMO_ORDERS", "GET", OUTBOX, null).status()).isEqualTo(403);
    assertThat(demo.as("DEMO_ADMIN", "GET", OUTBOX + "/msg_x", null).status()).isEqualTo(404);
    assertThat(demo.as("DEMO_ADMIN", "GET", OUTBOX + "?state=lost", null).status()).isEqualTo(400);
    assertThat(demo.as("DEMO_ADMIN", "GET", OUTBOX + "?cursor=lost", null).status()).isEqualTo(400);
  }
}
