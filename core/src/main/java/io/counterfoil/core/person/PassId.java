package io.counterfoil.core.person;

import java.util.UUID;

/// Identifies a pass; safe to log, and useless for passing.
public record PassId(UUID value) {
  @Override
  public String toString() {
    return value.toString();
  }
}
