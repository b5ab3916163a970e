package io.counterfoil.core.change;

import io.counterfoil.core.account.AccountName;
import io.counterfoil.core.account.Revision;
import io.counterfoil.core.key.TokenDigest;
import io.counterfoil.core.node.NodeName;
import org.jspecify.annotations.Nullable;

/// Something to be done about the verifiers of the deployment.
public sealed interface NodeCommand extends Command {
  @Override
  default @Nullable AccountName account() {
    return null;
  }

  /// Let a verifier read the feed.
  ///
  /// @param credential the digest of what it will show
  record AddNode(NodeName name, TokenDigest credential) implements NodeCommand {}

  /// Let it read no more.
  record RemoveNode(NodeName name) implements NodeCommand {}

  /// Note that a verifier stood on another history, and threw it away. It changes nothing, and
  /// stands in the audit log.
  ///
  /// @param claimed where the verifier stood
  record NoteFork(NodeName name, Revision claimed) implements NodeCommand {}
}
