package io.counterfoil.store;

import static io.counterfoil.store.schema.Tables.LEAK;
import static io.counterfoil.store.schema.Tables.ON_LEAK;

import io.counterfoil.core.account.AccountName;
import io.counterfoil.core.account.OnLeak;
import io.counterfoil.core.change.Change;
import io.counterfoil.core.key.KeyId;
import io.counterfoil.core.key.Leak;
import java.time.Instant;
import java.util.UUID;
import java.util.function.Consumer;
import org.jooq.DSLContext;

/// Tokens that were found in the open, and what accounts want done about it.
record LeakRows(DSLContext dsl) {
  void put(AccountName account, OnLeak rule) {
    dsl.insertInto(ON_LEAK)
        .set(ON_LEAK.ACCOUNT, account.value())
        .set(ON_LEAK.RULE, rule.name())
        .onConflict(ON_LEAK.ACCOUNT)
        .doUpdate()
        .setAllToExcluded()
        .execute();
  }

  void put(Leak leak) {
    dsl.insertInto(LEAK)
        .set(LEAK.ID, leak.id().toString())
        .set(LEAK.ACCOUNT, leak.account().value())
        .set(LEAK.KEY_ID, leak.key().toString())
        .set(LEAK.SOURCE, leak.source())
        .set(LEAK.URL, leak.url())
        .set(LEAK.REPORTED_AT, leak.reportedAt().toEpochMilli())
        .set(LEAK.REPORTED_BY, leak.reportedBy())
        .set(LEAK.QUARANTINED, leak.quarantined() ? 1 : 0)
        .onConflict(LEAK.ID)
        .doUpdate()
        .setAllToExcluded()
        .execute();
  }

  void read(Consumer<Change> into) {
    dsl.selectFrom(ON_LEAK)
        .orderBy(ON_LEAK.ACCOUNT)
        .forEach(row ->
            into.accept(
                new Change.OnLeakPut(
                    new AccountName(row.get(ON_LEAK.ACCOUNT)),
                    OnLeak.valueOf(row.get(ON_LEAK.RULE)))));
    dsl.selectFrom(LEAK)
        .orderBy(LEAK.ID)
        .forEach(row ->
            into.accept(
                new Change.LeakPut(
                    new Leak(
                        UUID.fromString(row.get(LEAK.ID)),
                        new AccountName(row.get(LEAK.ACCOUNT)),
                        new KeyId(UUID.fromString(row.get(LEAK.KEY_ID))),
                        row.get(LEAK.SOURCE),
                        row.get(LEAK.URL),
                        Instant.ofEpochMilli(row.get(LEAK.REPORTED_AT)),
                        row.get(LEAK.REPORTED_BY),
                        row.get(LEAK.QUARANTINED) == 1))));
  }
}
