package io.counterfoil.core.account;

/// Whether an account works at all.
public enum AccountState {
  ACTIVE,
  /// Every key and every user of the account is refused.
  INACTIVE
}
