package io.counterfoil.core.key;

import io.counterfoil.core.role.RoleId;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A key that is brought in from another system.
///
/// @param line where it stood in what was sent, from 1; for messages
/// @param createdAt when that system made it; null where nobody said
/// @param counterpart of its token
public record ImportedKey(
    int line,
    AppKey appKey,
    String label,
    boolean active,
    Set<RoleId> roles,
    @Nullable Instant expiresAt,
    @Nullable Instant createdAt,
    Counterpart counterpart) {

  public ImportedKey {
    roles = Set.copyOf(roles);
  }
}
