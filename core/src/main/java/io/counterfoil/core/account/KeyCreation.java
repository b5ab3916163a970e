package io.counterfoil.core.account;

/// Who may create keys in an account.
public enum KeyCreation {
  /// Only the Sponsor. The default.
  SPONSOR_ONLY,
  /// The Sponsor, and whoever holds the resource `EditApiKeys` (or, on VTEX's wire, `Save_User`).
  DELEGATED
}
