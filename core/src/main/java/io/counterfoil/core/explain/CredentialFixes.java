package io.counterfoil.core.explain;

import io.counterfoil.core.decision.Snapshot;
import io.counterfoil.core.decision.Subject;
import io.counterfoil.core.key.ApiKey;
import io.counterfoil.core.key.AppKey;
import io.counterfoil.core.key.KeyState;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What the account's people can do about a credential that does not fit, judged by what was found
/// out about it. Where an exact copy is near at hand the caller can repair it alone.
final class CredentialFixes {
  private CredentialFixes() {}

  static Set<Fix> of(Snapshot now, Question question) {
    Set<Fix> fixes = new LinkedHashSet<>();
    for (Evidence evidence : question.evidence()) {
      switch (evidence) {
        case Evidence.KeyDeleted deleted -> {
          if (deleted.isRestorableAt(question.at())) {
            fixes.add(new Fix.RestoreKey(deleted.account(), deleted.key()));
          }
        }
        case Evidence.TokenWrong(var key) -> renew(now, key, fixes);
        case Evidence.TokenRetired retired -> renew(now, retired.key(), fixes);
        case Evidence.Seen _,
            Evidence.KeyUnknown _,
            Evidence.KeyDiffersByCase _,
            Evidence.TokenMatchesIf _,
            Evidence.TokenOfOtherKey _,
            Evidence.PairSwapped _ -> {
          // the caller's own to repair
        }
      }
    }
    return fixes;
  }

  private static void renew(Snapshot now, AppKey name, Set<Fix> fixes) {
    ApiKey key = now.key(name);
    if (key != null && key.state() == KeyState.ACTIVE) {
      fixes.add(new Fix.RenewToken(key.account(), name));
    }
  }

  /// The key that the question is about; null where it is about none that is in use.
  static @Nullable ApiKey subject(Snapshot now, Question question) {
    return question.subject() instanceof Subject.OfKey(var name) ? now.key(name) : null;
  }
}
