package io.counterfoil.server.cli;

import io.counterfoil.core.account.Email;
import io.counterfoil.core.key.AddressRange;
import io.counterfoil.server.mail.SmtpServer;
import io.counterfoil.server.wiring.OutboundConfig;
import io.counterfoil.server.wiring.StartException;
import java.util.List;
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

  @Option(
      names = "--webhook-allow",
      paramLabel = "CIDR",
      split = ",",
      description = {
        "Addresses that are not public and webhooks may be sent to all the same, also without TLS;",
        "may be repeated. Without it, webhooks reach nothing on this machine or its network."
      })
  private List<String> allowed = List.of();

  OutboundConfig config(String baseDomain) {
    String address = smtp != null ? smtp : System.getenv("COUNTERFOIL_SMTP");
    try {
      return new OutboundConfig(
          address == null || address.isBlank() ? null : SmtpServer.parse(address),
          new Email(from == null ? "no-reply@" + baseDomain : from),
          allowed.stream().map(OutboundOptions::range).toList());
    } catch (IllegalArgumentException e) {
      throw new StartException(String.valueOf(e.getMessage()), e);
    }
  }

  private static AddressRange range(String text) {
    try {
      return AddressRange.parse(text);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("webhook-allow: " + e.getMessage(), e);
    }
  }
}
