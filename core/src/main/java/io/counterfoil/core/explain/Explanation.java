package io.counterfoil.core.explain;

import io.counterfoil.core.decision.Refusal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Why a request was refused, all that stands behind it, and what would repair it.
///
/// @param refusal what refuses it at today's revision, or refused it where that cannot be asked
///   again; null where nothing does or did
/// @param obstacles each further refusal that would follow if those before it were repaired, in
///   order
/// @param checks each check that the request goes through, in order
/// @param fixes ways to repair it, what grants least first
/// @param evaluatedAt the number of the revision that was asked
public record Explanation(
    @Nullable Refusal refusal,
    List<Refusal> obstacles,
    List<Check> checks,
    List<Evidence> evidence,
    List<Fix> fixes,
    WouldPass wouldPassNow,
    long evaluatedAt) {

  public Explanation {
    obstacles = List.copyOf(obstacles);
    checks = List.copyOf(checks);
    evidence = List.copyOf(evidence);
    fixes = List.copyOf(fixes);
  }

  /// Whether the same request would pass today.
  public enum WouldPass {
    YES,
    NO,
    /// It depends on the token, which was not kept.
    WITH_THE_RIGHT_TOKEN,
    /// Too little was kept of it.
    UNKNOWN
  }
}
