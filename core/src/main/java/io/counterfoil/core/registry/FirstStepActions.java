package io.counterfoil.core.registry;

import io.counterfoil.core.change.PersonCommand.NoteStep.Step;

/// What the audit log calls the first steps that are noted for people.
public final class FirstStepActions {
  private FirstStepActions() {}

  /// The action of that step.
  public static String of(Step step) {
    return switch (step) {
      case REFUSAL_READ -> "first_steps.refusal_read";
      case DISMISSED -> "first_steps.dismissed";
    };
  }
}
