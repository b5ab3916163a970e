package io.counterfoil.core.outbox;

import org.jspecify.annotations.Nullable;

/// A message that somebody has claimed and is to tell now.
///
/// @param endpoint to which webhook; null for a mail
/// @param attempts how many there were before
public record Due(Queued queued, @Nullable EndpointId endpoint, int attempts) {}
