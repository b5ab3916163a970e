package io.counterfoil.server.control;

import io.counterfoil.core.decision.Usage;
import io.counterfoil.core.key.ApiKey;
import io.counterfoil.core.key.Tokens;
import io.counterfoil.core.store.Directory;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Who still calls with the old token of a key, as far as this server saw it since its start.
///
/// @param callers the latest first; none where the key is not being renewed
public record OldTokenUse(List<Usage.Seen> callers) {
  public OldTokenUse {
    callers = List.copyOf(callers);
  }

  /// The use of the key's old token.
  public static OldTokenUse of(Directory directory, ApiKey key) {
    return new OldTokenUse(
        key.tokens() instanceof Tokens.Renewing(var old, _)
            ? directory.usage().callersOf(old)
            : List.of());
  }

  /// How often it was used.
  public long count() {
    return callers.stream().mapToLong(Usage.Seen::count).sum();
  }

  /// When it was used last; null where it was not.
  public @Nullable Instant lastSeen() {
    return callers.isEmpty() ? null : callers.getFirst().lastSeen();
  }
}
