package io.counterfoil.core.store;

import io.counterfoil.core.account.AccountName;
import io.counterfoil.core.account.UserId;
import io.counterfoil.core.change.Change;
import io.counterfoil.core.key.Holder;
import io.counterfoil.core.key.KeyId;
import io.counterfoil.core.key.LinkId;
import io.counterfoil.core.key.SealedHash;
import io.counterfoil.core.key.TokenDigest;
import io.counterfoil.core.node.NodeName;
import io.counterfoil.core.outbox.EndpointId;
import io.counterfoil.core.person.PassId;
import io.counterfoil.core.role.RoleId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What many changes come to: of each thing the last, without what is gone.
final class State {
  private final Map<AccountName, Change> accounts = new LinkedHashMap<>();
  private final Map<UserId, Change> users = new LinkedHashMap<>();
  private final Map<RoleId, Change> roles = new LinkedHashMap<>();
  private final Map<KeyId, Change> keys = new LinkedHashMap<>();
  private final Map<UUID, Change> leaks = new LinkedHashMap<>();
  private final Map<AccountName, Change> rules = new LinkedHashMap<>();
  private final AccessTokens accessTokens = new AccessTokens();
  private final Map<LinkId, Change> links = new LinkedHashMap<>();
  private final Map<EndpointId, Change> endpoints = new LinkedHashMap<>();
  private final Map<NodeName, Change> nodes = new LinkedHashMap<>();
  private final Map<AccountName, Change> staleness = new LinkedHashMap<>();
  private final Map<TokenDigest, Change> answers = new LinkedHashMap<>();
  private final Map<AccountName, Change> accountRules = new LinkedHashMap<>();
  private final Map<UserId, Change> signIns = new LinkedHashMap<>();
  private final Map<PassId, Change> passes = new LinkedHashMap<>();
  private final Map<Membership, Change> grants = new LinkedHashMap<>();
  private final Map<KeyId, SealedHash> foreignHashes = new HashMap<>();
  private Change.@Nullable CataloguePut catalogue;

  void apply(Change change) {
    switch (change) {
      case Change.CataloguePut put -> catalogue = put;
      case Change.AccountPut put -> accounts.put(put.account().name(), put);
      case Change.UserPut put -> users.put(put.user().id(), put);
      case Change.ForeignHashPut(var key, var hash) -> foreignHashes.put(key, hash);
      case Change.ForeignHashRemoved(var key) -> foreignHashes.remove(key);
      case Change.RolePut put -> roles.put(put.role().id(), put);
      case Change.RoleRemoved(var id) -> roles.remove(id);
      case Change.KeyPut put -> keys.put(put.key().id(), put);
      case Change.LeakPut put -> leaks.put(put.leak().id(), put);
      case Change.OnLeakPut put -> rules.put(put.account(), put);
      case Change.OfTokens ofTokens -> accessTokens.apply(ofTokens);
      case Change.LinkPut put -> links.put(put.link().id(), put);
      case Change.EndpointPut put -> endpoints.put(put.endpoint().id(), put);
      case Change.EndpointRemoved(var id) -> endpoints.remove(id);
      case Change.NodePut put -> nodes.put(put.node().name(), put);
      case Change.NodeRemoved(var name) -> nodes.remove(name);
      case Change.StalenessPut put -> staleness.put(put.account(), put);
      case Change.RequestAnswered put -> answers.put(put.request().id(), put);
      case Change.RequestForgotten(var id) -> answers.remove(id);
      case Change.LinkRemoved(var id) -> links.remove(id);
      case Change.PassPut put -> passes.put(put.pass().id(), put);
      case Change.PassRemoved(var id) -> passes.remove(id);
      case Change.RulesPut put -> accountRules.put(put.rules().account(), put);
      case Change.SignInPut put -> signIns.put(put.signIn().user(), put);
      case Change.GrantPut put ->
          grants.put(new Membership(put.grant().account(), put.grant().holder()), put);
      case Change.GrantRemoved(var account, var holder) ->
          grants.remove(new Membership(account, holder));
    }
  }

  /// The changes that build it from nothing: the catalogue, accounts, people, roles, keys, links,
  /// rules, sign-ins, passes, grants.
  List<Change> changes() {
    List<Change> all = new ArrayList<>();
    if (catalogue != null) {
      all.add(catalogue);
    }
    all.addAll(accounts.values());
    all.addAll(users.values());
    all.addAll(roles.values());
    all.addAll(keys.values());
    all.addAll(links.values());
    all.addAll(rules.values());
    all.addAll(leaks.values());
    all.addAll(accessTokens.changes());
    all.addAll(endpoints.values());
    all.addAll(nodes.values());
    all.addAll(staleness.values());
    all.addAll(answers.values());
    all.addAll(accountRules.values());
    all.addAll(signIns.values());
    all.addAll(passes.values());
    all.addAll(grants.values());
    return all;
  }

  @Nullable SealedHash foreignHash(KeyId key) {
    return foreignHashes.get(key);
  }

  private record Membership(AccountName account, Holder holder) {}
}
