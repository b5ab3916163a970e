package io.counterfoil.core.registry;

import io.counterfoil.core.change.OutboxCommand;
import io.counterfoil.core.registry.Outcome.Result;
import java.util.List;
import java.util.Map;

/// Plans what commands do about what is told outside.
final class OutboxPlans {
  Plan plan(OutboxCommand command) {
    return switch (command) {
      case OutboxCommand.RevealSecret reveal -> reveal(reveal);
    };
  }

  private static Plan reveal(OutboxCommand.RevealSecret command) {
    return new Plan(
        List.of(),
        "message.secret_revealed",
        "message:" + command.message(),
        Map.of(),
        Map.of("to", command.to().value(), "kind", command.kind().code()),
        new Result.Done());
  }
}
