package io.counterfoil.core.outbox;

import java.time.Duration;

/// Something to be told outside. A plan adds it to what it changes, and it is queued in the same
/// transaction: it is neither lost nor told of a change that did not happen.
public sealed interface Message permits Mail, Event {
  /// What it is about, as lists show it and receivers switch on it.
  String type();

  /// How long it is worth telling; no attempt is made afterwards.
  Duration lifetime();
}
