package io.counterfoil.core.registry;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Who has a command carried out, from where, and when.
///
/// @param who as the audit log names them
/// @param address the client's network address; null where there was none
record Occasion(String who, @Nullable String address, Instant at) {}
