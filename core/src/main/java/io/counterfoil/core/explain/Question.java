package io.counterfoil.core.explain;

import io.counterfoil.core.decision.Refusal;
import io.counterfoil.core.decision.Subject;
import io.counterfoil.core.decision.Wanted;
import io.counterfoil.core.decision.Where;
import io.counterfoil.core.role.CredentialKind;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What there is to ask of a request: what is left of a refused one, or one that was never made.
///
/// @param refusal what refused it; null where nothing did
/// @param subject whose credential it was, or was meant to be; null where nobody can be told
/// @param kind what was presented; null where that was not kept, and is taken to be acceptable
/// @param at the instant to judge it by: now, for "would it pass now?"
public record Question(
    @Nullable Refusal refusal,
    @Nullable Subject subject,
    @Nullable CredentialKind kind,
    Where where,
    Wanted wanted,
    List<Evidence> evidence,
    Instant at) {

  public Question {
    evidence = List.copyOf(evidence);
  }
}
