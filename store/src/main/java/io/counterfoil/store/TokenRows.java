package io.counterfoil.store;

import static io.counterfoil.store.schema.Tables.REVOKED_TOKEN;
import static io.counterfoil.store.schema.Tables.SIGNING_KEY;

import io.counterfoil.core.change.Change;
import io.counterfoil.core.key.AppKey;
import io.counterfoil.core.outbox.SealedSecret;
import io.counterfoil.core.token.RevokedToken;
import io.counterfoil.core.token.SigningKey;
import java.time.Instant;
import java.util.UUID;
import java.util.function.Consumer;
import org.jooq.DSLContext;

/// What access tokens are signed with, and which were taken back before their time.
record TokenRows(DSLContext dsl) {
  void write(Change.OfTokens change) {
    switch (change) {
      case Change.SigningKeyPut(var key) -> put(key);
      case Change.SigningKeyRemoved(var id) ->
          dsl.deleteFrom(SIGNING_KEY).where(SIGNING_KEY.ID.eq(id)).execute();
      case Change.AccessTokenRevoked(var token) -> put(token);
      case Change.RevocationForgotten(var id) ->
          dsl.deleteFrom(REVOKED_TOKEN).where(REVOKED_TOKEN.ID.eq(id.toString())).execute();
    }
  }

  private void put(SigningKey key) {
    dsl.insertInto(SIGNING_KEY)
        .set(SIGNING_KEY.ID, key.id())
        .set(SIGNING_KEY.PUBLIC_KEY, key.publicKey())
        .set(SIGNING_KEY.SEALED, key.sealed().toBytes())
        .set(SIGNING_KEY.CREATED_AT, key.createdAt().toEpochMilli())
        .set(SIGNING_KEY.SIGNS_FROM, key.signsFrom().toEpochMilli())
        .onConflict(SIGNING_KEY.ID)
        .doUpdate()
        .setAllToExcluded()
        .execute();
  }

  private void put(RevokedToken token) {
    dsl.insertInto(REVOKED_TOKEN)
        .set(REVOKED_TOKEN.ID, token.id().toString())
        .set(REVOKED_TOKEN.HOLDER, token.holder().value())
        .set(REVOKED_TOKEN.UNTIL, token.until().toEpochMilli())
        .onConflict(REVOKED_TOKEN.ID)
        .doUpdate()
        .setAllToExcluded()
        .execute();
  }

  void read(Consumer<Change> into) {
    dsl.selectFrom(SIGNING_KEY)
        .orderBy(SIGNING_KEY.ID)
        .forEach(row ->
            into.accept(
                new Change.SigningKeyPut(
                    new SigningKey(
                        row.get(SIGNING_KEY.ID),
                        row.get(SIGNING_KEY.PUBLIC_KEY),
                        SealedSecret.of(row.get(SIGNING_KEY.SEALED)),
                        Instant.ofEpochMilli(row.get(SIGNING_KEY.CREATED_AT)),
                        Instant.ofEpochMilli(row.get(SIGNING_KEY.SIGNS_FROM))))));
    dsl.selectFrom(REVOKED_TOKEN)
        .orderBy(REVOKED_TOKEN.ID)
        .forEach(row ->
            into.accept(
                new Change.AccessTokenRevoked(
                    new RevokedToken(
                        UUID.fromString(row.get(REVOKED_TOKEN.ID)),
                        new AppKey(row.get(REVOKED_TOKEN.HOLDER)),
                        Instant.ofEpochMilli(row.get(REVOKED_TOKEN.UNTIL))))));
  }
}
