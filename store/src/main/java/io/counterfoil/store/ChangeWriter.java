package io.counterfoil.store;

import static io.counterfoil.store.schema.Tables.ACCOUNT;
import static io.counterfoil.store.schema.Tables.ACCOUNT_HOST;
import static io.counterfoil.store.schema.Tables.APP_USER;
import static io.counterfoil.store.schema.Tables.CATALOGUE;
import static io.counterfoil.store.schema.Tables.MEMBER;
import static io.counterfoil.store.schema.Tables.ROLE;
import static io.counterfoil.store.schema.Tables.ROLE_GRANT;
import static io.counterfoil.store.schema.Tables.ROLE_RESOURCE;

import io.counterfoil.core.account.Account;
import io.counterfoil.core.account.AccountName;
import io.counterfoil.core.account.PasswordHash;
import io.counterfoil.core.account.User;
import io.counterfoil.core.change.Change;
import io.counterfoil.core.change.ChangeCodec;
import io.counterfoil.core.key.Grant;
import io.counterfoil.core.key.Holder;
import io.counterfoil.core.role.Role;
import io.counterfoil.core.role.RoleId;
import java.util.List;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;

/// Makes changes so, inside one transaction.
record ChangeWriter(DSLContext dsl) {
  /// Makes the change so; twice is once.
  void write(Change change) {
    switch (change) {
      case Change.AccountPut(var account) -> put(account);
      case Change.UserPut(var user) -> put(user);
      case Change.KeyPut(var key) -> new KeyWriter(dsl).put(key);
      case Change.LinkPut(var link) -> new KeyWriter(dsl).put(link);
      case Change.LinkRemoved(var id) -> new KeyWriter(dsl).remove(id);
      case Change.EndpointPut(var endpoint) -> new EndpointRows(dsl).put(endpoint);
      case Change.EndpointRemoved(var id) -> new EndpointRows(dsl).remove(id);
      case Change.NodePut(var node) -> new NodeRows(dsl).put(node);
      case Change.NodeRemoved(var name) -> new NodeRows(dsl).remove(name);
      case Change.StalenessPut(var account, var limit) -> new NodeRows(dsl).put(account, limit);
      case Change.RequestAnswered(var request) -> new KeyWriter(dsl).put(request);
      case Change.RequestForgotten(var id) -> new KeyWriter(dsl).remove(id);
      case Change.PassPut(var pass) -> new PersonWriter(dsl).put(pass);
      case Change.PassRemoved(var id) -> new PersonWriter(dsl).remove(id);
      case Change.RulesPut(var rules) -> new PersonWriter(dsl).put(rules);
      case Change.SignInPut(var signIn) -> new PersonWriter(dsl).put(signIn);
      case Change.GrantPut(var grant) -> put(grant);
      case Change.GrantRemoved(var account, var holder) -> remove(account, holder);
      case Change.OfTokens ofTokens -> new TokenRows(dsl).write(ofTokens);
      case Change.LeakPut(var leak) -> new LeakRows(dsl).put(leak);
      case Change.OnLeakPut(var account, var rule) -> new LeakRows(dsl).put(account, rule);
      case Change.ForeignHashPut(var key, var hash) -> new ForeignHashes(dsl).put(key, hash);
      case Change.ForeignHashRemoved(var key) -> new ForeignHashes(dsl).remove(key);
      case Change.RolePut(var role) -> put(role);
      case Change.RoleRemoved(var id) -> remove(id);
      case Change.CataloguePut put -> put(put);
    }
  }

  private void put(Account account) {
    dsl.insertInto(ACCOUNT)
        .set(ACCOUNT.NAME, account.name().value())
        .set(ACCOUNT.NUMBER, account.number())
        .set(ACCOUNT.STATE, account.state().name())
        .set(ACCOUNT.SPONSOR_ID, account.sponsor().toString())
        .set(ACCOUNT.KEY_CREATION, account.keyCreation().name())
        .set(ACCOUNT.CREATED_AT, account.createdAt().toEpochMilli())
        .set(ACCOUNT.RENEWAL_MONTHS, account.renewalPeriod().months())
        .onConflict(ACCOUNT.NAME)
        .doUpdate()
        .setAllToExcluded()
        .execute();
    dsl.deleteFrom(ACCOUNT_HOST).where(ACCOUNT_HOST.ACCOUNT.eq(account.name().value())).execute();
    for (int i = 0; i < account.hosts().size(); i++) {
      dsl.insertInto(ACCOUNT_HOST)
          .set(ACCOUNT_HOST.ACCOUNT, account.name().value())
          .set(ACCOUNT_HOST.POSITION, i)
          .set(ACCOUNT_HOST.HOST, account.hosts().get(i))
          .execute();
    }
  }

