package io.counterfoil.core.outbox;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// One attempt to tell a message to one receiver, and what follows from it.
///
/// @param endpoint to which webhook; null for a mail
/// @param number from 1
/// @param status what an HTTP server answered with; 0 where none did
/// @param note how it ended, in a few words; never a secret
public record Attempt(
    MessageId message,
    @Nullable EndpointId endpoint,
    int number,
    Instant at,
    int millis,
    int status,
    String note,
    Next next) {

  /// The longest note, in characters.
  public static final int LONGEST_NOTE = 300;

  public Attempt {
    note = note.length() > LONGEST_NOTE ? note.substring(0, LONGEST_NOTE) : note;
  }

  /// What follows from an attempt.
  public sealed interface Next {
    /// It arrived.
    record Delivered() implements Next {}

    /// Try again then.
    record Again(Instant at) implements Next {}

    /// There is no point in going on.
    record GiveUp() implements Next {}
  }
}
