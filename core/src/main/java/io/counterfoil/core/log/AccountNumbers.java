package io.counterfoil.core.log;

import io.counterfoil.core.account.AccountName;
import org.jspecify.annotations.Nullable;

/// Finds an account by the number that an id seals.
@FunctionalInterface
public interface AccountNumbers {
  /// The account of that number; null where there is none.
  @Nullable AccountName named(int number);
}