  private void put(User user) {
    PasswordHash password = user.password();
    dsl.insertInto(APP_USER)
        .set(APP_USER.ID, user.id().toString())
        .set(APP_USER.EMAIL, user.email().value())
        .set(APP_USER.NAME, user.name())
        .set(APP_USER.PASSWORD_HASH, password == null ? null : password.reveal())
        .set(APP_USER.CREATED_AT, user.createdAt().toEpochMilli())
        .onConflict(APP_USER.ID)
        .doUpdate()
        .setAllToExcluded()
        .execute();
  }

  private void put(Grant grant) {
    String account = grant.account().value();
    String kind = kind(grant.holder());
    String id = grant.holder().value().toString();
    dsl.insertInto(MEMBER, MEMBER.ACCOUNT, MEMBER.HOLDER_KIND, MEMBER.HOLDER_ID)
        .values(account, kind, id)
        .onConflictDoNothing()
        .execute();
    dsl.deleteFrom(ROLE_GRANT).where(rolesOf(grant.account(), grant.holder())).execute();
    for (RoleId role : grant.roles()) {
      dsl.insertInto(ROLE_GRANT)
          .set(ROLE_GRANT.ACCOUNT, account)
          .set(ROLE_GRANT.HOLDER_KIND, kind)
          .set(ROLE_GRANT.HOLDER_ID, id)
          .set(ROLE_GRANT.ROLE_ID, role.value())
          .execute();
    }
  }

  private void remove(AccountName account, Holder holder) {
    dsl.deleteFrom(ROLE_GRANT).where(rolesOf(account, holder)).execute();
    dsl.deleteFrom(MEMBER)
        .where(MEMBER.ACCOUNT.eq(account.value()))
        .and(MEMBER.HOLDER_KIND.eq(kind(holder)))
        .and(MEMBER.HOLDER_ID.eq(holder.value().toString()))
        .execute();
  }

  private static Condition rolesOf(AccountName account, Holder holder) {
    return ROLE_GRANT
        .ACCOUNT
        .eq(account.value())
        .and(ROLE_GRANT.HOLDER_KIND.eq(kind(holder)))
        .and(ROLE_GRANT.HOLDER_ID.eq(holder.value().toString()));
  }

  private static String kind(Holder holder) {
    return switch (holder) {
      case Holder.OfKey _ -> Entities.KEY;
      case Holder.OfUser _ -> Entities.USER;
    };
  }

  private void put(Role role) {
    AccountName account = role.account();
    if (account == null) {
      throw new IllegalArgumentException(
          "role `" + role.id() + "` is predefined (expected: a custom one); put it in a catalogue");
    }
    dsl.insertInto(ROLE)
        .set(ROLE.ID, role.id().value())
        .set(ROLE.ACCOUNT, account.value())
        .set(ROLE.NAME, role.name())
        .onConflict(ROLE.ID)
        .doUpdate()
        .setAllToExcluded()
        .execute();
    dsl.deleteFrom(ROLE_RESOURCE).where(ROLE_RESOURCE.ROLE_ID.eq(role.id().value())).execute();
    if (!role.resources().isEmpty()) {
      dsl.insertInto(ROLE_RESOURCE, ROLE_RESOURCE.ROLE_ID, ROLE_RESOURCE.RESOURCE)
          .valuesOfRows(
              role.resources().stream()
                  .map(resource -> DSL.row(role.id().value(), resource.value()))
                  .toList())
          .execute();
    }
  }

  private void remove(RoleId id) {
    dsl.deleteFrom(ROLE_RESOURCE).where(ROLE_RESOURCE.ROLE_ID.eq(id.value())).execute();
    dsl.deleteFrom(ROLE).where(ROLE.ID.eq(id.value())).execute();
  }

  private void put(Change.CataloguePut put) {
    dsl.insertInto(CATALOGUE)
        .set(CATALOGUE.ID, 1)
        .set(CATALOGUE.NAME, put.catalogue().name())
        .set(CATALOGUE.VERSION, put.catalogue().version())
        .set(CATALOGUE.ENCODED, ChangeCodec.encode(List.of(put)))
        .onConflict(CATALOGUE.ID)
        .doUpdate()
        .setAllToExcluded()
        .execute();
  }
}
