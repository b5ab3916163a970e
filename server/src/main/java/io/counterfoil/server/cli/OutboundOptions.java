package io.counterfoil.server.cli;

import io.counterfoil.core.account.Email;
import io.counterfoil.server.mail.SmtpServer;
import io.counterfoil.server.wiring.OutboundConfig;
import io.counterfoil.server.wiring.StartException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// How the outside is told of what happens.
final class OutboundOptions {
  @Option(
      names = "--smtp",
      paramLabel = "URL",
      description = {
        "Mail server, such as smtp://user:password@mail.example.com:587 (STARTTLS) or smtps://...;",
        "better in COUNTERFOIL_SMTP, since arguments can be read by everybody on the machine.",
        "Without one, mails are kept and shown as not sent."
      })
  private @Nullable String smtp;

  @Option(
      names = "--mail-from",
      paramLabel = "EMAIL",
      description = "Whom mails come from; no-reply@BASE-DOMAIN if unset.")
  private @Nullable String from;

  OutboundConfig config(String baseDomain) {
    String address = smtp != null ? smtp : System.getenv("COUNTERFOIL_SMTP");
    try {
      return new OutboundConfig(
          address == null || address.isBlank() ? null : SmtpServer.parse(address),
          new Email(from == null ? "no-reply@" + baseDomain : from));
    } catch (IllegalArgumentException e) {
      throw new StartException(String.valueOf(e.getMessage()), e);
    }
  }
}
