package io.counterfoil.core.decision;

import java.time.Instant;

/// One request to decide on.
///
/// @param at when it came: expiry is judged by it
public record Attempt(Credentials credentials, Where where, Wanted wanted, Instant at) {}
