package io.counterfoil.server.job;

import io.counterfoil.core.change.KeyCommand;
import io.counterfoil.core.registry.Actor;
import io.counterfoil.core.registry.Origin;
import io.counterfoil.core.store.Directory;
import io.counterfoil.server.control.Parts;
import java.time.Instant;

/// What time does to keys: links run out, deletions become final.
///
/// Each is a command of its own, with its audit entry; several servers that do the same are
/// harmless, for the second finds nothing to do.
public final class KeyJobs {
  private final Parts parts;

  /// Jobs on the keys of the parts.
  public KeyJobs(Parts parts) {
    this.parts = parts;
  }

  /// Does all that is due now.
  public void run() {
    Directory directory = parts.directory();
    Instant now = parts.clock().instant();
    directory.openLinks().stream()
        .filter(link -> !link.isPendingAt(now))
        .forEach(link -> execute("expire", new KeyCommand.ExpireLink(link.account(), link.id())));
    directory.deletedKeys().stream()
        .filter(key -> !key.isRestorableAt(now))
        .forEach(key -> execute("purge", new KeyCommand.PurgeKey(key.account(), key.id())));
  }

  private void execute(String job, KeyCommand command) {
    parts.registry().execute(command, new Actor.Job(job), new Origin("job-" + job, null));
  }
}
