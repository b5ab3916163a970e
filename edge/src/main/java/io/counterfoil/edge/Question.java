package io.counterfoil.edge;

import io.vertx.core.MultiMap;
import org.jspecify.annotations.Nullable;

/// What a proxy asks, in whatever protocol it speaks, and where the answer goes. All adapters ask
/// the one [Authorizer] so; what differs between them is clothes alone.
interface Question {
  /// Through which door it came.
  Adapter adapter();

  /// The headers of the original request, each name in any letter case, each copy kept, each value
  /// byte for byte (ISO 8859-1).
  MultiMap headers();

  /// The request that is asked about, as the door's one trusted source tells it.
  OriginalRequest original(HeaderFields fields);

  /// The client's address that a key may be bound to; null where it is not known.
  @Nullable String client(ClientAddress rule, HeaderFields fields);

  /// The client's address, for records alone; null where nobody told it.
  @Nullable String seenFrom(HeaderFields fields);

  /// Whether nobody waits for the answer any more.
  boolean isGone();

  /// Answers that the request may pass.
  void allow(Passage passage);

  /// Answers that it may not.
  void refuse(Denial denial);
}
