package io.counterfoil.core.usage;

import org.jspecify.annotations.Nullable;

/// What is told apart, as numbers: a buffer that the next request fills anew.
final class UseKey {
  /// Where the key stands in the key table; 0 where `caller` says who it is.
  int slot;

  /// The first word of the pair's digest; 0 where none was presented.
  long pair;

  /// The [io.counterfoil.core.key.Holder] that called without a pair; null where there was one.
  @Nullable Object caller;

  /// The number of the account that it was called for.
  int account;

  /// Which hour of the epoch it was.
  int hour;

  /// The number of the refusal's code, plus one; 0 where it passed.
  int code;

  /// The [io.counterfoil.core.role.CataloguedOperation]; null where it was not known.
  @Nullable Object operation;

  long high;
  long low;
}
