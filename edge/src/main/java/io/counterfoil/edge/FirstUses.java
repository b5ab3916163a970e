package io.counterfoil.edge;

import io.counterfoil.core.key.AppKey;
import io.counterfoil.core.key.AppToken;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/// Recognises pairs whose token is known only by a hash of another system, which may be slow to
/// compute. Asked only about a pair that nobody knows; safe for use by many threads.
@FunctionalInterface
public interface FirstUses {
  /// Where no key waits for its first use.
  FirstUses NONE = (_, _, _) -> null;

  /// What was found out.
  sealed interface Finding {
    /// What the pair is stands in the snapshot by now.
    record Settled() implements Finding {}

    /// It was not looked at: too many wait, or too many wrong tokens came.
    ///
    /// @param retrySeconds in how many seconds to try again
    record Busy(long retrySeconds) implements Finding {}
  }

  /// Finds out, on a thread of its own, whether the token is the key's. A token that is becomes
  /// known like any other.
  ///
  /// @param address where the request came from; null where that is not known
  /// @return null where there is nothing to find out: the pair is unknown
  @Nullable CompletionStage<Finding> recognise(
      AppKey appKey, AppToken token, @Nullable String address);
}
