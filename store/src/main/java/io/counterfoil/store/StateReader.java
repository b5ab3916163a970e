package io.counterfoil.store;

import static io.counterfoil.store.schema.Tables.ACCESS_LINK;
import static io.counterfoil.store.schema.Tables.ACCOUNT;
import static io.counterfoil.store.schema.Tables.ACCOUNT_HOST;
import static io.counterfoil.store.schema.Tables.ACCOUNT_RULES;
import static io.counterfoil.store.schema.Tables.ANSWERED_REQUEST;
import static io.counterfoil.store.schema.Tables.API_KEY;
import static io.counterfoil.store.schema.Tables.API_TOKEN;
import static io.counterfoil.store.schema.Tables.APP_USER;
import static io.counterfoil.store.schema.Tables.CATALOGUE;
import static io.counterfoil.store.schema.Tables.KEY_ADDRESS;
import static io.counterfoil.store.schema.Tables.KEY_METADATA;
import static io.counterfoil.store.schema.Tables.MEMBER;
import static io.counterfoil.store.schema.Tables.PASS;
import static io.counterfoil.store.schema.Tables.RECOVERY_CODE;
import static io.counterfoil.store.schema.Tables.RETIRED_TOKEN;
import static io.counterfoil.store.schema.Tables.ROLE;
import static io.counterfoil.store.schema.Tables.ROLE_GRANT;
import static io.counterfoil.store.schema.Tables.ROLE_RESOURCE;
import static io.counterfoil.store.schema.Tables.SIGN_IN;
import static io.counterfoil.store.schema.Tables.WEBHOOK;

import io.counterfoil.core.change.Change;
import io.counterfoil.core.change.ChangeCodec;
import java.util.function.Consumer;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;

/// Reads the whole state, row by row, inside one transaction.
record StateReader(DSLContext dsl, Consumer<Change> into) {
  /// Everything, in the order that the contract promises.
  void read() {
    catalogue();
    accounts();
    users();
    roles();
    keys();
    links();
    people();
    new LeakRows(dsl).read(into);
    new TokenRows(dsl).read(into);
    new NodeRows(dsl).read(into);
    grants();
  }

  private void catalogue() {
    dsl.select(CATALOGUE.ENCODED)
        .from(CATALOGUE)
        .forEach(row -> ChangeCodec.decode(row.value1()).forEach(into));
  }

  private void accounts() {
    try (Rows accounts = Rows.of(dsl, ACCOUNT, ACCOUNT.NAME);
        Rows hosts = Rows.of(dsl, ACCOUNT_HOST, ACCOUNT_HOST.ACCOUNT, ACCOUNT_HOST.POSITION)) {
      accounts.forEach(row -> {
        var own = hosts.takeWhile(host -> same(host, ACCOUNT_HOST.ACCOUNT, row, ACCOUNT.NAME));
        into.accept(new Change.AccountPut(Entities.account(row, own)));
      });
    }
  }

  private void users() {
    try (Rows users = Rows.of(dsl, APP_USER, APP_USER.ID)) {
      users.forEach(row -> into.accept(new Change.UserPut(Entities.user(row))));
    }
  }

  private void roles() {
    try (Rows roles = Rows.of(dsl, ROLE, ROLE.ID);
        Rows resources = Rows.of(dsl, ROLE_RESOURCE, ROLE_RESOURCE.ROLE_ID)) {
      roles.forEach(row -> {
        var own = resources.takeWhile(each -> same(each, ROLE_RESOURCE.ROLE_ID, row, ROLE.ID));
        into.accept(new Change.RolePut(Entities.role(row, own)));
      });
    }
  }

