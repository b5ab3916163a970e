package io.counterfoil.core.key;

import java.time.Duration;
import java.time.Instant;

/// A token that a finished renewal put out of use. Remembered to explain, never to admit.
///
/// @param retiredBy who finished the renewal, as the audit log names them
public record RetiredToken(Counterpart counterpart, Instant retiredAt, String retiredBy) {
  /// How long a retired token is remembered.
  public static final Duration REMEMBERED = Duration.ofDays(90);
}
