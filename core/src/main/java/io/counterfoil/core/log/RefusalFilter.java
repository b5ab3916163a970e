package io.counterfoil.core.log;

import io.counterfoil.core.account.AccountName;
import io.counterfoil.core.decision.RefusalCode;
import io.counterfoil.core.key.AppKey;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Which refusals of an account are wanted; null is any.
///
/// @param sameValue the tag of the value that was presented
/// @param since from when on
/// @param until up to when, exclusive
public record RefusalFilter(
    AccountName account,
    @Nullable RefusalCode code,
    @Nullable AppKey key,
    @Nullable String sameValue,
    @Nullable Instant since,
    @Nullable Instant until) {

  /// All refusals of the account.
  public static RefusalFilter of(AccountName account) {
    return new RefusalFilter(account, null, null, null, null, null);
  }

  /// The same, but none before then.
  RefusalFilter notBefore(Instant horizon) {
    return since != null && since.isAfter(horizon)
        ? this
        : new RefusalFilter(account, code, key, sameValue, horizon, until);
  }
}
