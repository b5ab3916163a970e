package io.counterfoil.core.registry;

import io.counterfoil.core.decision.Credentials;

/// Who asks.
public sealed interface Actor {
  /// Whoever runs the deployment: may do everything, and is named in the audit log.
  record Operator(String name) implements Actor {}

  /// Whoever the credentials turn out to be.
  record Presenting(Credentials credentials) implements Actor {}
}
