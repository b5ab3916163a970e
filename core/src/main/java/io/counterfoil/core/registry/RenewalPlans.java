package io.counterfoil.core.registry;

import io.counterfoil.core.change.Change;
import io.counterfoil.core.change.KeyCommand;
import io.counterfoil.core.change.Problem;
import io.counterfoil.core.key.ApiKey;
import io.counterfoil.core.key.AppToken;
import io.counterfoil.core.key.Counterpart;
import io.counterfoil.core.key.SingleAccessLink;
import io.counterfoil.core.key.Tokens;
import io.counterfoil.core.registry.Outcome.Result;
import io.counterfoil.core.store.Directory;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Plans renewals: started, finished, undone.
///
/// While a renewal waits for its link to be opened there can be no second one. Once the link was
/// opened or has run out, starting again puts another token in the place of the new one, which is
/// retired; the old one, that callers still use, stays.
final class RenewalPlans {
  private final Directory directory;
  private final TokenIssuer issuer;
  private final LinkPlans links;
  private final Lookup lookup;

  RenewalPlans(Directory directory, TokenIssuer issuer, LinkPlans links) {
    this.directory = directory;
    this.issuer = issuer;
    this.links = links;
    lookup = new Lookup(directory);
  }

  Plan start(KeyCommand.StartRenewal command, Occasion occasion) {
    ApiKey key = lookup.key(command.account(), command.key());
    Tokens before = key.tokens();
    SingleAccessLink latest = latestLink(key);
    checkNonePending(key, latest, occasion.at());
    AppToken token = issuer.token();
    Counterpart fresh = issuer.counterpart(key.account(), key.appKey(), token, occasion.at());
    ApiKey changed =
        command.deleteOld()
            ? key.renewedAtOnce(fresh, occasion.at(), occasion.who())
            : switch (before) {
              case Tokens.Settled _ -> key.renewing(fresh);
              case Tokens.Renewing renewing ->
                  key.renewingAgain(renewing, fresh, occasion.at(), occasion.who());
            };
    Integer silence = command.finishAfterDays();
    if (silence != null) {
      changed = changed.with(changed.terms().withFinishAfterDays(silence));
    }
    List<Change> changes = new ArrayList<>(List.of(new Change.KeyPut(changed)));
    changes.addAll(links.end(latest, SingleAccessLink.How.EXPIRED, occasion.at()));
    return Handing.plan(
        new Handing.Fresh(changed, token, command.handover(), SingleAccessLink.Purpose.RENEWAL),
        occasion,
        plan("key.renewal_started", key, changed, changes));
  }

  private @Nullable SingleAccessLink latestLink(ApiKey key) {
    return directory.linksOf(key.id()).stream()
        .filter(link -> link.purpose() == SingleAccessLink.Purpose.RENEWAL)
        .findFirst()
        .orElse(null);
  }

  private static void checkNonePending(ApiKey key, @Nullable SingleAccessLink latest, Instant now) {
    if (latest != null && latest.isPendingAt(now)) {
      throw new Rejection(
          Problem.Code.RENEWAL_PENDING,
          "key `"
              + key.appKey()
              + "` was renewed and the link to its new token was not opened yet; open it, cancel"
              + " it, undo the renewal, or wait until `"
              + latest.expiresAt()
              + "`");
    }
    if (key.tokens() instanceof Tokens.Renewing(_, var fresh)
        && (latest == null || latest.createdAt().isBefore(fresh.createdAt()))) {
      throw new Rejection(
          Problem.Code.RENEWAL_PENDING,
          "key `"
              + key.appKey()
              + "` is being renewed already; finish that renewal or undo it first");
    }
  }

  Plan finish(KeyCommand.FinishRenewal command, Occasion occasion) {
    ApiKey key = lookup.key(command.account(), command.key());
    ApiKey changed = key.renewed(renewal(key), occasion.at(), occasion.who());
    return plan("key.renewal_finished", key, changed, List.of(new Change.KeyPut(changed)));
  }

  Plan undo(KeyCommand.UndoRenewal command, Occasion occasion) {
    ApiKey key = lookup.key(command.account(), command.key());
    ApiKey changed = key.renewalUndone(renewal(key), occasion.at(), occasion.who());
    List<Change> changes = new ArrayList<>(List.of(new Change.KeyPut(changed)));
    changes.addAll(links.end(latestLink(key), SingleAccessLink.How.CANCELLED, occasion.at()));
    return plan("key.renewal_undone", key, changed, changes);
  }

  private static Tokens.Renewing renewal(ApiKey key) {
    if (key.tokens() instanceof Tokens.Renewing renewing) {
      return renewing;
    }
    throw new Rejection(
        Problem.Code.RENEWAL_NOT_STARTED,
        "key `" + key.appKey() + "` is not being renewed; start a renewal first");
  }

  private static Plan plan(String action, ApiKey key, ApiKey changed, List<Change> changes) {
    return new Plan(
        changes,
        action,
        KeyPlans.target(key),
        Map.of("tokens", Integer.toString(key.tokens().live().size())),
        Map.of("tokens", Integer.toString(changed.tokens().live().size())),
        new Result.OfKey(changed));
  }
}
