package io.counterfoil.core.store;

import io.counterfoil.core.account.Account;
import io.counterfoil.core.account.AccountName;
import io.counterfoil.core.account.Email;
import io.counterfoil.core.account.User;
import io.counterfoil.core.account.UserId;
import io.counterfoil.core.decision.AccountView;
import io.counterfoil.core.key.Grant;
import io.counterfoil.core.key.Holder;
import io.counterfoil.core.key.KeyId;
import io.counterfoil.core.role.Catalogue;
import io.counterfoil.core.role.Role;
import io.counterfoil.core.role.RoleId;
import io.counterfoil.core.role.RoleSet;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Accounts, people, roles and who has which. One thread writes, any may read.
///
/// Readers see each account as one immutable [AccountView]; a writer marks what it touched and
/// rebuilds those views when it is done.
final class Accounts {
  private final String baseDomain;
  private final Map<AccountName, Account> byName = new ConcurrentHashMap<>();
  private final Map<Integer, AccountName> byNumber = new ConcurrentHashMap<>();
  private final Map<String, AccountName> byHost = new ConcurrentHashMap<>();
  private final Map<UserId, User> users = new ConcurrentHashMap<>();
  private final Map<Email, UserId> usersByEmail = new ConcurrentHashMap<>();
  private final Map<RoleId, Role> customRoles = new ConcurrentHashMap<>();
  private final Map<AccountName, Map<Holder, Grant>> grants = new ConcurrentHashMap<>();
  private final Map<AccountName, AccountView> views = new ConcurrentHashMap<>();
  private final Map<Set<RoleId>, RoleSet> roleSets = new HashMap<>();
  private final Set<AccountName> touched = new HashSet<>();
  private volatile Catalogue catalogue = Catalogue.EMPTY;
  private volatile int highestRoleId = RoleId.FIRST_CUSTOM - 1;

  Accounts(String baseDomain) {
    this.baseDomain = "." + baseDomain;
  }

  void put(Account account) {
    Account before = byName.put(account.name(), account);
    if (before != null) {
      before.hosts().stream()
          .filter(host -> !account.hosts().contains(host))
          .forEach(host -> byHost.remove(host, account.name()));
    }
    account.hosts().forEach(host -> byHost.put(host, account.name()));
    byNumber.put(account.number(), account.name());
    touched.add(account.name());
  }

  void put(User user) {
    User before = users.put(user.id(), user);
    if (before != null && !before.email().equals(user.email())) {
      usersByEmail.remove(before.email(), user.id());
    }
    usersByEmail.put(user.email(), user.id());
  }

  void put(Grant grant) {
    grants
        .computeIfAbsent(grant.account(), account -> new ConcurrentHashMap<>())
        .put(grant.holder(), grant);
    touched.add(grant.account());
  }

  void removeGrant(AccountName account, Holder holder) {
    grants.getOrDefault(account, new HashMap<>()).remove(holder);
    touched.add(account);
  }

  void put(Role role) {
    customRoles.put(role.id(), role);
    highestRoleId = Math.max(highestRoleId, role.id().value());
    forgetRoleSets(role.account());
  }

  void removeRole(RoleId id) {
    Role gone = customRoles.remove(id);
    if (gone != null) {
      forgetRoleSets(gone.account());
    }
  }

  void put(Catalogue newest) {
    catalogue = newest;
    roleSets.clear();
    touched.addAll(byName.keySet());
  }

  private void forgetRoleSets(@Nullable AccountName account) {
    roleSets.clear();
    if (account != null) {
      touched.add(account);
    }
  }

  /// Makes what was written visible.
  void publish() {
    for (AccountName name : touched) {
      Account account = byName.get(name);
      if (account != null) {
        views.put(name, view(account));
      }
    }
    touched.clear();
  }

  private AccountView view(Account account) {
    Map<KeyId, RoleSet> keys = new HashMap<>();
    Map<UserId, RoleSet> people = new HashMap<>();
    for (Grant grant : grants(account.name())) {
      RoleSet roles = roleSets.computeIfAbsent(grant.roles(), ids -> roleSet(account.name(), ids));
      switch (grant.holder()) {
        case Holder.OfKey(var id) -> keys.put(id, roles);
        case Holder.OfUser(var id) -> people.put(id, roles);
      }
    }
    people.put(account.sponsor(), sponsor());
    return new AccountView(account, keys, people);
  }

  private RoleSet roleSet(AccountName account, Set<RoleId> ids) {
    List<Role> roles = new ArrayList<>();
    for (RoleId id : ids) {
      Role role = role(account, id);
      if (role != null) {
        roles.add(role);
      }
    }
    return new RoleSet(roles);
  }

  /// The Sponsor may do everything that the catalogue knows.
  private RoleSet sponsor() {
    return roleSets.computeIfAbsent(
        Set.of(new RoleId(0)),
        ids ->
            new RoleSet(
                List.of(new Role(new RoleId(0), null, "Sponsor", catalogue.resourceKeys()))));
  }

  Catalogue catalogue() {
    return catalogue;
  }

  @Nullable AccountView view(AccountName name) {
    return views.get(name);
  }

  @Nullable AccountName ofNumber(int number) {
    return byNumber.get(number);
  }

  @Nullable AccountName ofHost(String host) {
    AccountName listed = byHost.get(host);
    if (listed != null || !host.endsWith(baseDomain)) {
      return listed;
    }
    String label = host.substring(0, host.length() - baseDomain.length());
    if (!AccountName.isValid(label)) {
      return null;
    }
    AccountName named = new AccountName(label);
    return byName.containsKey(named) ? named : null;
  }

  List<Account> all() {
    return byName.values().stream().sorted(Comparator.comparing(Account::name)).toList();
  }

  @Nullable User user(UserId id) {
    return users.get(id);
  }

  @Nullable User user(Email email) {
    UserId id = usersByEmail.get(email);
    return id == null ? null : users.get(id);
  }

  @Nullable Grant grant(AccountName account, Holder holder) {
    Map<Holder, Grant> here = grants.get(account);
    return here == null ? null : here.get(holder);
  }

  Collection<Grant> grants(AccountName account) {
    Map<Holder, Grant> here = grants.get(account);
    return here == null ? List.of() : List.copyOf(here.values());
  }

  List<Role> roles(AccountName account) {
    return Stream.concat(catalogue.roles().stream(), customRoles(account).stream())
        .sorted(Comparator.comparing(Role::id))
        .toList();
  }

  List<Role> customRoles(AccountName account) {
    return customRoles.values().stream().filter(role -> account.equals(role.account())).toList();
  }

  @Nullable Role role(AccountName account, RoleId id) {
    Role predefined = catalogue.role(id);
    Role custom = customRoles.get(id);
    return custom != null && account.equals(custom.account()) ? custom : predefined;
  }

  RoleId nextRoleId() {
    return new RoleId(highestRoleId + 1);
  }
}
