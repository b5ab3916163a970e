package io.counterfoil.core.outbox;

import io.counterfoil.core.key.AppKey;
import io.counterfoil.core.key.KeyId;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Something that happened in an account, for its webhooks.
///
/// @param key the key that it happened to; null where it happened to none
/// @param by who made it happen, as the audit log names them
/// @param details what else is to be known; never a secret
public record Event(EventType kind, @Nullable Subject key, String by, Map<String, String> details)
    implements Message {

  public Event {
    details = Map.copyOf(details);
  }

  /// The key that an event is about.
  public record Subject(KeyId id, AppKey appKey) {}

  @Override
  public String type() {
    return kind.code();
  }

  @Override
  public Duration lifetime() {
    return Outbox.KEPT;
  }
}
