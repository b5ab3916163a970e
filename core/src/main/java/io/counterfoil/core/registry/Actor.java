package io.counterfoil.core.registry;

import io.counterfoil.core.account.UserId;
import io.counterfoil.core.decision.Credentials;
import io.counterfoil.core.key.AppKey;
import io.counterfoil.core.key.LinkId;

/// Who asks.
public sealed interface Actor {
  /// Whoever runs the deployment: may do everything, and is named in the audit log.
  record Operator(String name) implements Actor {}

  /// Whoever the credentials turn out to be.
  record Presenting(Credentials credentials) implements Actor {}

  /// The server itself, on its own account.
  ///
  /// @param name which of its jobs, such as `purge`
  record Job(String name) implements Actor {}

  /// A person who proved to the server who they are; may do what concerns themself alone.
  record Person(UserId user) implements Actor {}

  /// A key that proved to the server which it is; may do what concerns its own access tokens alone.
  record Key(AppKey appKey) implements Actor {}

  /// Whoever holds the code of a link; may open it and nothing else.
  record LinkHolder(LinkId link) implements Actor {}
}