  private void keys() {
    try (Rows keys = Rows.of(dsl, API_KEY, API_KEY.ID);
        Rows tokens = Rows.of(dsl, API_TOKEN, API_TOKEN.KEY_ID, API_TOKEN.SLOT);
        Rows retired = Rows.of(dsl, RETIRED_TOKEN, RETIRED_TOKEN.KEY_ID, RETIRED_TOKEN.POSITION);
        Rows metadata = Rows.of(dsl, KEY_METADATA, KEY_METADATA.KEY_ID, KEY_METADATA.NAME);
        Rows addresses = Rows.of(dsl, KEY_ADDRESS, KEY_ADDRESS.KEY_ID, KEY_ADDRESS.POSITION)) {
      keys.forEach(row -> {
        var own =
            new KeyRows(
                tokens.takeWhile(each -> same(each, API_TOKEN.KEY_ID, row, API_KEY.ID)),
                retired.takeWhile(each -> same(each, RETIRED_TOKEN.KEY_ID, row, API_KEY.ID)),
                metadata.takeWhile(each -> same(each, KEY_METADATA.KEY_ID, row, API_KEY.ID)),
                addresses.takeWhile(each -> same(each, KEY_ADDRESS.KEY_ID, row, API_KEY.ID)));
        into.accept(new Change.KeyPut(own.key(row)));
      });
    }
  }

  private void links() {
    try (Rows links = Rows.of(dsl, ACCESS_LINK, ACCESS_LINK.ID)) {
      links.forEach(row -> into.accept(new Change.LinkPut(KeyRows.link(row))));
    }
    try (Rows endpoints = Rows.of(dsl, WEBHOOK, WEBHOOK.ID)) {
      endpoints.forEach(row -> into.accept(new Change.EndpointPut(EndpointRows.endpoint(row))));
    }
    try (Rows requests = Rows.of(dsl, ANSWERED_REQUEST, ANSWERED_REQUEST.ID)) {
      requests.forEach(row -> into.accept(new Change.RequestAnswered(KeyRows.request(row))));
    }
  }

  private void people() {
    try (Rows rules = Rows.of(dsl, ACCOUNT_RULES, ACCOUNT_RULES.ACCOUNT)) {
      rules.forEach(row -> into.accept(new Change.RulesPut(PersonRows.rules(row))));
    }
    try (Rows signIns = Rows.of(dsl, SIGN_IN, SIGN_IN.USER_ID);
        Rows recovery =
            Rows.of(dsl, RECOVERY_CODE, RECOVERY_CODE.USER_ID, RECOVERY_CODE.POSITION)) {
      signIns.forEach(row -> {
        var own =
            recovery.takeWhile(code -> same(code, RECOVERY_CODE.USER_ID, row, SIGN_IN.USER_ID));
        into.accept(new Change.SignInPut(PersonRows.signIn(row, own)));
      });
    }
    try (Rows passes = Rows.of(dsl, PASS, PASS.ID)) {
      passes.forEach(row -> into.accept(new Change.PassPut(PersonRows.pass(row))));
    }
  }

  private void grants() {
    try (Rows members = Rows.of(dsl, MEMBER, MEMBER.ACCOUNT, MEMBER.HOLDER_KIND, MEMBER.HOLDER_ID);
        Rows grants =
            Rows.of(
                dsl,
                ROLE_GRANT,
                ROLE_GRANT.ACCOUNT,
                ROLE_GRANT.HOLDER_KIND,
                ROLE_GRANT.HOLDER_ID)) {
      members.forEach(row -> {
        var own =
            grants.takeWhile(each ->
                same(each, ROLE_GRANT.ACCOUNT, row, MEMBER.ACCOUNT)
                    && same(each, ROLE_GRANT.HOLDER_KIND, row, MEMBER.HOLDER_KIND)
                    && same(each, ROLE_GRANT.HOLDER_ID, row, MEMBER.HOLDER_ID));
        into.accept(new Change.GrantPut(Entities.grant(row, own)));
      });
    }
  }

  private static <T> boolean same(Record one, Field<T> field, Record other, Field<T> otherField) {
    return one.get(field).equals(other.get(otherField));
  }
}
