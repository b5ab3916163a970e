package io.counterfoil.edge;

import io.counterfoil.core.decision.Answer;
import io.counterfoil.core.log.RefusalId;
import java.util.function.BiConsumer;

/// What a proxy is told of a request that may not pass.
record Denial(Answer.Refuse refuse, RefusalId id, RateTerms rate) {
  /// Tells each header that goes with it in every protocol.
  void tell(BiConsumer<String, String> header) {
    rate.tell(header);
    String revision = refuse.facts().get("revision");
    if (revision != null) { // of a verifier that is behind: how far it is
      header.accept("X-Counterfoil-Revision", revision);
    }
  }
}
