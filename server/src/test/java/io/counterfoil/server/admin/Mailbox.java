package io.counterfoil.server.admin;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import io.counterfoil.core.account.Email;
import io.counterfoil.server.mail.SmtpServer;
import io.counterfoil.server.wiring.OutboundConfig;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A real mail server, and what arrived there.
final class Mailbox implements AutoCloseable {
  private static final Pattern LINK = Pattern.compile("#(cfi_[0-9A-Za-z]{43})");
  private static final Pattern DIGITS = Pattern.compile("(?m)(?:^|\\s)(\\d{6})(?:\\s|$)");

  private final GreenMail server = new GreenMail(new ServerSetup(0, "127.0.0.1", "smtp"));
  private int seen;

  Mailbox() {
    server.start();
  }

  /// Sends mails there.
  OutboundConfig config() {
    return new OutboundConfig(
        SmtpServer.parse("smtp://127.0.0.1:" + server.getSmtp().getPort()),
        new Email("keys@example.com"));
  }

  /// The text of the next mail to the address.
  String next(String to) {
    seen++;
    try {
      if (!server.waitForIncomingEmail(TimeUnit.SECONDS.toMillis(30), seen)) {
        throw new IllegalStateException("no mail arrived (expected: one to " + to + ")");
      }
      var message = server.getReceivedMessages()[seen - 1];
      if (!message.getAllRecipients()[0].toString().equals(to)) {
        throw new IllegalStateException(
            "mail to " + message.getAllRecipients()[0] + " (expected: to " + to + ")");
      }
      return ((Multipart) message.getContent()).getBodyPart(0).getContent().toString();
    } catch (MessagingException | IOException e) {
      throw new IllegalStateException(e);
    }
  }

  /// How many mails arrived.
  int count() {
    return server.getReceivedMessages().length;
  }

  /// The code at the end of the link in a mail.
  static String code(String text) {
    return found(LINK, text);
  }

  /// The six digits in a mail.
  static String digits(String text) {
    return found(DIGITS, text);
  }

  private static String found(Pattern pattern, String text) {
    Matcher matcher = pattern.matcher(text);
    if (!matcher.find()) {
      throw new IllegalStateException("nothing like " + pattern + " in: " + text);
    }
    return matcher.group(1);
  }

  @Override
  public void close() {
    server.stop();
  }
}
