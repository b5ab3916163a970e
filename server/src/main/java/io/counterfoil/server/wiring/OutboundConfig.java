package io.counterfoil.server.wiring;

import io.counterfoil.core.account.Email;
import io.counterfoil.server.mail.SmtpServer;
import org.jspecify.annotations.Nullable;

/// How the outside is told of what happens.
///
/// @param smtp the mail server; null for none: mails are kept then, and shown as not sent
/// @param from whom mails come from
public record OutboundConfig(@Nullable SmtpServer smtp, Email from) {
  /// No mail server.
  public static final OutboundConfig NONE =
      new OutboundConfig(null, new Email("no-reply@counterfoil.localhost"));
}
