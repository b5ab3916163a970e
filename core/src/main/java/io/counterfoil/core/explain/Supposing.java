package io.counterfoil.core.explain;

import io.counterfoil.core.account.Account;
import io.counterfoil.core.account.AccountName;
import io.counterfoil.core.account.AccountState;
import io.counterfoil.core.account.Revision;
import io.counterfoil.core.account.User;
import io.counterfoil.core.account.UserId;
import io.counterfoil.core.decision.AccountView;
import io.counterfoil.core.decision.Caller;
import io.counterfoil.core.decision.KeyLine;
import io.counterfoil.core.decision.Snapshot;
import io.counterfoil.core.key.ApiKey;
import io.counterfoil.core.key.AppKey;
import io.counterfoil.core.key.KeyState;
import io.counterfoil.core.role.Catalogue;
import io.counterfoil.core.role.Requirement;
import io.counterfoil.core.role.Role;
import io.counterfoil.core.role.RoleId;
import io.counterfoil.core.role.RoleSet;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A snapshot as it would be if some refusals had been repaired. Only an explanation ever sees it.
final class Supposing implements Snapshot {
  private static final RoleId SUPPOSED = new RoleId(Integer.MAX_VALUE);

  private final Snapshot base;
  private final @Nullable AppKey matched;
  private final Map<AppKey, ApiKey> keys = new HashMap<>();
  private final Map<AccountName, AccountView> accounts = new HashMap<>();

  /// @param matched the key whose pair is supposed to have been presented; null for none
  Supposing(Snapshot base, @Nullable AppKey matched) {
    this.base = base;
    this.matched = matched;
  }

  /// Supposes the key switched on and without expiry.
  void activate(ApiKey key) {
    keys.put(key.appKey(), key.with(KeyState.ACTIVE, key.changedAt()).withExpiry(null));
  }

  /// Supposes the account switched on; false where there is none.
  boolean activate(AccountName name) {
    AccountView view = account(name);
    if (view == null) {
      return false;
    }
    Account active = view.account().with(AccountState.ACTIVE);
    accounts.put(name, new AccountView(active, view.keys(), view.people()));
    return true;
  }

  /// Supposes that the caller belongs to the account; false where there is none, or it does
  /// already.
  boolean admit(AccountName name, Caller caller) {
    AccountView view = account(name);
    if (view == null || view.rolesOf(caller) != null) {
      return false;
    }
    accounts.put(name, with(view, caller, RoleSet.NONE));
    return true;
  }

  /// Supposes that the caller has one more role in the account, which grants what is needed; false
  /// where it does not belong there.
  boolean grant(AccountName name, Caller caller, Requirement needed) {
    AccountView view = account(name);
    RoleSet roles = view == null ? null : view.rolesOf(caller);
    if (view == null || roles == null) {
      return false;
    }
    List<Role> more = new ArrayList<>(roles.roles());
    more.add(new Role(SUPPOSED, name, "supposed", Set.copyOf(needed.keys())));
    accounts.put(name, with(view, caller, new RoleSet(more)));
    return true;
  }

  private static AccountView with(AccountView view, Caller caller, RoleSet roles) {
    return switch (caller) {
      case Caller.Key(var key) -> {
        AccountView.KeyRoles others = view.keys();
        yield new AccountView(
            view.account(),
            other -> other.id().equals(key.id()) ? roles : others.of(other),
            view.people());
      }
      case Caller.Person(var user) -> {
        Map<UserId, RoleSet> people = new HashMap<>(view.people());
        people.put(user.id(), roles);
        yield new AccountView(view.account(), view.keys(), people);
      }
    };
  }

  @Override
  public boolean isReady() {
    return base.isReady();
  }

  @Override
  public Revision revision() {
    return base.revision();
  }

  @Override
  public Catalogue catalogue() {
    return base.catalogue();
  }

  @Override
  public boolean find(long[] pair, KeyLine into) {
    return matched != null && find(matched, into);
  }

  @Override
  public boolean find(AppKey name, KeyLine into) {
    ApiKey supposed = keys.get(name);
    if (supposed == null) {
      if (!base.find(name, into)) {
        return false;
      }
      supposed = into.key();
    }
    into.set(supposed, account(supposed.account()));
    return true;
  }

  @Override
  public boolean isRevoked(UUID accessToken) {
    return base.isRevoked(accessToken);
  }

  @Override
  public @Nullable User user(UserId id) {
    return base.user(id);
  }

  @Override
  public @Nullable AccountView account(AccountName name) {
    AccountView supposed = accounts.get(name);
    return supposed == null ? base.account(name) : supposed;
  }

  @Override
  public @Nullable AccountName accountOfHost(String host) {
    return base.accountOfHost(host);
  }
}
