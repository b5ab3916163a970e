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
/// @param sealed what stands behind a counterpart that is a placeholder; null for any other
public record ImportedKey(
    int line,
    AppKey appKey,
    String label,
    boolean active,
    Set<RoleId> roles,
    @Nullable Instant expiresAt,
    @Nullable Instant createdAt,
    Counterpart counterpart,
    @Nullable SealedHash sealed) {

  public ImportedKey {
    roles = Set.copyOf(roles);
    if (counterpart.isPlaceholder() == (sealed == null)) {
      throw new IllegalArgumentException(
          "key `" + appKey + "` with a hash but no place for it, or the reverse");
    }
  }
}
