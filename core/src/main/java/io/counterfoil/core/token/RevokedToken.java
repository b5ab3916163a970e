package io.counterfoil.core.token;

import io.counterfoil.core.key.AppKey;
import java.time.Instant;
import java.util.UUID;

/// An access token that was taken back before its time.
///
/// @param id the token's own id, its claim `jti`
/// @param holder the key that it was issued to
/// @param until when it would have expired: from then on it need not be remembered
public record RevokedToken(UUID id, AppKey holder, Instant until) {}
