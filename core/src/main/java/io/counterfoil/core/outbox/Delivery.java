package io.counterfoil.core.outbox;

import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// What became of telling a message to one receiver.
///
/// @param endpoint which webhook; null for a mail
/// @param attempts how many there were
/// @param nextAt when the next one is due, if it still waits
/// @param lastAt when the latest was; null before the first
/// @param note how the latest ended, in a few words
public record Delivery(
    @Nullable EndpointId endpoint,
    State state,
    int attempts,
    Instant nextAt,
    @Nullable Instant lastAt,
    String note) {

  /// Where it stands.
  public enum State {
    /// The first attempt, or another one, is to come.
    WAITING,
    /// It arrived, as far as the receiver said.
    DELIVERED,
    /// There will be no further attempt.
    GIVEN_UP;

    /// The name as answers show it.
    public String code() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
