package io.counterfoil.store;

import static io.counterfoil.store.schema.Tables.FOREIGN_HASH;

import io.counterfoil.core.key.KeyId;
import io.counterfoil.core.key.SealedHash;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;

/// What other systems kept of tokens that were not used here yet.
record ForeignHashes(DSLContext dsl) {
  void put(KeyId key, SealedHash hash) {
    dsl.insertInto(FOREIGN_HASH)
        .set(FOREIGN_HASH.KEY_ID, key.toString())
        .set(FOREIGN_HASH.SEALED, hash.toBytes())
        .onConflict(FOREIGN_HASH.KEY_ID)
        .doUpdate()
        .setAllToExcluded()
        .execute();
  }

  void remove(KeyId key) {
    dsl.deleteFrom(FOREIGN_HASH).where(FOREIGN_HASH.KEY_ID.eq(key.toString())).execute();
  }

  @Nullable SealedHash find(KeyId key) {
    byte[] sealed =
        dsl.select(FOREIGN_HASH.SEALED)
            .from(FOREIGN_HASH)
            .where(FOREIGN_HASH.KEY_ID.eq(key.toString()))
            .fetchOne(FOREIGN_HASH.SEALED);
    return sealed == null ? null : new SealedHash(sealed);
  }
}
