package io.counterfoil.store;

import static io.counterfoil.store.schema.Tables.API_KEY;
import static io.counterfoil.store.schema.Tables.API_TOKEN;
import static io.counterfoil.store.schema.Tables.FOREIGN_HASH;
import static io.counterfoil.store.schema.Tables.MEMBER;
import static io.counterfoil.store.schema.Tables.ROLE_GRANT;

import io.counterfoil.core.change.Change;
import io.counterfoil.core.key.ApiKey;
import io.counterfoil.core.key.Counterpart;
import io.counterfoil.core.key.Grant;
import io.counterfoil.core.key.Holder;
import io.counterfoil.core.key.KeyId;
import io.counterfoil.core.key.KeyTerms;
import io.counterfoil.core.key.TokenDigest;
import io.counterfoil.core.role.RoleId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jooq.DSLContext;
import org.jooq.RowCountQuery;
import org.jspecify.annotations.Nullable;

/// Makes the many new keys of an import so, inside one transaction: a few statements with many rows
/// each take the place of many statements a key. What is not of a new key is written one by one.
final class BulkWriter {
  /// From so many changes on it pays.
  static final int LEAST = 100;

  private static final int ASKED_AT_ONCE = 500;

  private final DSLContext dsl;
  private final Set<KeyId> fresh = new HashSet<>();
  private final List<Object[]> keys = new ArrayList<>();
  private final List<Object[]> tokens = new ArrayList<>();
  private final List<Object[]> members = new ArrayList<>();
  private final List<Object[]> grants = new ArrayList<>();
  private final List<Object[]> hashes = new ArrayList<>();

  BulkWriter(DSLContext dsl) {
    this.dsl = dsl;
  }

  void write(List<Change> changes) {
    findFresh(changes);
    List<Change> rest = new ArrayList<>();
    for (Change change : changes) {
      switch (change) {
        case Change.KeyPut(var key) when fresh.contains(key.id()) -> add(key);
        case Change.GrantPut(var grant)
            when grant.holder() instanceof Holder.OfKey(var key) && fresh.contains(key) ->
            add(grant);
        case Change.ForeignHashPut(var key, var hash) when fresh.contains(key) ->
            hashes.add(new Object[] {key.toString(), hash.toBytes()});
        case Change _ -> rest.add(change);
      }
    }
    flush();
    ChangeWriter writer = new ChangeWriter(dsl);
    rest.forEach(writer::write);
  }

  /// Keys that are not stored yet, are put once, and have nothing beside them.
  private void findFresh(List<Change> changes) {
    Set<KeyId> again = new HashSet<>();
    for (Change change : changes) {
      if (change instanceof Change.KeyPut(var key) && (!isPlain(key) || !fresh.add(key.id()))) {
        again.add(key.id());
      }
    }
    fresh.removeAll(again);
    List<String> ids = fresh.stream().map(KeyId::toString).toList();
    for (int i = 0; i < ids.size(); i += ASKED_AT_ONCE) {
      dsl.select(API_KEY.ID)
          .from(API_KEY)
          .where(API_KEY.ID.in(ids.subList(i, Math.min(ids.size(), i + ASKED_AT_ONCE))))
          .fetch(API_KEY.ID)
          .forEach(known -> fresh.removeIf(id -> id.toString().equals(known)));
    }
  }

  private static boolean isPlain(ApiKey key) {
    return key.terms().equals(KeyTerms.NONE) && key.retired().isEmpty() && key.restorable() == null;
  }

  private void add(ApiKey key) {
    String id = key.id().toString();
    keys.add(
        new Object[] {
          id,
          key.account().value(),
          key.appKey().value(),
          key.label(),
          key.state().name(),
          key.createdAt().toEpochMilli(),
          key.createdBy(),
          millis(key.expiresAt()),
          key.changedAt().toEpochMilli(),
          KeyTerms.NONE.description(),
          KeyTerms.NONE.finishAfterDays()
        });
    List<Counterpart> live = key.tokens().live();
    for (int i = 0; i < live.size(); i++) {
      Counterpart token = live.get(i);
      TokenDigest folded = token.folded();
      tokens.add(
          new Object[] {
            id,
            i + 1,
            token.pair().toBytes(),
            folded == null ? null : folded.toBytes(),
            token.alone().toBytes(),
            token.pepperVersion(),
            token.createdAt().toEpochMilli()
          });
    }
  }

  private void add(Grant grant) {
    String account = grant.account().value();
    String id = grant.holder().value().toString();
    members.add(new Object[] {account, Entities.KEY, id});
    for (RoleId role : grant.roles()) {
      grants.add(new Object[] {account, Entities.KEY, id, role.value()});
    }
  }

  private void flush() {
    run(
        dsl.insertInto(
                API_KEY,
                API_KEY.ID,
                API_KEY.ACCOUNT,
                API_KEY.APP_KEY,
                API_KEY.LABEL,
                API_KEY.STATE,
                API_KEY.CREATED_AT,
                API_KEY.CREATED_BY,
                API_KEY.EXPIRES_AT,
                API_KEY.CHANGED_AT,
                API_KEY.DESCRIPTION,
                API_KEY.FINISH_AFTER_DAYS)
            .values("", "", "", "", "", 0L, "", 0L, 0L, "", 0),
        keys);
    run(
        dsl.insertInto(
                API_TOKEN,
                API_TOKEN.KEY_ID,
                API_TOKEN.SLOT,
                API_TOKEN.PAIR,
                API_TOKEN.FOLDED,
                API_TOKEN.ALONE,
                API_TOKEN.PEPPER_VERSION,
                API_TOKEN.CREATED_AT)
            .values("", 0, new byte[0], new byte[0], new byte[0], 0, 0L),
        tokens);
    run(
        dsl.insertInto(MEMBER, MEMBER.ACCOUNT, MEMBER.HOLDER_KIND, MEMBER.HOLDER_ID)
            .values("", "", "")
            .onConflictDoNothing(),
        members);
    run(
        dsl.insertInto(
                ROLE_GRANT,
                ROLE_GRANT.ACCOUNT,
                ROLE_GRANT.HOLDER_KIND,
                ROLE_GRANT.HOLDER_ID,
                ROLE_GRANT.ROLE_ID)
            .values("", "", "", 0),
        grants);
    run(
        dsl.insertInto(FOREIGN_HASH, FOREIGN_HASH.KEY_ID, FOREIGN_HASH.SEALED)
            .values("", new byte[0]),
        hashes);
  }

  private void run(RowCountQuery query, List<Object[]> rows) {
    if (!rows.isEmpty()) {
      dsl.batch(query).bind(rows.toArray(Object[][]::new)).execute();
    }
  }

  private static @Nullable Long millis(@Nullable Instant instant) {
    return instant == null ? null : instant.toEpochMilli();
  }
}
