package io.counterfoil.core.change;

import io.counterfoil.core.account.Account;
import io.counterfoil.core.account.AccountName;
import io.counterfoil.core.account.AccountRules;
import io.counterfoil.core.account.MaxStaleness;
import io.counterfoil.core.account.OnLeak;
import io.counterfoil.core.account.User;
import io.counterfoil.core.key.ApiKey;
import io.counterfoil.core.key.Grant;
import io.counterfoil.core.key.Holder;
import io.counterfoil.core.key.KeyId;
import io.counterfoil.core.key.Leak;
import io.counterfoil.core.key.LinkId;
import io.counterfoil.core.key.SealedHash;
import io.counterfoil.core.key.SingleAccessLink;
import io.counterfoil.core.key.TokenDigest;
import io.counterfoil.core.node.Node;
import io.counterfoil.core.node.NodeName;
import io.counterfoil.core.outbox.Endpoint;
import io.counterfoil.core.outbox.EndpointId;
import io.counterfoil.core.person.Pass;
import io.counterfoil.core.person.PassId;
import io.counterfoil.core.person.SignIn;
import io.counterfoil.core.role.Catalogue;
import io.counterfoil.core.role.Role;
import io.counterfoil.core.role.RoleId;
import io.counterfoil.core.token.RevokedToken;
import io.counterfoil.core.token.SigningKey;
import java.util.UUID;

/// One thing that became so. Stores keep changes, verifiers apply them; applying one twice is
/// applying it once.
public sealed interface Change {
  /// What became so of keys, and of what stands beside them.
  sealed interface OfKeys extends Change {}

  /// What became so beside decisions: none of them depends on it.
  sealed interface Aside extends Change {}

  /// What became so of access tokens. What was decided without one does not depend on it.
  sealed interface OfTokens extends Change {}

  /// The account is now so.
  record AccountPut(Account account) implements Change {}

  /// The person is now so.
  record UserPut(User user) implements Change {}

  /// The key is now so; a deleted key stays, as a memory.
  record KeyPut(ApiKey key) implements OfKeys {}

  /// The single-access link is now so.
  record LinkPut(SingleAccessLink link) implements OfKeys, Aside {}

  /// The request was carried out, and its repetition must not be.
  record RequestAnswered(AnsweredRequest request) implements Aside {}

  /// The request of that id is forgotten.
  record RequestForgotten(TokenDigest id) implements Aside {}

  /// A token of a key was found in the open.
  record LeakPut(Leak leak) implements OfKeys, Aside {}

  /// The account wants this done about tokens that are found in the open.
  record OnLeakPut(AccountName account, OnLeak rule) implements OfKeys, Aside {}

  /// The webhook is now so.
  record EndpointPut(Endpoint endpoint) implements Aside {}

  /// The webhook is gone.
  record EndpointRemoved(EndpointId id) implements Aside {}

  /// The verifier may read the feed.
  record NodePut(Node node) implements Aside {}

  /// The verifier may not any more.
  record NodeRemoved(NodeName name) implements Aside {}

  /// Verifiers may decide for the account so long after they lost contact.
  record StalenessPut(AccountName account, MaxStaleness limit) implements Change {}

  /// The single-access link is forgotten.
  record LinkRemoved(LinkId id) implements OfKeys, Aside {}

  /// This hash of another system stands behind the key's placeholder.
  record ForeignHashPut(KeyId key, SealedHash hash) implements OfKeys, Aside {}

  /// No hash of another system stands behind the key any more.
  record ForeignHashRemoved(KeyId key) implements OfKeys, Aside {}

  /// The pass is now so.
  record PassPut(Pass pass) implements Aside {}

  /// The pass is forgotten.
  record PassRemoved(PassId id) implements Aside {}

  /// The account now asks this of its people.
  record RulesPut(AccountRules rules) implements Aside {}

  /// The person now signs in so.
  record SignInPut(SignIn signIn) implements Aside {}

  /// This key signs access tokens, too.
  record SigningKeyPut(SigningKey key) implements OfTokens {}

  /// That key signs no more, and what it signed is not ours any more.
  record SigningKeyRemoved(String id) implements OfTokens {}

  /// The access token is taken back.
  record AccessTokenRevoked(RevokedToken token) implements OfTokens {}

  /// The access token has expired by now, and need not be remembered.
  record RevocationForgotten(UUID id) implements OfTokens {}

  /// The holder now has exactly these roles in the account.
  record GrantPut(Grant grant) implements Change {}

  /// The holder no longer belongs to the account.
  record GrantRemoved(AccountName account, Holder holder) implements Change {}

  /// The custom role is now so.
  record RolePut(Role role) implements Change {}

  /// The custom role is gone.
  record RoleRemoved(RoleId id) implements Change {}

  /// This is now the catalogue.
  record CataloguePut(Catalogue catalogue) implements Change {}
}
