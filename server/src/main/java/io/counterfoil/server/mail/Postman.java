package io.counterfoil.server.mail;

import io.counterfoil.core.account.Email;
import io.counterfoil.core.outbox.Mail;
import io.counterfoil.core.outbox.MailKind;
import io.counterfoil.core.outbox.MessageId;
import io.counterfoil.core.outbox.OutboxSeal;
import io.counterfoil.core.outbox.SealedSecret;
import io.vertx.core.Vertx;
import io.vertx.core.net.PemTrustOptions;
import io.vertx.ext.mail.LoginOption;
import io.vertx.ext.mail.MailClient;
import io.vertx.ext.mail.MailConfig;
import io.vertx.ext.mail.MailMessage;
import io.vertx.ext.mail.SMTPException;
import io.vertx.ext.mail.StartTLSOptions;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/// Hands mails to the mail server. Waits for it, so it belongs on a thread that may wait.
public final class Postman implements AutoCloseable {
  private static final int PATIENCE_SECONDS = 30;
  private static final int REJECTED = 500;

  private final MailClient client;
  private final Email from;
  private final OutboxSeal seal;
  private final String publicUrl;

  /// @param from whom mails come from
  /// @param publicUrl where links in mails lead to
  public Postman(Vertx vertx, SmtpServer server, Email from, OutboxSeal seal, String publicUrl) {
    this.client = MailClient.create(vertx, config(server));
    this.from = from;
    this.seal = seal;
    this.publicUrl = publicUrl;
  }

  private static MailConfig config(SmtpServer server) {
    MailConfig config =
        new MailConfig(server.host(), server.port())
            .setConnectTimeout(PATIENCE_SECONDS * 1_000 / 3)
            .setKeepAlive(false)
            .setAllowRcptErrors(false);
    switch (server.tls()) {
      case ALWAYS -> config.setSsl(true).setStarttls(StartTLSOptions.DISABLED);
      case STARTTLS -> config.setStarttls(StartTLSOptions.REQUIRED);
      case OFF -> config.setStarttls(StartTLSOptions.DISABLED);
    }
    if (server.tls() != SmtpServer.Tls.OFF) {
      config.setHostnameVerificationAlgorithm("HTTPS");
    }
    if (server.authority() != null) {
      config.setTrustOptions(new PemTrustOptions().addCertPath(server.authority()));
    }
    if (server.user() == null) {
      return config.setLogin(LoginOption.DISABLED);
    }
    return config
        .setLogin(LoginOption.REQUIRED)
        .setUsername(server.user())
        .setPassword(server.revealPassword());
  }

  /// What became of a mail.
  public sealed interface Sent {
    /// The mail server took it.
    record Taken(String note) implements Sent {}

    /// It did not, and may later.
    record NotNow(String note) implements Sent {}

    /// It will not: the address does not exist, say.
    record Never(String note) implements Sent {}
  }

  /// Hands one mail over.
  public Sent send(MessageId id, Mail mail) {
    SealedSecret sealed = mail.secret();
    String secret = sealed == null ? null : seal.open(mail.to().value(), sealed);
    if (sealed != null && secret == null) {
      return new Sent.Never("its secret was sealed under another pepper; ask for another mail");
    }
    Letter letter = Letter.of(mail, secret, publicUrl);
    MailMessage message =
        new MailMessage(from.value(), mail.to().value(), letter.subject(), letter.text())
            .setHtml(letter.html());
    message.addHeader("X-Counterfoil-Message", id.toString());
    message.addHeader("Auto-Submitted", "auto-generated"); // RFC 3834: no automatic answers
    try {
      client
          .sendMail(message)
          .toCompletionStage()
          .toCompletableFuture()
          .get(PATIENCE_SECONDS, TimeUnit.SECONDS);
      return new Sent.Taken("the mail server took it");
    } catch (ExecutionException e) {
      return failed(e.getCause() == null ? e : e.getCause());
    } catch (TimeoutException e) {
      return new Sent.NotNow("the mail server did not answer within 30 seconds");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new Sent.NotNow("the server was stopped");
    }
  }

  private static Sent failed(Throwable cause) {
    if (cause instanceof SMTPException refusal) {
      String note = "the mail server said " + refusal.getReplyCode();
      boolean isOfMail = refusal.getReplyCode() >= REJECTED && isRecipient(refusal);
      return isOfMail ? new Sent.Never(note + " to this address") : new Sent.NotNow(note);
    }
    String said =
        cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
    return new Sent.NotNow(
        "the mail server cannot be used: " + said.lines().findFirst().orElse("").strip());
  }

  /// Only what is said to the recipient's address is final: a refused login or sender is the
  /// operator's to repair.
  private static boolean isRecipient(SMTPException refusal) {
    return refusal.getMessage() != null && refusal.getMessage().contains("recipient");
  }

  /// Where the link of a mail leads, or the code that stands in it: what its reader would use.
  public static @Nullable String usable(MailKind kind, @Nullable String secret, String publicUrl) {
    String link = Letter.link(kind, secret, publicUrl);
    return link == null ? secret : link;
  }

  @Override
  public void close() {
    client.close().toCompletionStage().toCompletableFuture().join();
  }
}
