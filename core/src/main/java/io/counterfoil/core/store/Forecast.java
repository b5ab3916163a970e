package io.counterfoil.core.store;

import io.counterfoil.core.account.Account;
import io.counterfoil.core.account.AccountName;
import io.counterfoil.core.account.Revision;
import io.counterfoil.core.account.User;
import io.counterfoil.core.account.UserId;
import io.counterfoil.core.change.Change;
import io.counterfoil.core.decision.AccountView;
import io.counterfoil.core.decision.KeyLine;
import io.counterfoil.core.decision.Snapshot;
import io.counterfoil.core.key.ApiKey;
import io.counterfoil.core.key.AppKey;
import io.counterfoil.core.key.Counterpart;
import io.counterfoil.core.key.Grant;
import io.counterfoil.core.key.Holder;
import io.counterfoil.core.key.KeyState;
import io.counterfoil.core.role.Catalogue;
import io.counterfoil.core.role.Role;
import io.counterfoil.core.role.RoleId;
import io.counterfoil.core.role.RoleSet;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A directory as it would be after some changes, or as it was. Nothing is changed by it.
///
/// It looks through to the directory for all that the changes do not touch, so it is to be asked at
/// once and not to be kept.
public final class Forecast implements Snapshot {
  private final Directory base;
  private final Revision revision;
  private final Map<AppKey, ApiKey> keys = new HashMap<>();
  private final Map<AccountName, Account> accounts = new HashMap<>();
  private final Map<UserId, User> users = new HashMap<>();
  private final Map<RoleId, Optional<Role>> roles = new HashMap<>();
  private final Map<Place, Optional<Grant>> grants = new LinkedHashMap<>();
  private final Map<AccountName, Optional<AccountView>> views = new HashMap<>();
  private @Nullable Catalogue catalogue;

  private record Place(AccountName account, Holder holder) {}

  /// The directory after these changes.
  public Forecast(Directory base, Collection<Change> changes) {
    this(base, base.revision(), changes);
  }

  Forecast(Directory base, Revision revision, Collection<Change> changes) {
    this.base = base;
    this.revision = revision;
    changes.forEach(this::apply);
  }

  private void apply(Change change) {
    switch (change) {
      case Change.CataloguePut(var put) -> catalogue = put;
      case Change.AccountPut(var account) -> accounts.put(account.name(), account);
      case Change.UserPut(var user) -> users.put(user.id(), user);
      case Change.RolePut(var role) -> roles.put(role.id(), Optional.of(role));
      case Change.RoleRemoved(var id) -> roles.put(id, Optional.empty());
      case Change.KeyPut(var key) -> keys.put(key.appKey(), key);
      case Change.GrantPut(var grant) ->
          grants.put(new Place(grant.account(), grant.holder()), Optional.of(grant));
      case Change.GrantRemoved(var account, var holder) ->
          grants.put(new Place(account, holder), Optional.empty());
      case Change.OfTokens _, Change.Aside _, Change.StalenessPut _ -> {
        // no decision depends on it
      }
    }
  }

  @Override
  public boolean isReady() {
    return true;
  }

  @Override
  public Revision revision() {
    return revision;
  }

  @Override
  public Catalogue catalogue() {
    Catalogue changed = catalogue;
    return changed == null ? base.catalogue() : changed;
  }

  @Override
  public boolean find(long[] pair, KeyLine into) {
    for (ApiKey key : keys.values()) {
      if (key.state() != KeyState.DELETED && admits(key, pair)) {
        set(into, key);
        return true;
      }
    }
    if (!base.find(pair, into)) {
      return false;
    }
    ApiKey found = into.key();
    if (keys.containsKey(found.appKey())) {
      return false; // it has other tokens now
    }
    set(into, found);
    return true;
  }

  private static boolean admits(ApiKey key, long[] pair) {
    boolean admits = false;
    for (Counterpart live : key.tokens().live()) {
      admits |= Arrays.equals(live.pair().words(), pair);
    }
    return admits;
  }

  @Override
  public boolean find(AppKey name, KeyLine into) {
    ApiKey changed = keys.get(name);
    ApiKey key = changed == null ? base.key(name) : changed;
    if (key == null || key.state() == KeyState.DELETED) {
      return false;
    }
    set(into, key);
    return true;
  }

  private void set(KeyLine into, ApiKey key) {
    into.set(key, account(key.account()));
  }

  @Override
  public boolean isRevoked(UUID accessToken) {
    return base.isRevoked(accessToken);
  }

  @Override
  public @Nullable User user(UserId id) {
    User changed = users.get(id);
    return changed == null ? base.user(id) : changed;
  }

  @Override
  public @Nullable AccountView account(AccountName name) {
    return views.computeIfAbsent(name, this::view).orElse(null);
  }

  private Optional<AccountView> view(AccountName name) {
    AccountView before = base.account(name);
    Account changed = accounts.get(name);
    Account account = changed != null || before == null ? changed : before.account();
    if (account == null) {
      return Optional.empty();
    }
    Map<UserId, RoleSet> people = new HashMap<>();
    if (before != null) {
      before.people().keySet().forEach(id -> person(name, id, people));
    }
    grants.forEach((place, _) -> {
      if (place.account().equals(name) && place.holder() instanceof Holder.OfUser(var id)) {
        person(name, id, people);
      }
    });
    people.put(account.sponsor(), sponsor());
    return Optional.of(
        new AccountView(account, key -> rolesOf(name, new Holder.OfKey(key.id())), people));
  }

  private void person(AccountName account, UserId id, Map<UserId, RoleSet> into) {
    RoleSet roles = rolesOf(account, new Holder.OfUser(id));
    if (roles == null) {
      into.remove(id);
    } else {
      into.put(id, roles);
    }
  }

  private RoleSet sponsor() {
    return new RoleSet(
        List.of(new Role(new RoleId(0), null, "Sponsor", catalogue().resourceKeys())));
  }

  private @Nullable RoleSet rolesOf(AccountName account, Holder holder) {
    Optional<Grant> changed = grants.get(new Place(account, holder));
    Grant grant = changed == null ? base.grant(account, holder) : changed.orElse(null);
    if (grant == null) {
      return null;
    }
    List<Role> linked = new ArrayList<>();
    for (RoleId id : new TreeSet<>(grant.roles())) {
      Role role = role(account, id);
      if (role != null) {
        linked.add(role);
      }
    }
    return new RoleSet(linked);
  }

  private @Nullable Role role(AccountName account, RoleId id) {
    Optional<Role> changed = roles.get(id);
    if (changed != null) {
      return changed.filter(role -> account.equals(role.account())).orElse(null);
    }
    Role before = base.role(account, id);
    if (before == null || before.isPredefined()) {
      return catalogue().role(id);
    }
    return before;
  }

  @Override
  public @Nullable AccountName accountOfHost(String host) {
    for (Account account : accounts.values()) {
      if (account.hosts().contains(host)) {
        return account.name();
      }
    }
    AccountName before = base.accountOfHost(host);
    AccountView view = before == null ? null : base.account(before);
    boolean isListedNoMore =
        before != null
            && view != null
            && accounts.containsKey(before)
            && view.account().hosts().contains(host);
    return isListedNoMore ? null : before;
  }
}
