package io.counterfoil.core.store;

import io.counterfoil.core.change.Change;

/// Makes changes so in a directory.
record Application(Directory directory) {
  void apply(Change change) {
    switch (change) {
      case Change.AccountPut(var account) -> directory.people().put(account);
      case Change.UserPut(var user) -> directory.people().put(user);
      case Change.KeyPut(var key) -> directory.put(key);
      case Change.OfTokens ofTokens -> directory.accessTokens().apply(ofTokens);
      case Change.LeakPut(var leak) -> directory.leaks().put(leak);
      case Change.OnLeakPut(var account, var rule) -> directory.leaks().put(account, rule);
      case Change.LinkPut(var link) -> directory.links().put(link);
      case Change.EndpointPut(var endpoint) -> directory.endpoints().put(endpoint);
      case Change.EndpointRemoved(var id) -> directory.endpoints().remove(id);
      case Change.RequestAnswered(var request) -> directory.answers().put(request);
      case Change.RequestForgotten(var id) -> directory.answers().remove(id);
      case Change.LinkRemoved(var id) -> directory.links().remove(id);
      case Change.PassPut(var pass) -> directory.signIns().put(pass);
      case Change.PassRemoved(var id) -> directory.signIns().remove(id);
      case Change.RulesPut(var rules) -> directory.signIns().put(rules);
      case Change.SignInPut(var signIn) -> directory.signIns().put(signIn);
      case Change.GrantPut(var grant) -> directory.put(grant);
      case Change.GrantRemoved(var account, var holder) -> directory.removeGrant(account, holder);
      case Change.RolePut(var role) -> directory.people().put(role);
      case Change.RoleRemoved(var id) -> directory.people().removeRole(id);
      case Change.ForeignHashPut _, Change.ForeignHashRemoved _ -> {
        // asked of the store when they are needed, which is once for each
      }
      case Change.NodePut(var node) -> directory.nodes().put(node);
      case Change.NodeRemoved(var name) -> directory.nodes().remove(name);
      case Change.StalenessPut(var account, var limit) -> directory.nodes().put(account, limit);
      case Change.CataloguePut(var catalogue) -> directory.people().put(catalogue);
    }
  }
}
