package io.counterfoil.core.registry;

import io.counterfoil.core.account.Account;
import io.counterfoil.core.account.Revision;
import io.counterfoil.core.account.User;
import io.counterfoil.core.change.ImportReport;
import io.counterfoil.core.change.Problem;
import io.counterfoil.core.decision.Attempt;
import io.counterfoil.core.decision.Decision;
import io.counterfoil.core.key.ApiKey;
import io.counterfoil.core.key.Leak;
import io.counterfoil.core.key.SingleAccessLink;
import io.counterfoil.core.node.Node;
import io.counterfoil.core.outbox.Endpoint;
import io.counterfoil.core.person.Pass;
import io.counterfoil.core.role.Resource;
import io.counterfoil.core.role.Role;

/// What became of a command.
public sealed interface Outcome {
  /// It was carried out, or there was nothing to do.
  ///
  /// @param revision the revision at which it holds
  record Committed(Revision revision, Result result) implements Outcome {}

  /// Whoever asked may not ask that.
  record Denied(Decision.Refused decision, Attempt attempt) implements Outcome {}

  /// It could not be done.
  record Rejected(Problem problem) implements Outcome {}

  /// What a command left behind.
  sealed interface Result {
    /// The account as it is now.
    record OfAccount(Account account) implements Result {}

    /// The key as it is now.
    record OfKey(ApiKey key) implements Result {}

    /// The key as it is now, and its new token.
    record OfToken(Issued issued) implements Result {}

    /// The key as it is now, and the link that hands its new token over.
    record OfLink(ApiKey key, SingleAccessLink link) implements Result {}

    /// The token that an opened link handed over.
    record OfOpening(SingleAccessLink link, Issued issued) implements Result {}

    /// A link that did not open, which was noted all the same.
    record NotOpened(SingleAccessLink link, Problem problem) implements Result {}

    /// What a request left behind that was carried out before, as it is now; without its secret.
    record Again(Result of) implements Result {}

    /// The role as it is now.
    record OfRole(Role role) implements Result {}

    /// The resource as it is now.
    record OfResource(Resource resource) implements Result {}

    /// The person as they are now.
    record OfUser(User user) implements Result {}

    /// The pass as it is now.
    record OfPass(Pass pass) implements Result {}

    /// The webhook as it is now.
    record OfEndpoint(Endpoint endpoint) implements Result {}

    /// The verifier as it is now.
    record OfNode(Node node) implements Result {}

    /// What was noted of a token in the open, and the key as it is now.
    record OfLeak(Leak leak, ApiKey key) implements Result {}

    /// What became of an import.
    record OfImport(ImportReport report) implements Result {}

    /// Nothing to show.
    record Done() implements Result {}
  }
}
