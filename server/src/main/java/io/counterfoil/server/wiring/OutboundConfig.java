package io.counterfoil.server.wiring;

import io.counterfoil.core.account.Email;
import io.counterfoil.core.key.AddressRange;
import io.counterfoil.server.mail.SmtpServer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// How the outside is told of what happens.
///
/// @param smtp the mail server; null for none: mails are kept then, and shown as not sent
/// @param from whom mails come from
/// @param webhookAllow which addresses that are not public webhooks may be sent to
public record OutboundConfig(
    @Nullable SmtpServer smtp, Email from, List<AddressRange> webhookAllow) {
  /// No mail server, and webhooks to public addresses.
  public static final OutboundConfig NONE =
      new OutboundConfig(null, new Email("no-reply@counterfoil.localhost"), List.of());

  /// A mail server, and webhooks to public addresses.
  public OutboundConfig(@Nullable SmtpServer smtp, Email from) {
    this(smtp, from, List.of());
  }

  /// The same, with webhooks to these addresses, too.
  public OutboundConfig allowing(AddressRange more) {
    List<AddressRange> all = new ArrayList<>(webhookAllow);
    all.add(more);
    return new OutboundConfig(smtp, from, all);
  }

  public OutboundConfig {
    webhookAllow = List.copyOf(webhookAllow);
  }
}
