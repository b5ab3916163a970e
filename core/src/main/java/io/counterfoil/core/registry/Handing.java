package io.counterfoil.core.registry;

import io.counterfoil.core.change.Change;
import io.counterfoil.core.key.ApiKey;
import io.counterfoil.core.key.AppToken;
import io.counterfoil.core.key.Handover;
import io.counterfoil.core.key.SingleAccessLink;
import io.counterfoil.core.registry.Outcome.Result;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Adds to a plan that issues a token how the token is handed over: in the answer, or by a link.
final class Handing {
  private Handing() {}

  /// A token that was just made.
  ///
  /// @param handover how to hand it over by a link; null to answer with it
  record Fresh(
      ApiKey key, AppToken token, @Nullable Handover handover, SingleAccessLink.Purpose purpose) {}

  static Plan plan(Fresh fresh, Occasion occasion, Plan plan) {
    Handover handover = fresh.handover();
    if (handover == null) {
      return plan.leaving(new Result.OfToken(new Issued(fresh.key(), fresh.token())));
    }
    SingleAccessLink link = link(fresh, handover, occasion);
    Map<String, String> after = new TreeMap<>(plan.after());
    after.put("link", link.id().toString());
    return plan.changing(List.of(new Change.LinkPut(link)))
        .noting(after)
        .leaving(new Result.OfLink(fresh.key(), link));
  }

  private static SingleAccessLink link(Fresh fresh, Handover handover, Occasion occasion) {
    byte[] sealed = handover.seal().seal(handover.link(), fresh.token());
    return new SingleAccessLink(
        handover.link(),
        fresh.key().account(),
        fresh.key().id(),
        fresh.purpose(),
        handover.code(),
        new SingleAccessLink.Sealed(sealed),
        handover.passphrase(),
        0,
        0,
        occasion.at(),
        occasion.who(),
        occasion.at().plus(SingleAccessLink.LIFETIME),
        null);
  }
}
