package io.counterfoil.core.log;

import io.counterfoil.core.account.AccountName;
import java.util.Map;

/// For how many days the refusals of accounts are kept that said so themselves.
public interface Retention {
  /// Nobody said anything.
  Retention NONE =
      new Retention() {
        @Override
        public int refusalDays(AccountName account) {
          return 0;
        }

        @Override
        public Map<AccountName, Integer> refusalDays() {
          return Map.of();
        }
      };

  /// The account's days; 0 where it said nothing.
  int refusalDays(AccountName account);

  /// The days of all accounts that said so.
  Map<AccountName, Integer> refusalDays();
}
