package io.counterfoil.server.job;

import io.counterfoil.core.change.PersonCommand;
import io.counterfoil.core.registry.Actor;
import io.counterfoil.core.registry.Origin;
import io.counterfoil.server.control.Parts;

/// What time does to what people hold: sessions and codes that are no good any more are forgotten.
public record PersonJobs(Parts parts) {
  /// Does all that is due now.
  public void run() {
    if (!parts.directory().signIns().outdated(parts.clock().instant(), 1).isEmpty()) {
      parts
          .registry()
          .execute(
              new PersonCommand.ForgetPasses(),
              new Actor.Job("forget"),
              new Origin("job-forget", null));
    }
  }
}
