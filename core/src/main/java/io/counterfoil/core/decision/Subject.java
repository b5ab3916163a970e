package io.counterfoil.core.decision;

import io.counterfoil.core.account.UserId;
import io.counterfoil.core.key.AppKey;

/// Whom a user token speaks for.
public sealed interface Subject {
  /// A key, that was exchanged for the token.
  record OfKey(AppKey appKey) implements Subject {}

  /// A person, who signed in.
  record OfUser(UserId user) implements Subject {}
}
