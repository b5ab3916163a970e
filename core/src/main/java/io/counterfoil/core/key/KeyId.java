package io.counterfoil.core.key;

import java.util.UUID;

/// Identifies an API key for ever, whatever it is called.
public record KeyId(UUID value) {
  @Override
  public String toString() {
    return value.toString();
  }
}
