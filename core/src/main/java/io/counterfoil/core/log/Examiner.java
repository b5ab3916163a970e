package io.counterfoil.core.log;

import io.counterfoil.core.decision.Caller;
import io.counterfoil.core.decision.Refusal;
import io.counterfoil.core.decision.Snapshot;
import io.counterfoil.core.explain.Archive;
import io.counterfoil.core.explain.Evidence;
import io.counterfoil.core.explain.Witness;
import io.counterfoil.core.key.ApiKey;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Makes the record of a refusal while its presented bytes are still held.
///
/// Used by one thread.
final class Examiner {
  private final Witness witness;
  private final Attribution attribution;
  private final @Nullable SameValues sameValues;

  Examiner(Witness witness, Archive archive, @Nullable SameValues sameValues) {
    this.witness = witness;
    attribution = new Attribution(archive);
    this.sameValues = sameValues;
  }

  DecisionRecord record(Snapshot snapshot, RefusalId id, Instant at, RefusedRequest request) {
    Refusal refusal = request.refusal();
    Caller caller = request.caller().tell();
    List<Evidence> evidence = witness.examine(snapshot, refusal, request.presented());
    ApiKey key = attribution.key(request, caller);
    Keepable keepable = new Keepable(snapshot);
    Route route = Route.of(request.attempt().wanted(), snapshot.catalogue());
    return new DecisionRecord(
        id,
        at,
        refusal.code(),
        keepable.refusal(refusal),
        attribution.account(snapshot, request, key, evidence),
        key == null ? null : key.appKey(),
        caller instanceof Caller.Person(var user) ? user.id() : null,
        request.revision().number(),
        route.method(),
        route.template(),
        route.needed(),
        keepable.where(request.attempt().where()),
        request.adapter(),
        Keepable.address(request.address()),
        evidence,
        caller == null && sameValues != null ? sameValues.tag(request.presented(), at) : null);
  }
}
