package io.counterfoil.core.explain;

import io.counterfoil.core.account.AccountName;
import io.counterfoil.core.key.AppKey;
import io.counterfoil.core.role.ResourceKey;
import io.counterfoil.core.role.Role;
import java.util.List;

/// One way to make a refused request pass. What grants least stands first.
public sealed interface Fix {
  /// Link a role that exists.
  ///
  /// @param excess what the role grants beyond what is needed
  record LinkRole(Role role, List<ResourceKey> excess) implements Fix {}

  /// Make a role of just these resources and link it.
  record CreateRole(List<ResourceKey> resources) implements Fix {}

  /// Add the resource to a custom role that is linked already.
  ///
  /// @param alsoGains how many other holders of the role would gain it
  record WidenRole(Role role, ResourceKey resource, int alsoGains) implements Fix {}

  /// Switch the key on again.
  record ActivateKey(AppKey key) implements Fix {}

  /// Switch the account on again.
  record ActivateAccount(AccountName account) implements Fix {}

  /// Add the key to the account that the request is for.
  record AddExternalKey(AppKey key, String account) implements Fix {}

  /// What the caller, the proxy's owner or the catalogue's owner has to do; the words are those of
  /// the refusal's code.
  record Advice() implements Fix {}
}
