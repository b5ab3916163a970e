package io.counterfoil.core.store;

import io.counterfoil.core.change.AnsweredRequest;
import io.counterfoil.core.change.Change;
import io.counterfoil.core.key.TokenDigest;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// The requests that are remembered, so that their repetition does nothing. One thread writes, any
/// may read.
public final class Answers {
  private final Map<TokenDigest, AnsweredRequest> byId = new ConcurrentHashMap<>();

  Answers() {}

  void put(AnsweredRequest request) {
    byId.put(request.id(), request);
  }

  void remove(TokenDigest id) {
    byId.remove(id);
  }

  /// The request of that id, if it was carried out lately.
  public @Nullable AnsweredRequest of(TokenDigest id) {
    return byId.get(id);
  }

  /// Requests that need no longer be remembered, a few of them.
  public List<AnsweredRequest> outdated(Instant now, int most) {
    return byId.values().stream()
        .filter(request -> !request.isRememberedAt(now))
        .limit(most)
        .toList();
  }

  /// The changes that build it from nothing.
  List<Change> changes() {
    return byId.values().stream()
        .map(request -> (Change) new Change.RequestAnswered(request))
        .toList();
  }
}
