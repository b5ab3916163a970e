package io.counterfoil.edge;

import io.counterfoil.core.decision.Limiter;
import io.counterfoil.core.decision.Snapshot;
import io.counterfoil.core.decision.Usage;
import io.counterfoil.core.decision.UserTokenReader;
import io.counterfoil.core.key.KeySource;
import io.counterfoil.core.log.DecisionLog;
import io.counterfoil.core.usage.UseCounters;
import java.time.InstantSource;
import java.util.function.Supplier;

/// What the edge decides with.
///
/// @param snapshot the latest snapshot
/// @param keys what pairs are digested with
/// @param userTokens safe for several threads
/// @param client tells where requests come from
/// @param limiter counts what keys with a rate limit use up
/// @param usage is told of every request that passed
/// @param uses counts what keys are used for, and why they are refused
/// @param firstUses is asked about pairs that nobody knows
public record EdgeParts(
    Supplier<? extends Snapshot> snapshot,
    KeySource keys,
    UserTokenReader userTokens,
    DecisionLog log,
    InstantSource clock,
    ClientAddress client,
    Limiter limiter,
    Usage usage,
    UseCounters uses,
    FirstUses firstUses) {

  /// Behind one proxy, with nobody to tell of usage.
  public EdgeParts(
      Supplier<? extends Snapshot> snapshot,
      KeySource keys,
      UserTokenReader userTokens,
      DecisionLog log,
      InstantSource clock) {
    this(
        snapshot,
        keys,
        userTokens,
        log,
        clock,
        ClientAddress.BEHIND_ONE,
        new Limiter(),
        new Usage(pair -> false),
        UseCounters.forHeap(0),
        FirstUses.NONE);
  }
}
