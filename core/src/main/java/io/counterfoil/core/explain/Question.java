package io.counterfoil.core.explain;

import io.counterfoil.core.decision.Refusal;
import io.counterfoil.core.decision.Subject;
import io.counterfoil.core.decision.Wanted;
import io.counterfoil.core.decision.Where;
import io.counterfoil.core.role.CredentialKind;
import io.counterfoil.core.role.Requirement;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What there is to ask of a request: what is left of a refused one, or one that was never made.
///
/// @param refusal what refused it; null where nothing did
/// @param subject whose credential it was, or was meant to be; null where nobody can be told
/// @param kind what was presented; null where that was not kept, and is taken to be acceptable
/// @param at the instant to judge it by: now, for "would it pass now?"
/// @param also what else whoever asks wants the holder to be allowed; a suggestion is never widened
///   by anything that nobody asked for, such as other refusals
public record Question(
    @Nullable Refusal refusal,
    @Nullable Subject subject,
    @Nullable CredentialKind kind,
    Where where,
    Wanted wanted,
    List<Evidence> evidence,
    Instant at,
    List<Requirement> also) {

  public Question {
    evidence = List.copyOf(evidence);
    also = List.copyOf(also);
  }

  /// The request alone.
  public Question(
      @Nullable Refusal refusal,
      @Nullable Subject subject,
      @Nullable CredentialKind kind,
      Where where,
      Wanted wanted,
      List<Evidence> evidence,
      Instant at) {
    this(refusal, subject, kind, where, wanted, evidence, at, List.of());
  }

  /// The same request, and what else the holder should be allowed.
  public Question withAlso(List<Requirement> more) {
    return new Question(refusal, subject, kind, where, wanted, evidence, at, more);
  }
}
