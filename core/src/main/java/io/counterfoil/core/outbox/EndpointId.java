package io.counterfoil.core.outbox;

import java.util.UUID;

/// Names a webhook endpoint.
public record EndpointId(UUID value) {
  @Override
  public String toString() {
    return value.toString();
  }
}
