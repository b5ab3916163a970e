package io.counterfoil.core.outbox;

import java.util.List;

/// A message and what became of it so far.
public record Entry(Queued queued, List<Delivery> deliveries) {
  public Entry {
    deliveries = List.copyOf(deliveries);
  }
}
