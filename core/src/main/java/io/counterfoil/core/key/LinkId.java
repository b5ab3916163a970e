package io.counterfoil.core.key;

import java.util.UUID;

/// Identifies a single-access link; safe to log, and useless for opening it.
public record LinkId(UUID value) {
  @Override
  public String toString() {
    return value.toString();
  }
}
