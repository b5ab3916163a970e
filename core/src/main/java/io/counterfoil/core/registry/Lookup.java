package io.counterfoil.core.registry;

import io.counterfoil.core.account.Account;
import io.counterfoil.core.account.AccountName;
import io.counterfoil.core.change.Problem;
import io.counterfoil.core.decision.AccountView;
import io.counterfoil.core.key.ApiKey;
import io.counterfoil.core.key.Holder;
import io.counterfoil.core.key.KeyId;
import io.counterfoil.core.key.KeyState;
import io.counterfoil.core.key.LinkId;
import io.counterfoil.core.key.SingleAccessLink;
import io.counterfoil.core.role.ResourceKey;
import io.counterfoil.core.role.Role;
import io.counterfoil.core.role.RoleId;
import io.counterfoil.core.store.Directory;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/// Finds what a command names, or rejects the command.
final class Lookup {
  private final Directory directory;

  Lookup(Directory directory) {
    this.directory = directory;
  }

  Account account(AccountName name) {
    AccountView view = directory.account(name);
    if (view == null) {
      throw new Rejection(
          Problem.Code.ACCOUNT_NOT_FOUND, "account `" + name + "` does not exist; create it first");
    }
    return view.account();
  }

  ApiKey key(AccountName account, KeyId id) {
    account(account);
    ApiKey key = directory.key(id);
    if (key == null || !key.account().equals(account) || key.state() == KeyState.DELETED) {
      throw new Rejection(
          Problem.Code.KEY_NOT_FOUND,
          "key `" + id + "` is not one of account `" + account + "`; list its keys to see them");
    }
    return key;
  }

  /// A key of the account, deleted or not, that is not purged.
  ApiKey keyEvenDeleted(AccountName account, KeyId id) {
    ApiKey key = directory.key(id);
    return key != null && key.account().equals(account) && key.isDeleted() ? key : key(account, id);
  }

  /// A key of another account that was added to this one.
  ApiKey externalKey(AccountName account, KeyId id) {
    account(account);
    ApiKey key = directory.key(id);
    if (key == null
        || key.account().equals(account)
        || directory.grant(account, new Holder.OfKey(id)) == null) {
      throw new Rejection(
          Problem.Code.KEY_NOT_FOUND,
          "key `" + id + "` was not added to account `" + account + "`; list its external keys");
    }
    return key;
  }

  SingleAccessLink link(AccountName account, LinkId id) {
    account(account);
    SingleAccessLink link = directory.link(id);
    if (link == null || !link.account().equals(account)) {
      throw new Rejection(
          Problem.Code.LINK_NOT_FOUND,
          "link `" + id + "` is not one of account `" + account + "`; list a key's links");
    }
    return link;
  }

  List<Role> roles(AccountName account, Set<RoleId> ids) {
    return new TreeSet<>(ids).stream().map(id -> role(account, id)).toList();
  }

  Role role(AccountName account, RoleId id) {
    Role role = directory.role(account, id);
    if (role == null) {
      throw new Rejection(
          Problem.Code.ROLE_NOT_FOUND,
          "role `" + id + "` is not one of account `" + account + "`; list its roles to see them");
    }
    return role;
  }

  void resources(Collection<ResourceKey> keys) {
    String unknown =
        new TreeSet<>(keys)
            .stream()
                .filter(key -> directory.catalogue().resource(key) == null)
                .map(key -> "`" + key + "`")
                .collect(Collectors.joining(", "));
    if (!unknown.isEmpty()) {
      throw new Rejection(
          Problem.Code.RESOURCE_NOT_FOUND,
          "resources " + unknown + " are not in the catalogue; letter case counts");
    }
  }

  static String names(Collection<Role> roles) {
    return roles.stream().map(Role::name).collect(Collectors.joining(", "));
  }
}
