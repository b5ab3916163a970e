package io.counterfoil.core.account;

import java.util.UUID;

/// Identifies a person across accounts and for ever; an e-mail address only names one.
public record UserId(UUID value) {
  @Override
  public String toString() {
    return value.toString();
  }
}
