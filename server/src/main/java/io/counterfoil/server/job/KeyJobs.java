package io.counterfoil.server.job;

import io.counterfoil.core.change.KeyCommand;
import io.counterfoil.core.key.ApiKey;
import io.counterfoil.core.key.SingleAccessLink;
import io.counterfoil.core.registry.Actor;
import io.counterfoil.core.registry.Origin;
import io.counterfoil.core.store.Directory;
import io.counterfoil.server.control.OldTokenUse;
import io.counterfoil.server.control.Parts;
import java.time.Duration;
import java.time.Instant;

/// What time does to keys: links run out, deletions become final, renewals finish by themselves.
///
/// Each is a command of its own, with its audit entry; several servers that do the same are
/// harmless, for the second finds nothing to do.
public final class KeyJobs {
  private final Parts parts;
  private final Instant started;
  private final Watch watch;
  private final RenewalAlerts alerts;

  /// Jobs on the keys of the parts.
  public KeyJobs(Parts parts) {
    this.parts = parts;
    started = parts.clock().instant();
    watch = new Watch(parts);
    alerts = new RenewalAlerts(parts);
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
    directory.renewingKeys().stream()
        .filter(key -> key.terms().finishAfterDays() > 0 && isSilent(key, now))
        .forEach(key -> execute("finish", new KeyCommand.FinishRenewal(key.account(), key.id())));
    directory.usage().forgetFinished();
    watch.run();
    alerts.tick();
  }

  /// Whether the old token has been silent for as long as was asked. Only what this server saw
  /// itself counts, so the silence begins at its start at the earliest; a renewal whose new token
  /// nobody has got never finishes by itself; and neither does any while verifiers may see uses
  /// that are not known here.
  private boolean isSilent(ApiKey key, Instant now) {
    if (!parts.directory().nodes().all().isEmpty()) {
      return false;
    }
    Instant last = OldTokenUse.of(parts.directory(), key).lastSeen();
    Instant since = latest(started, key.tokens().newest().createdAt());
    Instant silentSince = last == null ? since : latest(since, last);
    boolean handedOver =
        parts.directory().linksOf(key.id()).stream()
            .filter(link -> !link.createdAt().isBefore(key.tokens().newest().createdAt()))
            .allMatch(link -> link.endedAt(now) == SingleAccessLink.How.OPENED);
    return handedOver
        && !now.isBefore(silentSince.plus(Duration.ofDays(key.terms().finishAfterDays())));
  }

  private static Instant latest(Instant one, Instant other) {
    return one.isAfter(other) ? one : other;
  }

  private void execute(String job, KeyCommand command) {
    parts.registry().execute(command, new Actor.Job(job), new Origin("job-" + job, null));
  }
}
