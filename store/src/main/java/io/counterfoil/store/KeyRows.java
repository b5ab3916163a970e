package io.counterfoil.store;

import static io.counterfoil.store.schema.Tables.ACCESS_LINK;
import static io.counterfoil.store.schema.Tables.ANSWERED_REQUEST;
import static io.counterfoil.store.schema.Tables.API_KEY;
import static io.counterfoil.store.schema.Tables.API_TOKEN;
import static io.counterfoil.store.schema.Tables.KEY_ADDRESS;
import static io.counterfoil.store.schema.Tables.KEY_METADATA;
import static io.counterfoil.store.schema.Tables.RETIRED_TOKEN;

import io.counterfoil.core.account.AccountName;
import io.counterfoil.core.change.AnsweredRequest;
import io.counterfoil.core.key.AddressRange;
import io.counterfoil.core.key.ApiKey;
import io.counterfoil.core.key.AppKey;
import io.counterfoil.core.key.Counterpart;
import io.counterfoil.core.key.KeyId;
import io.counterfoil.core.key.KeyState;
import io.counterfoil.core.key.KeyTerms;
import io.counterfoil.core.key.LinkId;
import io.counterfoil.core.key.RateLimit;
import io.counterfoil.core.key.RetiredToken;
import io.counterfoil.core.key.SingleAccessLink;
import io.counterfoil.core.key.TokenDigest;
import io.counterfoil.core.key.Tokens;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jooq.Record;
import org.jspecify.annotations.Nullable;

/// The rows that belong to one key, as the key that they stand for; and links.
record KeyRows(
    List<Record> tokens, List<Record> retired, List<Record> metadata, List<Record> addresses) {

  ApiKey key(Record row) {
    @Nullable String restorable = row.get(API_KEY.RESTORABLE);
    @Nullable Long expiresAt = row.get(API_KEY.EXPIRES_AT);
    return new ApiKey(
        new KeyId(UUID.fromString(row.get(API_KEY.ID))),
        new AccountName(row.get(API_KEY.ACCOUNT)),
        new AppKey(row.get(API_KEY.APP_KEY)),
        row.get(API_KEY.LABEL),
        KeyState.valueOf(row.get(API_KEY.STATE)),
        live(tokens.stream().map(KeyRows::live).toList()),
        retired.stream().map(KeyRows::retired).toList(),
        Instant.ofEpochMilli(row.get(API_KEY.CREATED_AT)),
        row.get(API_KEY.CREATED_BY),
        expiresAt == null ? null : Instant.ofEpochMilli(expiresAt),
        Instant.ofEpochMilli(row.get(API_KEY.CHANGED_AT)),
        terms(row),
        restorable == null ? null : KeyState.valueOf(restorable));
  }

  private KeyTerms terms(Record row) {
    @Nullable Integer requests = row.get(API_KEY.RATE_REQUESTS);
    Map<String, String> entries = new HashMap<>();
    metadata.forEach(
        each -> entries.put(each.get(KEY_METADATA.NAME), each.get(KEY_METADATA.ENTRY)));
    return new KeyTerms(
        row.get(API_KEY.DESCRIPTION),
        entries,
        addresses.stream()
            .map(each -> AddressRange.parse(each.get(KEY_ADDRESS.ADDRESS_RANGE)))
            .toList(),
        requests == null ? null : new RateLimit(requests, row.get(API_KEY.RATE_SECONDS)),
        row.get(API_KEY.FINISH_AFTER_DAYS));
  }

  private static Tokens live(List<Counterpart> live) {
    return switch (live.size()) {
      case 1 -> new Tokens.Settled(live.get(0));
      case 2 -> new Tokens.Renewing(live.get(0), live.get(1));
      default ->
          throw new IllegalStateException(
              "a key with " + live.size() + " tokens (expected: 1 or 2); restore a backup");
    };
  }

  private static Counterpart live(Record row) {
    return new Counterpart(
        TokenDigest.of(row.get(API_TOKEN.PAIR)),
        digest(row.get(API_TOKEN.FOLDED)),
        TokenDigest.of(row.get(API_TOKEN.ALONE)),
        row.get(API_TOKEN.PEPPER_VERSION),
        Instant.ofEpochMilli(row.get(API_TOKEN.CREATED_AT)));
  }

  private static RetiredToken retired(Record row) {
    Counterpart counterpart =
        new Counterpart(
            TokenDigest.of(row.get(RETIRED_TOKEN.PAIR)),
            digest(row.get(RETIRED_TOKEN.FOLDED)),
            TokenDigest.of(row.get(RETIRED_TOKEN.ALONE)),
            row.get(RETIRED_TOKEN.PEPPER_VERSION),
            Instant.ofEpochMilli(row.get(RETIRED_TOKEN.CREATED_AT)));
    return new RetiredToken(
        counterpart,
        Instant.ofEpochMilli(row.get(RETIRED_TOKEN.RETIRED_AT)),
        row.get(RETIRED_TOKEN.RETIRED_BY));
  }

  private static @Nullable TokenDigest digest(byte @Nullable [] bytes) {
    return bytes == null ? null : TokenDigest.of(bytes);
  }

  static SingleAccessLink link(Record row) {
    @Nullable String ended = row.get(ACCESS_LINK.ENDED);
    return new SingleAccessLink(
        new LinkId(UUID.fromString(row.get(ACCESS_LINK.ID))),
        new AccountName(row.get(ACCESS_LINK.ACCOUNT)),
        new KeyId(UUID.fromString(row.get(ACCESS_LINK.KEY_ID))),
        SingleAccessLink.Purpose.valueOf(row.get(ACCESS_LINK.PURPOSE)),
        TokenDigest.of(row.get(ACCESS_LINK.CODE)),
        new SingleAccessLink.Sealed(row.get(ACCESS_LINK.SEALED)),
        row.get(ACCESS_LINK.PASSPHRASE) == 1,
        row.get(ACCESS_LINK.WRONG_TRIES),
        row.get(ACCESS_LINK.REFUSALS),
        Instant.ofEpochMilli(row.get(ACCESS_LINK.CREATED_AT)),
        row.get(ACCESS_LINK.CREATED_BY),
        Instant.ofEpochMilli(row.get(ACCESS_LINK.EXPIRES_AT)),
        ended == null ? null : end(row, SingleAccessLink.How.valueOf(ended)));
  }

  private static SingleAccessLink.End end(Record row, SingleAccessLink.How how) {
    return new SingleAccessLink.End(
        how,
        Instant.ofEpochMilli(row.get(ACCESS_LINK.ENDED_AT)),
        row.get(ACCESS_LINK.ENDED_ADDRESS),
        row.get(ACCESS_LINK.ENDED_USER_AGENT));
  }

  static AnsweredRequest request(Record row) {
    return new AnsweredRequest(
        TokenDigest.of(row.get(ANSWERED_REQUEST.ID)),
        TokenDigest.of(row.get(ANSWERED_REQUEST.REQUEST)),
        row.get(ANSWERED_REQUEST.OUTCOME),
        Instant.ofEpochMilli(row.get(ANSWERED_REQUEST.AT)));
  }
}
