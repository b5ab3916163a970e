package io.counterfoil.core.registry;

import org.jspecify.annotations.Nullable;

/// Where a command came from, for the audit log.
///
/// @param requestId names the request
/// @param address the client's network address; null where there was none
public record Origin(String requestId, @Nullable String address) {}
