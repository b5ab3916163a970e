package io.counterfoil.core.registry;

import io.counterfoil.core.change.Change;
import io.counterfoil.core.change.KeyCommand;
import io.counterfoil.core.change.Problem;
import io.counterfoil.core.key.ApiKey;
import io.counterfoil.core.key.AppToken;
import io.counterfoil.core.key.KeyId;
import io.counterfoil.core.key.SingleAccessLink;
import io.counterfoil.core.key.SingleAccessLink.End;
import io.counterfoil.core.key.SingleAccessLink.How;
import io.counterfoil.core.registry.Outcome.Result;
import io.counterfoil.core.store.Directory;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Plans the end of single-access links: opened, run out, cancelled, locked; and notes whoever
/// comes too late, for that may be a thief, or the one from whom a thief was faster.
final class LinkPlans {
  private final Directory directory;
  private final Lookup lookup;

  LinkPlans(Directory directory) {
    this.directory = directory;
    lookup = new Lookup(directory);
  }

  Plan open(KeyCommand.OpenLink command, Occasion occasion) {
    SingleAccessLink link = lookup.link(command.account(), command.link());
    How ended = link.endedAt(occasion.at());
    if (ended != null) {
      return refused(link, ended, command.userAgent());
    }
    ApiKey key = lookup.key(command.account(), link.key());
    AppToken token = link.open(command.seal());
    if (token == null) {
      return wrongPassphrase(link, command, occasion);
    }
    SingleAccessLink opened =
        link.ended(new End(How.OPENED, occasion.at(), occasion.address(), command.userAgent()));
    return plan(
        "link.opened",
        opened,
        Map.of("userAgent", command.userAgent()),
        new Result.OfOpening(opened, new Issued(key, token)));
  }

  private Plan refused(SingleAccessLink link, How ended, String userAgent) {
    Problem problem =
        new Problem(
            Problem.Code.LINK_ENDED,
            switch (ended) {
              case OPENED -> "the link was opened before; ask for another one, and say so";
              case EXPIRED -> "the link's 24 hours have passed; ask for another one";
              case CANCELLED -> "the link was taken back; ask for another one";
              case LOCKED -> "the link was locked by wrong passphrases; ask for another one";
            });
    Result.NotOpened result = new Result.NotOpened(link, problem);
    if (link.refusals() >= SingleAccessLink.MOST_REFUSALS) {
      return Plan.nothing(result);
    }
    return plan(
        "link.refused",
        link.refused(),
        Map.of("because", ended.name(), "userAgent", userAgent),
        result);
  }

  private Plan wrongPassphrase(
      SingleAccessLink link, KeyCommand.OpenLink command, Occasion occasion) {
    SingleAccessLink tried =
        link.triedWrongly(occasion.at(), occasion.address(), command.userAgent());
    int left = SingleAccessLink.MOST_TRIES - tried.wrongTries();
    return plan(
        tried.end() == null ? "link.wrong_passphrase" : "link.locked",
        tried,
        Map.of("triesLeft", Integer.toString(left), "userAgent", command.userAgent()),
        new Result.NotOpened(
            tried,
            new Problem(
                Problem.Code.PASSPHRASE_WRONG,
                "passphrase: not the link's; " + left + " tries are left")));
  }

  Plan cancel(KeyCommand.CancelLink command, Instant now) {
    SingleAccessLink link = lookup.link(command.account(), command.link());
    if (!link.isPendingAt(now)) {
      throw new Rejection(
          Problem.Code.LINK_ENDED,
          "link `" + link.id() + "` has ended already (expected: one that can still be opened)");
    }
    SingleAccessLink ended = link.ended(new End(How.CANCELLED, now, null, ""));
    return plan("link.cancelled", ended, Map.of(), new Result.Done());
  }

  Plan expire(KeyCommand.ExpireLink command, Instant now) {
    SingleAccessLink link = lookup.link(command.account(), command.link());
    if (link.end() != null || now.isBefore(link.expiresAt())) {
      return Plan.nothing(new Result.Done());
    }
    SingleAccessLink ended = link.ended(new End(How.EXPIRED, now, null, ""));
    return plan("link.expired", ended, Map.of(), new Result.Done());
  }

  /// The changes that end the link, if there is one that has not ended.
  List<Change> end(@Nullable SingleAccessLink link, How how, Instant now) {
    return link == null || link.end() != null
        ? List.of()
        : List.of(new Change.LinkPut(link.ended(new End(how, now, null, ""))));
  }

  /// The changes that end each link of the key.
  List<Change> endAll(KeyId key, How how, Instant now) {
    return directory.linksOf(key).stream().flatMap(link -> end(link, how, now).stream()).toList();
  }

  /// The changes that forget each link of the key.
  List<Change> forgetAll(KeyId key) {
    return directory.linksOf(key).stream()
        .map(link -> (Change) new Change.LinkRemoved(link.id()))
        .toList();
  }

  private Plan plan(String action, SingleAccessLink link, Map<String, String> more, Result result) {
    Map<String, String> after = new TreeMap<>(more);
    after.put("link", link.id().toString());
    ApiKey key = directory.key(link.key());
    return new Plan(
        List.of(new Change.LinkPut(link)),
        action,
        key == null ? "link:" + link.id() : KeyPlans.target(key),
        Map.of(),
        after,
        result);
  }
}
