package io.counterfoil.edge;

import io.counterfoil.core.decision.Snapshot;
import io.counterfoil.core.decision.UserTokenReader;
import io.counterfoil.core.key.Pepper;
import io.counterfoil.core.log.DecisionLog;
import java.time.InstantSource;
import java.util.function.Supplier;

/// What the edge decides with.
///
/// @param snapshot the latest snapshot
/// @param userTokens safe for several threads
public record EdgeParts(
    Supplier<? extends Snapshot> snapshot,
    Pepper pepper,
    UserTokenReader userTokens,
    DecisionLog log,
    InstantSource clock) {}
