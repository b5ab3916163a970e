package io.counterfoil.core.usage;

import java.time.Instant;

/// How often something was called in a span of time, and when last.
///
/// @param from when the span begins
public record Uses(Call call, Instant from, long count, Instant last) {}
