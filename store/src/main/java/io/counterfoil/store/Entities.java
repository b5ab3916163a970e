package io.counterfoil.store;

import static io.counterfoil.store.schema.Tables.ACCOUNT;
import static io.counterfoil.store.schema.Tables.ACCOUNT_HOST;
import static io.counterfoil.store.schema.Tables.APP_USER;
import static io.counterfoil.store.schema.Tables.MEMBER;
import static io.counterfoil.store.schema.Tables.ROLE;
import static io.counterfoil.store.schema.Tables.ROLE_GRANT;
import static io.counterfoil.store.schema.Tables.ROLE_RESOURCE;

import io.counterfoil.core.account.Account;
import io.counterfoil.core.account.AccountName;
import io.counterfoil.core.account.AccountState;
import io.counterfoil.core.account.Email;
import io.counterfoil.core.account.KeyCreation;
import io.counterfoil.core.account.PasswordHash;
import io.counterfoil.core.account.RenewalPeriod;
import io.counterfoil.core.account.User;
import io.counterfoil.core.account.UserId;
import io.counterfoil.core.key.Grant;
import io.counterfoil.core.key.Holder;
import io.counterfoil.core.key.KeyId;
import io.counterfoil.core.role.ResourceKey;
import io.counterfoil.core.role.Role;
import io.counterfoil.core.role.RoleId;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jooq.Record;
import org.jspecify.annotations.Nullable;

/// Rows as what they stand for.
final class Entities {
  /// How `holder_kind` names a key.
  static final String KEY = "key";

  /// How `holder_kind` names a person.
  static final String USER = "user";

  private Entities() {}

  static Account account(Record row, List<Record> hosts) {
    return new Account(
        row.get(ACCOUNT.NUMBER),
        new AccountName(row.get(ACCOUNT.NAME)),
        AccountState.valueOf(row.get(ACCOUNT.STATE)),
        new UserId(UUID.fromString(row.get(ACCOUNT.SPONSOR_ID))),
        KeyCreation.valueOf(row.get(ACCOUNT.KEY_CREATION)),
        hosts.stream().map(host -> host.get(ACCOUNT_HOST.HOST)).toList(),
        Instant.ofEpochMilli(row.get(ACCOUNT.CREATED_AT)),
        RenewalPeriod.of(row.get(ACCOUNT.RENEWAL_MONTHS)));
  }

  static User user(Record row) {
    @Nullable String hash = row.get(APP_USER.PASSWORD_HASH);
    return new User(
        new UserId(UUID.fromString(row.get(APP_USER.ID))),
        new Email(row.get(APP_USER.EMAIL)),
        row.get(APP_USER.NAME),
        hash == null ? null : new PasswordHash(hash),
        Instant.ofEpochMilli(row.get(APP_USER.CREATED_AT)));
  }

  static Role role(Record row, List<Record> resources) {
    return new Role(
        new RoleId(row.get(ROLE.ID)),
        new AccountName(row.get(ROLE.ACCOUNT)),
        row.get(ROLE.NAME),
        resources.stream()
            .map(each -> new ResourceKey(each.get(ROLE_RESOURCE.RESOURCE)))
            .collect(Collectors.toSet()));
  }

  static Grant grant(Record row, List<Record> roles) {
    UUID id = UUID.fromString(row.get(MEMBER.HOLDER_ID));
    Holder holder =
        switch (row.get(MEMBER.HOLDER_KIND)) {
          case KEY -> new Holder.OfKey(new KeyId(id));
          case USER -> new Holder.OfUser(new UserId(id));
          default ->
              throw new IllegalStateException(
                  "holder of kind `" + row.get(MEMBER.HOLDER_KIND) + "` (expected: key or user)");
        };
    Set<RoleId> ids =
        roles.stream()
            .map(each -> new RoleId(each.get(ROLE_GRANT.ROLE_ID)))
            .collect(Collectors.toSet());
    return new Grant(new AccountName(row.get(MEMBER.ACCOUNT)), holder, ids);
  }
}
