package io.counterfoil.store;

import static io.counterfoil.store.schema.Tables.ACCESS_LINK;
import static io.counterfoil.store.schema.Tables.ANSWERED_REQUEST;
import static io.counterfoil.store.schema.Tables.API_KEY;
import static io.counterfoil.store.schema.Tables.KEY_ADDRESS;
import static io.counterfoil.store.schema.Tables.KEY_METADATA;

import io.counterfoil.core.change.AnsweredRequest;
import io.counterfoil.core.key.ApiKey;
import io.counterfoil.core.key.KeyState;
import io.counterfoil.core.key.KeyTerms;
import io.counterfoil.core.key.LinkId;
import io.counterfoil.core.key.RateLimit;
import io.counterfoil.core.key.SingleAccessLink;
import io.counterfoil.core.key.TokenDigest;
import java.time.Instant;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jooq.Table;
import org.jooq.TableField;
import org.jspecify.annotations.Nullable;

/// Makes changes of keys and links so, inside one transaction.
record KeyWriter(DSLContext dsl) {
  void put(ApiKey key) {
    KeyTerms terms = key.terms();
    RateLimit rate = terms.rate();
    KeyState restorable = key.restorable();
    dsl.insertInto(API_KEY)
        .set(API_KEY.ID, key.id().toString())
        .set(API_KEY.ACCOUNT, key.account().value())
        .set(API_KEY.APP_KEY, key.appKey().value())
        .set(API_KEY.LABEL, key.label())
        .set(API_KEY.STATE, key.state().name())
        .set(API_KEY.CREATED_AT, key.createdAt().toEpochMilli())
        .set(API_KEY.CREATED_BY, key.createdBy())
        .set(API_KEY.EXPIRES_AT, millis(key.expiresAt()))
        .set(API_KEY.CHANGED_AT, key.changedAt().toEpochMilli())
        .set(API_KEY.DESCRIPTION, terms.description())
        .set(API_KEY.RATE_REQUESTS, rate == null ? null : rate.requests())
        .set(API_KEY.RATE_SECONDS, rate == null ? null : rate.seconds())
        .set(API_KEY.FINISH_AFTER_DAYS, terms.finishAfterDays())
        .set(API_KEY.RESTORABLE, restorable == null ? null : restorable.name())
        .onConflict(API_KEY.ID)
        .doUpdate()
        .setAllToExcluded()
        .execute();
    String id = key.id().toString();
    new TokenWriter(dsl, id).replace(key.tokens(), key.retired());
    replaceMetadata(id, terms);
    replaceAddresses(id, terms);
  }

  private void replaceMetadata(String id, KeyTerms terms) {
    forget(KEY_METADATA, KEY_METADATA.KEY_ID, id);
    terms
        .sortedMetadata()
        .forEach((name, entry) ->
            dsl.insertInto(KEY_METADATA)
                .set(KEY_METADATA.KEY_ID, id)
                .set(KEY_METADATA.NAME, name)
                .set(KEY_METADATA.ENTRY, entry)
                .execute());
  }

  private void replaceAddresses(String id, KeyTerms terms) {
    forget(KEY_ADDRESS, KEY_ADDRESS.KEY_ID, id);
    for (int i = 0; i < terms.addresses().size(); i++) {
      dsl.insertInto(KEY_ADDRESS)
          .set(KEY_ADDRESS.KEY_ID, id)
          .set(KEY_ADDRESS.POSITION, i)
          .set(KEY_ADDRESS.ADDRESS_RANGE, terms.addresses().get(i).toString())
          .execute();
    }
  }

  private void forget(Table<Record> table, TableField<Record, String> keyId, String id) {
    dsl.deleteFrom(table).where(keyId.eq(id)).execute();
  }

  void put(SingleAccessLink link) {
    SingleAccessLink.End end = link.end();
    dsl.insertInto(ACCESS_LINK)
        .set(ACCESS_LINK.ID, link.id().toString())
        .set(ACCESS_LINK.ACCOUNT, link.account().value())
        .set(ACCESS_LINK.KEY_ID, link.key().toString())
        .set(ACCESS_LINK.PURPOSE, link.purpose().name())
        .set(ACCESS_LINK.CODE, link.code().toBytes())
        .set(ACCESS_LINK.SEALED, link.sealed().toBytes())
        .set(ACCESS_LINK.PASSPHRASE, link.passphrase() ? 1 : 0)
        .set(ACCESS_LINK.WRONG_TRIES, link.wrongTries())
        .set(ACCESS_LINK.REFUSALS, link.refusals())
        .set(ACCESS_LINK.CREATED_AT, link.createdAt().toEpochMilli())
        .set(ACCESS_LINK.CREATED_BY, link.createdBy())
        .set(ACCESS_LINK.EXPIRES_AT, link.expiresAt().toEpochMilli())
        .set(ACCESS_LINK.ENDED, end == null ? null : end.how().name())
        .set(ACCESS_LINK.ENDED_AT, end == null ? null : end.at().toEpochMilli())
        .set(ACCESS_LINK.ENDED_ADDRESS, end == null ? null : end.address())
        .set(ACCESS_LINK.ENDED_USER_AGENT, end == null ? null : end.userAgent())
        .onConflict(ACCESS_LINK.ID)
        .doUpdate()
        .setAllToExcluded()
        .execute();
  }

  void remove(LinkId id) {
    dsl.deleteFrom(ACCESS_LINK).where(ACCESS_LINK.ID.eq(id.toString())).execute();
  }

  void put(AnsweredRequest request) {
    dsl.insertInto(ANSWERED_REQUEST)
        .set(ANSWERED_REQUEST.ID, request.id().toBytes())
        .set(ANSWERED_REQUEST.REQUEST, request.request().toBytes())
        .set(ANSWERED_REQUEST.OUTCOME, request.outcome())
        .set(ANSWERED_REQUEST.AT, request.at().toEpochMilli())
        .onConflict(ANSWERED_REQUEST.ID)
        .doUpdate()
        .setAllToExcluded()
        .execute();
  }

  void remove(TokenDigest answered) {
    dsl.deleteFrom(ANSWERED_REQUEST).where(ANSWERED_REQUEST.ID.eq(answered.toBytes())).execute();
  }

  private static @Nullable Long millis(@Nullable Instant instant) {
    return instant == null ? null : instant.toEpochMilli();
  }
}
