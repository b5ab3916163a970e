package io.counterfoil.core.outbox;

import io.counterfoil.core.account.AccountName;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A message with its place in the outbox.
///
/// @param account whose it is; null for the deployment's own
/// @param at when what it tells of happened
/// @param endpoints which webhooks an event goes to; none for a mail
public record Queued(
    MessageId id,
    @Nullable AccountName account,
    Instant at,
    Message message,
    Set<EndpointId> endpoints) {

  public Queued {
    endpoints = Set.copyOf(endpoints);
  }

  /// Until when it is worth telling.
  public Instant worthUntil() {
    return at.plus(message.lifetime());
  }
}
