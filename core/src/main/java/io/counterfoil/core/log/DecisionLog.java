package io.counterfoil.core.log;

import org.jspecify.annotations.Nullable;

/// Remembers refusals, so that they can be explained. Never blocks a verdict: what it has no room
/// for it drops and counts, and the id still tells code, account, revision and time.
public interface DecisionLog {
  /// Names the refusal, at once, and has it examined off the caller's path.
  RefusalId refused(RefusedRequest request);

  /// What is known of a refusal: its record, or the summary that its id seals where the record was
  /// dropped or has aged out; null if no refusal of ours has that id.
  @Nullable DecisionRecord find(RefusalId id);
}
