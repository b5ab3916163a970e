package io.counterfoil.core.change;

import io.counterfoil.core.account.AccountName;
import io.counterfoil.core.account.Email;
import io.counterfoil.core.outbox.EndpointId;
import io.counterfoil.core.outbox.EventType;
import io.counterfoil.core.outbox.MailKind;
import io.counterfoil.core.outbox.MessageId;
import io.counterfoil.core.outbox.SealedSecret;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Something to be done about what is told outside.
public sealed interface OutboxCommand extends Command {
  /// Show the secret of a mail to the operator, who hands it over in another way. It changes
  /// nothing, and stands in the audit log.
  record RevealSecret(@Nullable AccountName account, MessageId message, Email to, MailKind kind)
      implements OutboxCommand {}

  /// Send an account's events somewhere.
  ///
  /// @param types which; none for all
  /// @param secret what messages are signed with, sealed for the endpoint
  record AddEndpoint(
      AccountName account,
      EndpointId endpoint,
      String url,
      String description,
      Set<EventType> types,
      SealedSecret secret)
      implements OutboxCommand {}

  /// Change what is not null.
  record EditEndpoint(
      AccountName account,
      EndpointId endpoint,
      @Nullable String url,
      @Nullable String description,
      @Nullable Set<EventType> types,
      @Nullable Boolean enabled)
      implements OutboxCommand {}

  /// Sign with another secret; the one before signs for a day more.
  record RotateSecret(AccountName account, EndpointId endpoint, SealedSecret secret)
      implements OutboxCommand {}

  /// Send nothing more there, and forget it.
  record RemoveEndpoint(AccountName account, EndpointId endpoint) implements OutboxCommand {}

  /// Send nothing more there, since its receiver said that it is gone.
  record EndpointGone(AccountName account, EndpointId endpoint) implements OutboxCommand {}
}
