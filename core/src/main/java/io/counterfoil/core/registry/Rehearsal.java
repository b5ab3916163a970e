package io.counterfoil.core.registry;

import io.counterfoil.core.change.Change;
import io.counterfoil.core.change.Problem;
import java.util.List;
import java.util.Map;

/// What a command would do, without its being done.
public sealed interface Rehearsal {
  /// It would be carried out.
  ///
  /// @param changes none where there is nothing to do
  /// @param action what the audit log would say of it
  /// @param target what it would be done to
  record Planned(
      List<Change> changes,
      String action,
      String target,
      Map<String, String> before,
      Map<String, String> after)
      implements Rehearsal {
    public Planned {
      changes = List.copyOf(changes);
      before = Map.copyOf(before);
      after = Map.copyOf(after);
    }
  }

  /// It could not be done.
  record Rejected(Problem problem) implements Rehearsal {}
}
