package io.counterfoil.core.store;

import io.counterfoil.core.account.Account;
import io.counterfoil.core.account.AccountName;
import io.counterfoil.core.account.Email;
import io.counterfoil.core.account.User;
import io.counterfoil.core.account.UserId;
import io.counterfoil.core.change.Change;
import io.counterfoil.core.decision.AccountView;
import io.counterfoil.core.key.ApiKey;
import io.counterfoil.core.key.Grant;
import io.counterfoil.core.key.Holder;
import io.counterfoil.core.key.KeyId;
import io.counterfoil.core.role.Catalogue;
import io.counterfoil.core.role.Role;
import io.counterfoil.core.role.RoleId;
import io.counterfoil.core.role.RoleSet;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Accounts, people, roles and who has which, but for the roles of an account's own keys, which
/// stand with the keys. One thread writes, any may read.
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
  private final Map<String, AccountView> views = new ConcurrentHashMap<>();
  private final RoleSets roleSets = new RoleSets(this::role, () -> catalogue().numbers());
  private final Function<ApiKey, @Nullable RoleSet> ownRoles;
  private final Set<AccountName> touched = new HashSet<>();
  private volatile @Nullable AccountView[] viewsByNumber = new @Nullable AccountView[0];
  private volatile RoleSet sponsor = RoleSet.NONE;
  private volatile Catalogue catalogue = Catalogue.EMPTY;
  private volatile int highestRoleId = RoleId.FIRST_CUSTOM - 1;

  /// @param ownRoles the roles that a key has in its own account; null where none was ever linked
  Accounts(String baseDomain, Function<ApiKey, @Nullable RoleSet> ownRoles) {
    this.baseDomain = "." + baseDomain;
    this.ownRoles = ownRoles;
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
    changed(role);
  }

  void removeRole(RoleId id) {
    Role gone = customRoles.remove(id);
    if (gone != null) {
      changed(gone);
    }
  }

  void put(Catalogue newest) {
    catalogue = newest;
    sponsor =
        new RoleSet(
            List.of(new Role(new RoleId(0), null, "Sponsor", newest.resourceKeys())),
            newest.numbers());
    roleSets.changed();
    touched.addAll(byName.keySet());
  }

  private void changed(Role role) {
    roleSets.changed(role.id());
    AccountName account = role.account();
    if (account != null) {
      touched.add(account);
    }
  }

  /// Makes what was written visible.
  void publish() {
    for (AccountName name : touched) {
      Account account = byName.get(name);
      if (account != null) {
        publish(view(account));
      }
    }
    touched.clear();
  }

  private void publish(AccountView view) {
    int number = view.account().number();
    @Nullable AccountView[] all = viewsByNumber;
    if (number >= all.length) {
      all = Arrays.copyOf(all, Math.max(number + 1, all.length * 2));
    }
    all[number] = view;
    viewsByNumber = all; // also where it is the same array: readers see the view from here on
    views.put(view.account().name().value(), view);
  }

  private AccountView view(Account account) {
    Map<KeyId, RoleSet> external = new HashMap<>();
    Map<UserId, RoleSet> people = new HashMap<>();
    for (Grant grant : grants(account.name())) {
      RoleSet roles = roleSets.get(roleSets.number(grant.roles()));
      switch (grant.holder()) {
        case Holder.OfKey(var id) -> external.put(id, roles);
        case Holder.OfUser(var id) -> people.put(id, roles);
      }
    }
    people.put(account.sponsor(), sponsor);
    AccountName name = account.name();
    return new AccountView(
        account,
        key -> key.account().equals(name) ? ownRoles.apply(key) : external.get(key.id()),
        people);
  }

  /// The changes that build all this from nothing.
  List<Change> changes() {
    List<Change> all = new ArrayList<>();
    all.add(new Change.CataloguePut(catalogue));
    byName.values().forEach(account -> all.add(new Change.AccountPut(account)));
    users.values().forEach(user -> all.add(new Change.UserPut(user)));
    customRoles.values().forEach(role -> all.add(new Change.RolePut(role)));
    grants.values().stream()
        .flatMap(here -> here.values().stream())
        .forEach(grant -> all.add(new Change.GrantPut(grant)));
    return all;
  }

  /// The sets of roles, by number.
  RoleSets roleSets() {
    return roleSets;
  }

  Catalogue catalogue() {
    return catalogue;
  }

  @Nullable AccountView view(String name) {
    return views.get(name);
  }

  @Nullable AccountView view(int number) {
    @Nullable AccountView[] all = viewsByNumber;
    return number < all.length ? all[number] : null;
  }

  /// The account's number; 0 where there is none of that name.
  int number(AccountName name) {
    Account account = byName.get(name);
    return account == null ? 0 : account.number();
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

  /// The accounts in which the holder was granted something, by name.
  List<Account> having(Holder holder) {
    return all().stream().filter(account -> grant(account.name(), holder) != null).toList();
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

  /// The accounts in which the key was added as an external one, by name.
  List<AccountName> using(ApiKey key) {
    return having(new Holder.OfKey(key.id())).stream()
        .map(Account::name)
        .filter(name -> !name.equals(key.account()))
        .toList();
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

  private @Nullable Role role(RoleId id) {
    Role custom = customRoles.get(id);
    return custom == null ? catalogue.role(id) : custom;
  }

  RoleId nextRoleId() {
    return new RoleId(highestRoleId + 1);
  }
}
