package io.counterfoil.core.log;

import io.counterfoil.core.account.AccountName;
import io.counterfoil.core.decision.RefusalCode;
import io.counterfoil.core.key.AppKey;
import io.counterfoil.core.log.DecisionRecords.Kept;
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

  /// Whether it is one of those that are wanted.
  boolean passes(Kept kept) {
    DecisionRecord record = kept.record();
    long place = kept.place().number();
    return account.equals(record.account())
        && (code == null || code == record.code())
        && (key == null || key.equals(record.appKey()))
        && (sameValue == null || sameValue.equals(record.sameValue()))
        && (since == null || place >= Place.at(since))
        && (until == null || place < Place.at(until));
  }

  /// Whether what is counted there is certainly wanted: a count tells neither key nor value.
  boolean passes(HourCount count) {
    return account.equals(count.account())
        && (code == null || code == count.code())
        && key == null
        && sameValue == null;
  }

  /// The same, but none before then.
  RefusalFilter notBefore(Instant horizon) {
    return since != null && since.isAfter(horizon)
        ? this
        : new RefusalFilter(account, code, key, sameValue, horizon, until);
  }
}
