package io.counterfoil.core.change;

import io.counterfoil.core.account.AccountName;
import io.counterfoil.core.account.Email;
import io.counterfoil.core.outbox.MailKind;
import io.counterfoil.core.outbox.MessageId;
import org.jspecify.annotations.Nullable;

/// Something to be done about what is told outside.
public sealed interface OutboxCommand extends Command {
  /// Show the secret of a mail to the operator, who hands it over in another way. It changes
  /// nothing, and stands in the audit log.
  record RevealSecret(@Nullable AccountName account, MessageId message, Email to, MailKind kind)
      implements OutboxCommand {}
}
