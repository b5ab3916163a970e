package io.counterfoil.core.account;

/// What happens to a key whose token was found in the open.
public enum OnLeak {
  /// It is quarantined at once. The default.
  QUARANTINE,
  /// It goes on working, and the account is alarmed.
  ALARM
}
