package io.counterfoil.server.admin;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import io.counterfoil.core.account.Email;
import io.counterfoil.server.mail.SmtpServer;
import io.counterfoil.server.wiring.OutboundConfig;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A real mail server, and what arrived there.
final class Mailbox implements AutoCloseable {
  private static final Pattern LINK = Pattern.compile("#(cfi_[0-9A-Za-z]{43})");
  private static final Pattern DIGITS = Pattern.compile("(?m)(?:^|\\s)(\\d{6})(?:\\s|$)");

  private static final long PATIENCE_MILLIS = 30_000;

  private final GreenMail server = new GreenMail(new ServerSetup(0, "127.0.0.1", "smtp"));
  private final Map<String, Integer> seen = new HashMap<>();

  Mailbox() {
    server.start();
  }

  /// Sends mails there.
  OutboundConfig config() {
    return new OutboundConfig(
        SmtpServer.parse("smtp://127.0.0.1:" + server.getSmtp().getPort()),
        new Email("keys@example.com"));
  }

  /// The text of the next mail to the address, which others may have arrived beside.
  String next(String to) {
    int number = seen.merge(to, 1, Integer::sum);
    try {
      for (MimeMessage[] mails = to(to); ; mails = to(to)) {
        if (mails.length >= number) {
          return ((Multipart) mails[number - 1].getContent())
              .getBodyPart(0)
              .getContent()
              .toString();
        }
        if (!server.waitForIncomingEmail(PATIENCE_MILLIS, count() + 1)) {
          throw new IllegalStateException("no mail arrived (expected: one to " + to + ")");
        }
      }
    } catch (MessagingException | IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private MimeMessage[] to(String address) throws MessagingException {
    List<MimeMessage> found = new ArrayList<>();
    for (MimeMessage message : server.getReceivedMessages()) {
      if (message.getAllRecipients()[0].toString().equals(address)) {
        found.add(message);
      }
    }
    return found.toArray(MimeMessage[]::new);
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
