package io.counterfoil.core.decision;

import io.counterfoil.core.key.AddressRange;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Refuses a key that comes from an address that it may not come from. A request whose address is
/// not known is refused, too: a list of addresses is worth nothing if silence passes it.
final class AddressRule {
  private AddressRule() {}

  /// Why the key may not come from there; null where it may.
  static @Nullable Refusal check(KeyLine key, Where where) {
    String client = where.client();
    if (!key.isRestricted() || Where.ANYWHERE.equals(client)) {
      return null;
    }
    List<AddressRange> allowed = key.key().terms().addresses();
    boolean free =
        allowed.isEmpty()
            || client != null && allowed.stream().anyMatch(range -> range.contains(client));
    return free ? null : new Refusal.AddressNotAllowed(client == null ? "" : client);
  }
}
