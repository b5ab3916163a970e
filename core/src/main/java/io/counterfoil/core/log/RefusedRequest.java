package io.counterfoil.core.log;

import io.counterfoil.core.decision.Attempt;
import io.counterfoil.core.decision.Decision;
import io.counterfoil.core.decision.Presented;
import org.jspecify.annotations.Nullable;

/// A refused request while its presented bytes are still held: what the witness examines and the
/// decision log then forgets.
///
/// @param adapter which door it came through: `forward`, `nginx`, `admin`, `vtex`
/// @param address the client's network address as the proxy told it; null where nobody did
/// @param traceId the caller's request id or trace id; null where there was none
public record RefusedRequest(
    Decision.Refused decision,
    Attempt attempt,
    Presented presented,
    String adapter,
    @Nullable String address,
    @Nullable String traceId) {}
