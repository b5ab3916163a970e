package io.counterfoil.core.key;

/// Whether a key can be used.
public enum KeyState {
  ACTIVE,
  /// Switched off; can be switched on again.
  INACTIVE,
  /// Gone for every caller; remembered, so that its name stays taken and its refusals explain.
  DELETED
}
