package io.counterfoil.core.decision;

import io.counterfoil.core.account.AccountName;
import io.counterfoil.core.account.MaxStaleness;

/// How old what is known is, and how old it may be.
public interface Freshness {
  /// Of the record itself, which is never old.
  Freshness LIVE =
      new Freshness() {
        @Override
        public long asOf() {
          return Long.MAX_VALUE;
        }

        @Override
        public MaxStaleness maxStaleness(AccountName account) {
          return MaxStaleness.USUAL;
        }
      };

  /// Until when nothing that was committed is missing, in milliseconds since 1970; no limit where
  /// it is the record itself that is read.
  long asOf();

  /// For how long one may decide for the account on what was known last.
  MaxStaleness maxStaleness(AccountName account);
}
