package io.counterfoil.server.wire.vtex;

import io.counterfoil.core.account.AccountName;
import io.counterfoil.core.account.Email;
import io.counterfoil.core.account.User;
import io.counterfoil.core.account.UserId;
import io.counterfoil.core.decision.AccountView;
import io.counterfoil.core.decision.Caller;
import io.counterfoil.core.key.ApiKey;
import io.counterfoil.core.key.Grant;
import io.counterfoil.core.key.Holder;
import io.counterfoil.core.key.KeyId;
import io.counterfoil.core.key.KeyState;
import io.counterfoil.core.role.Role;
import io.counterfoil.core.role.RoleSet;
import io.counterfoil.core.store.Directory;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Finds the holders of roles in an account: License Manager calls a key a user, too.
final class People {
  private final Directory directory;

  People(Directory directory) {
    this.directory = directory;
  }

  /// The member of that id; null where there is none.
  @Nullable User member(AccountName account, UUID id) {
    UserId user = new UserId(id);
    return directory.grant(account, new Holder.OfUser(user)) == null ? null : directory.user(user);
  }

  /// The member of that id or address; null where there is none.
  @Nullable User member(AccountName account, String idOrEmail) {
    UUID id = Asked.uuid(idOrEmail);
    if (id != null) {
      return member(account, id);
    }
    User user = Email.isValid(idOrEmail) ? directory.user(new Email(idOrEmail)) : null;
    return user == null ? null : member(account, user.id().value());
  }

  /// Every member, by address.
  List<User> members(AccountName account) {
    return directory.grants(account).stream()
        .map(grant -> grant.holder() instanceof Holder.OfUser(var id) ? directory.user(id) : null)
        .filter(Objects::nonNull)
        .sorted(Comparator.comparing(user -> user.email().value()))
        .toList();
  }

  /// The key or member of that id; null where the account has neither.
  @Nullable Holder holder(AccountName account, UUID id) {
    ApiKey key = directory.key(new KeyId(id));
    if (key != null && key.state() != KeyState.DELETED) {
      var holder = new Holder.OfKey(key.id());
      boolean acts = key.account().equals(account) || directory.grant(account, holder) != null;
      return acts ? holder : null;
    }
    User user = member(account, id);
    return user == null ? null : new Holder.OfUser(user.id());
  }

  /// The roles that are linked to a key or member, by number.
  List<Role> linked(AccountName account, Holder holder) {
    Grant grant = directory.grant(account, holder);
    return grant == null
        ? List.of()
        : grant.roles().stream()
            .sorted()
            .map(id -> directory.role(account, id))
            .filter(Objects::nonNull)
            .toList();
  }

  /// Everything that a key or member may do in the account; the Sponsor may do all.
  RoleSet effective(AccountName account, Holder holder) {
    AccountView view = directory.account(account);
    Caller caller =
        switch (holder) {
          case Holder.OfKey(var id) -> caller(directory.key(id));
          case Holder.OfUser(var id) -> caller(directory.user(id));
        };
    RoleSet roles = view == null || caller == null ? null : view.rolesOf(caller);
    return roles == null ? RoleSet.NONE : roles;
  }

  private static @Nullable Caller caller(@Nullable ApiKey key) {
    return key == null ? null : new Caller.Key(key);
  }

  private static @Nullable Caller caller(@Nullable User user) {
    return user == null ? null : new Caller.Person(user);
  }
}
