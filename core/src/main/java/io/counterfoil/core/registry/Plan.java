package io.counterfoil.core.registry;

import io.counterfoil.core.change.Change;
import java.util.List;
import java.util.Map;

/// What a command would do: its changes, what the audit log will say of them, and what is left
/// behind. No changes means that there is nothing to do.
record Plan(
    List<Change> changes,
    String action,
    String target,
    Map<String, String> before,
    Map<String, String> after,
    Outcome.Result result) {

  Plan {
    changes = List.copyOf(changes);
  }

  static Plan nothing(Outcome.Result result) {
    return new Plan(List.of(), "", "", Map.of(), Map.of(), result);
  }
}
