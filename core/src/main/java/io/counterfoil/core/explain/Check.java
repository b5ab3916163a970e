package io.counterfoil.core.explain;

import io.counterfoil.core.decision.Refusal;
import io.counterfoil.core.decision.Stage;
import org.jspecify.annotations.Nullable;

/// One of the checks that a request goes through, and how it ended.
///
/// @param refusal what the check refused, or would; null where it did not
/// @param seen what the check looked at; null where nobody can tell, or the refusal says it
public record Check(
    Stage stage, Verdict verdict, @Nullable Refusal refusal, @Nullable Observation seen) {

  /// How a check ended.
  public enum Verdict {
    PASSED,
    /// It is what refuses the request.
    REFUSED,
    /// It refused the request, and would not today.
    REPAIRED,
    /// It would refuse the request once those before it were repaired.
    WOULD_REFUSE,
    /// Too little was presented or kept to tell.
    UNKNOWN
  }
}
