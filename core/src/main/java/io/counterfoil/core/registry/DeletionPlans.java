package io.counterfoil.core.registry;

import io.counterfoil.core.account.AccountName;
import io.counterfoil.core.change.Change;
import io.counterfoil.core.change.KeyCommand;
import io.counterfoil.core.change.Problem;
import io.counterfoil.core.key.ApiKey;
import io.counterfoil.core.key.Holder;
import io.counterfoil.core.key.KeyState;
import io.counterfoil.core.key.SingleAccessLink;
import io.counterfoil.core.registry.Outcome.Result;
import io.counterfoil.core.store.Directory;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Plans deletions: done, taken back, made final.
///
/// A deleted key keeps its roles, here and where it was added as an external key, so that restoring
/// it restores them; it admits nobody meanwhile, and a role that it has stays in use.
final class DeletionPlans {
  private final Directory directory;
  private final LinkPlans links;
  private final Lookup lookup;

  DeletionPlans(Directory directory, LinkPlans links) {
    this.directory = directory;
    this.links = links;
    lookup = new Lookup(directory);
  }

  Plan delete(KeyCommand.DeleteKey command, Occasion occasion) {
    ApiKey key = lookup.key(command.account(), command.key());
    ApiKey changed = key.deleted(occasion.at());
    List<Change> changes = new ArrayList<>(List.of(new Change.KeyPut(changed)));
    changes.addAll(links.endAll(key.id(), SingleAccessLink.How.CANCELLED, occasion.at()));
    return new Plan(
        changes,
        "key.deleted",
        KeyPlans.target(key),
        Map.of("state", key.state().name(), "label", key.label()),
        Map.of("state", KeyState.DELETED.name()),
        new Result.Done());
  }

  Plan restore(KeyCommand.RestoreKey command, Instant now) {
    ApiKey key = lookup.keyEvenDeleted(command.account(), command.key());
    KeyState before = key.restorable();
    if (before == null || !key.isDeleted()) {
      throw new Rejection(
          Problem.Code.KEY_NOT_DELETED,
          "key `" + key.appKey() + "` is not deleted; there is nothing to restore");
    }
    if (!key.isRestorableAt(now)) {
      throw new Rejection(
          Problem.Code.KEY_NOT_RESTORABLE,
          "key `"
              + key.appKey()
              + "` was deleted at `"
              + key.changedAt()
              + "`, more than 30 days ago; create another one");
    }
    ApiKey changed = key.with(before, now);
    return new Plan(
        List.of(new Change.KeyPut(changed)),
        "key.restored",
        KeyPlans.target(key),
        Map.of("state", KeyState.DELETED.name()),
        Map.of("state", before.name()),
        new Result.OfKey(changed));
  }

  Plan purge(KeyCommand.PurgeKey command) {
    ApiKey key = lookup.keyEvenDeleted(command.account(), command.key());
    if (!key.isDeleted()) {
      throw new Rejection(
          Problem.Code.KEY_NOT_DELETED,
          "key `" + key.appKey() + "` is in use (expected: a deleted one); delete it first");
    }
    List<Change> changes = new ArrayList<>(List.of(new Change.KeyPut(key.purged())));
    Holder holder = new Holder.OfKey(key.id());
    for (AccountName account : places(key)) {
      changes.add(new Change.GrantRemoved(account, holder));
    }
    changes.addAll(links.forgetAll(key.id()));
    return new Plan(
        changes,
        "key.purged",
        KeyPlans.target(key),
        Map.of("deletedAt", key.changedAt().toString()),
        Map.of(),
        new Result.Done());
  }

  private List<AccountName> places(ApiKey key) {
    List<AccountName> places = new ArrayList<>(directory.usersOf(key));
    if (directory.grant(key.account(), new Holder.OfKey(key.id())) != null) {
      places.add(key.account());
    }
    return places;
  }
}
