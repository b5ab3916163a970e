package io.counterfoil.core.key;

import io.counterfoil.core.account.UserId;
import java.util.UUID;

/// Whom roles are linked to: a key is a principal just as a person is.
public sealed interface Holder {
  /// The identity, of whichever kind.
  UUID value();

  /// A key.
  record OfKey(KeyId id) implements Holder {
    @Override
    public UUID value() {
      return id.value();
    }
  }

  /// A person.
  record OfUser(UserId id) implements Holder {
    @Override
    public UUID value() {
      return id.value();
    }
  }
}
