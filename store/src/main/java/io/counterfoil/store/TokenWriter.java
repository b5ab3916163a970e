package io.counterfoil.store;

import static io.counterfoil.store.schema.Tables.API_TOKEN;
import static io.counterfoil.store.schema.Tables.RETIRED_TOKEN;

import io.counterfoil.core.key.Counterpart;
import io.counterfoil.core.key.RetiredToken;
import io.counterfoil.core.key.TokenDigest;
import io.counterfoil.core.key.Tokens;
import java.util.List;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;

/// Replaces the digests of one key's tokens.
record TokenWriter(DSLContext dsl, String keyId) {
  /// The key now has these and no other.
  void replace(Tokens tokens, List<RetiredToken> retired) {
    dsl.deleteFrom(API_TOKEN).where(API_TOKEN.KEY_ID.eq(keyId)).execute();
    List<Counterpart> live = tokens.live();
    for (int i = 0; i < live.size(); i++) {
      insert(i + 1, live.get(i));
    }
    dsl.deleteFrom(RETIRED_TOKEN).where(RETIRED_TOKEN.KEY_ID.eq(keyId)).execute();
    for (int i = 0; i < retired.size(); i++) {
      insert(i, retired.get(i));
    }
  }

  private void insert(int slot, Counterpart token) {
    dsl.insertInto(API_TOKEN)
        .set(API_TOKEN.KEY_ID, keyId)
        .set(API_TOKEN.SLOT, slot)
        .set(API_TOKEN.PAIR, token.pair().toBytes())
        .set(API_TOKEN.FOLDED, bytes(token.folded()))
        .set(API_TOKEN.ALONE, token.alone().toBytes())
        .set(API_TOKEN.PEPPER_VERSION, token.pepperVersion())
        .set(API_TOKEN.CREATED_AT, token.createdAt().toEpochMilli())
        .execute();
  }

  private void insert(int position, RetiredToken retired) {
    Counterpart token = retired.counterpart();
    dsl.insertInto(RETIRED_TOKEN)
        .set(RETIRED_TOKEN.KEY_ID, keyId)
        .set(RETIRED_TOKEN.POSITION, position)
        .set(RETIRED_TOKEN.PAIR, token.pair().toBytes())
        .set(RETIRED_TOKEN.FOLDED, bytes(token.folded()))
        .set(RETIRED_TOKEN.ALONE, token.alone().toBytes())
        .set(RETIRED_TOKEN.PEPPER_VERSION, token.pepperVersion())
        .set(RETIRED_TOKEN.CREATED_AT, token.createdAt().toEpochMilli())
        .set(RETIRED_TOKEN.RETIRED_AT, retired.retiredAt().toEpochMilli())
        .set(RETIRED_TOKEN.RETIRED_BY, retired.retiredBy())
        .execute();
  }

  private static byte @Nullable [] bytes(@Nullable TokenDigest digest) {
    return digest == null ? null : digest.toBytes();
  }
}
