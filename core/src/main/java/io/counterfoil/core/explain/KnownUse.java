package io.counterfoil.core.explain;

import io.counterfoil.core.account.AccountName;
import io.counterfoil.core.key.Holder;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What is known of successful calls. Refused ones are no use of anything, so they never count.
@FunctionalInterface
public interface KnownUse {
  /// Nothing is known.
  KnownUse NOTHING = _ -> List.of();

  /// What was called in the account lately.
  List<Use> in(AccountName account);

  /// One call that a holder makes, and how often it did.
  ///
  /// @param path the template of the operation
  /// @param address where from; null where that is not known
  record Use(
      Holder holder,
      String method,
      String path,
      @Nullable String address,
      long count,
      Instant lastUsed) {}
}
