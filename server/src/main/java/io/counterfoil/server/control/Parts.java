package io.counterfoil.server.control;

import io.counterfoil.core.decision.CredentialReader;
import io.counterfoil.core.explain.Explainer;
import io.counterfoil.core.feed.FeedCheck;
import io.counterfoil.core.key.ImportedTokens;
import io.counterfoil.core.log.RecentRefusals;
import io.counterfoil.core.log.Trial;
import io.counterfoil.core.outbox.OutboxSeal;
import io.counterfoil.core.registry.Authority;
import io.counterfoil.core.registry.Effects;
import io.counterfoil.core.registry.Registry;
import io.counterfoil.core.store.Directory;
import io.counterfoil.core.store.Past;
import io.counterfoil.core.store.Store;
import io.counterfoil.edge.FirstUses;
import io.counterfoil.server.audit.AuditKey;
import io.counterfoil.server.authzen.model.Models;
import io.counterfoil.server.leak.LeakDesk;
import io.counterfoil.server.node.NodeBoard;
import io.counterfoil.server.node.NodeParts;
import io.counterfoil.server.person.PersonParts;
import io.counterfoil.server.person.Sessions;
import io.counterfoil.server.person.SignInFailures;
import io.counterfoil.server.token.BearerTokens;
import io.counterfoil.server.token.Passwords;
import io.counterfoil.server.token.SigningKeys;
import io.counterfoil.server.token.TokenCounts;
import io.counterfoil.server.token.TokenParts;
import io.counterfoil.server.token.UserTokens;
import java.time.InstantSource;

/// What the surfaces of the control plane work with. Each part is safe for use by many threads.
///
/// @param persons what signs people in
/// @param operator recognises whoever runs the deployment
/// @param auditKey signs heads and exports of the audit log
/// @param importedTokens makes counterparts of tokens that nobody here has seen
/// @param leaks tells whose tokens in the open are
/// @param firstUses is asked about pairs that nobody knows
/// @param trial tries requests that were pasted or made up
/// @param effects tells what a change would do before it is made
/// @param usage knows what keys are used for
/// @param past tells how things stood at an instant
/// @param nodeParts what is known of verifiers
/// @param seal seals what is to be told outside, and what webhooks are signed with
/// @param hasMailServer whether mails can be sent
/// @param authzen what accounts' enforcement points call things
/// @param deployment what all of it is for
/// @param publicUrl where this server is reached, without a trailing slash
public record Parts(
    Directory directory,
    Registry registry,
    Authority authority,
    Store store,
    CredentialReader reader,
    TokenParts tokens,
    Passwords passwords,
    PersonParts persons,
    OperatorToken operator,
    AuditKey auditKey,
    ImportedTokens importedTokens,
    FirstUses firstUses,
    LeakDesk leaks,
    RecentRefusals refusals,
    Explainer explainer,
    Trial trial,
    Effects effects,
    UsageDesk usage,
    Past past,
    InstantSource clock,
    NodeParts nodeParts,
    OutboxSeal seal,
    boolean hasMailServer,
    Models authzen,
    Deployment deployment,
    String publicUrl) {

  /// Browsers that are signed in.
  public Sessions sessions() {
    return persons.sessions();
  }

  /// Who fails to sign in.
  public SignInFailures failures() {
    return persons.failures();
  }

  /// Issues and reads user tokens.
  public UserTokens userTokens() {
    return tokens.users();
  }

  /// Issues and reads access tokens.
  public BearerTokens bearerTokens() {
    return tokens.bearers();
  }

  /// What access tokens are signed with.
  public SigningKeys signingKeys() {
    return tokens.signing();
  }

  /// How many access tokens were issued.
  public TokenCounts tokenCounts() {
    return tokens.counts();
  }

  /// How far verifiers are.
  public NodeBoard nodes() {
    return nodeParts.board();
  }

  /// What the feed is signed with.
  public FeedCheck feedCheck() {
    return nodeParts.check();
  }

  /// The same, reached elsewhere.
  public Parts reachedAt(String url) {
    return new Parts(
        directory,
        registry,
        authority,
        store,
        reader,
        tokens,
        passwords,
        persons,
        operator,
        auditKey,
        importedTokens,
        firstUses,
        leaks,
        refusals,
        explainer,
        trial,
        effects,
        usage,
        past,
        clock,
        nodeParts,
        seal,
        hasMailServer,
        authzen,
        deployment,
        url);
  }
}
