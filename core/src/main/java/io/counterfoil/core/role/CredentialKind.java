package io.counterfoil.core.role;

/// What a caller may present.
public enum CredentialKind {
  /// An appKey and its appToken.
  PAIR,
  /// A signed token that was exchanged for a pair or a password (`VtexIdclientAutCookie`).
  USER_TOKEN
}
