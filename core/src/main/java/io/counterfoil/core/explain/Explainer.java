package io.counterfoil.core.explain;

import io.counterfoil.core.decision.Decision;
import io.counterfoil.core.decision.Refusal;
import io.counterfoil.core.decision.Snapshot;
import io.counterfoil.core.decision.Stage;
import io.counterfoil.core.decision.Subject;
import io.counterfoil.core.decision.Verifier;
import io.counterfoil.core.explain.Explanation.WouldPass;
import io.counterfoil.core.key.Digester;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Explains why a request was refused, all that stands behind it and what would repair it. It owns
/// no rule: it asks the verifier, supposes the refusal repaired, and asks again.
///
/// Thread-safe: one question at a time.
public final class Explainer {
  private final Verifier verifier;
  private final Fixes fixes;

  /// An explainer that suggests the accounts' own roles too.
  ///
  /// @param digester is used by this explainer alone
  public Explainer(Digester digester, AccountRoles roles) {
    verifier = new Verifier(digester);
    fixes = new Fixes(roles);
  }

  /// Explains, as things stand in the snapshot.
  public synchronized Explanation explain(Snapshot now, Question question) {
    Subject subject = question.subject();
    Inquiry inquiry =
        subject == null ? null : new Inquiry(verifier, fixes, now, question, subject).ask();
    List<Refusal> obstacles =
        inquiry == null ? new ArrayList<>() : new ArrayList<>(inquiry.obstacles());
    Set<Fix> repairs = new LinkedHashSet<>(CredentialFixes.of(now, question));
    WouldPass wouldPass = wouldPass(question, obstacles);
    Refusal then = question.refusal();
    if (then != null && !canBeAskedAgain(then)) {
      obstacles.remove(then);
      obstacles.addFirst(then);
      repairs.addAll(
          fixes.of(now, new Decision.Refused(now.revision(), then, null, null), question));
    }
    if (inquiry != null) {
      repairs.addAll(inquiry.repairs());
    }
    return new Explanation(
        obstacles.isEmpty() ? then : obstacles.getFirst(),
        obstacles.isEmpty() ? List.of() : obstacles.subList(1, obstacles.size()),
        new Checks(now, question, inquiry, obstacles).all(),
        question.evidence(),
        adviceLast(repairs),
        wouldPass,
        now.revision().number());
  }

  /// Whether the verifier can be asked again without the presented bytes.
  static boolean canBeAskedAgain(Refusal refusal) {
    return switch (refusal.code().stage()) {
      case PRESENTED, WELL_FORMED, KNOWN -> false;
      case EDGE, USABLE, PLACE, OPERATION, ALLOWED, LIMITS, SYSTEM ->
          !(refusal instanceof Refusal.UserTokenExpired
              || refusal instanceof Refusal.AccessTokenExpired
              || refusal instanceof Refusal.AccessTokenRevoked
              || refusal instanceof Refusal.ScopeTooNarrow
              || refusal instanceof Refusal.SponsorRequired);
    };
  }

  /// @param obstacles what refuses it today, the credential taken for granted
  private static WouldPass wouldPass(Question question, List<Refusal> obstacles) {
    Refusal then = question.refusal();
    if (!obstacles.isEmpty() || isGone(question) || isOfEdge(then)) {
      return WouldPass.NO;
    }
    if (then == null) {
      return WouldPass.YES;
    }
    if (question.subject() == null || then instanceof Refusal.SponsorRequired) {
      return WouldPass.UNKNOWN;
    }
    return canBeAskedAgain(then) && then.code().stage() != Stage.SYSTEM
        ? WouldPass.YES
        : WouldPass.WITH_THE_RIGHT_TOKEN;
  }

  private static boolean isOfEdge(@Nullable Refusal refusal) {
    return refusal != null && refusal.code().stage() == Stage.EDGE;
  }

  private static boolean isGone(Question question) {
    return question.evidence().stream().anyMatch(Evidence.KeyDeleted.class::isInstance);
  }

  private static List<Fix> adviceLast(Set<Fix> fixes) {
    List<Fix> ordered = new ArrayList<>();
    fixes.stream().filter(fix -> !(fix instanceof Fix.Advice)).forEach(ordered::add);
    fixes.stream().filter(Fix.Advice.class::isInstance).forEach(ordered::add);
    return ordered;
  }
}
