package io.counterfoil.store;

import static io.counterfoil.store.schema.Tables.ACCOUNT_STALENESS;
import static io.counterfoil.store.schema.Tables.NODE;

import io.counterfoil.core.account.AccountName;
import io.counterfoil.core.account.MaxStaleness;
import io.counterfoil.core.change.Change;
import io.counterfoil.core.key.TokenDigest;
import io.counterfoil.core.node.Node;
import io.counterfoil.core.node.NodeName;
import java.time.Instant;
import java.util.function.Consumer;
import org.jooq.DSLContext;

/// Verifiers, and how old what they know may be.
record NodeRows(DSLContext dsl) {
  void put(Node node) {
    dsl.insertInto(NODE)
        .set(NODE.NAME, node.name().value())
        .set(NODE.CREDENTIAL, node.credential().toBytes())
        .set(NODE.CREATED_AT, node.createdAt().toEpochMilli())
        .set(NODE.CREATED_BY, node.createdBy())
        .onConflict(NODE.NAME)
        .doUpdate()
        .setAllToExcluded()
        .execute();
  }

  void remove(NodeName name) {
    dsl.deleteFrom(NODE).where(NODE.NAME.eq(name.value())).execute();
  }

  void put(AccountName account, MaxStaleness limit) {
    dsl.insertInto(ACCOUNT_STALENESS)
        .set(ACCOUNT_STALENESS.ACCOUNT, account.value())
        .set(ACCOUNT_STALENESS.MINUTES, limit.minutes())
        .onConflict(ACCOUNT_STALENESS.ACCOUNT)
        .doUpdate()
        .setAllToExcluded()
        .execute();
  }

  void read(Consumer<Change> into) {
    dsl.selectFrom(NODE)
        .orderBy(NODE.NAME)
        .forEach(row ->
            into.accept(
                new Change.NodePut(
                    new Node(
                        new NodeName(row.get(NODE.NAME)),
                        TokenDigest.of(row.get(NODE.CREDENTIAL)),
                        Instant.ofEpochMilli(row.get(NODE.CREATED_AT)),
                        row.get(NODE.CREATED_BY)))));
    dsl.selectFrom(ACCOUNT_STALENESS)
        .orderBy(ACCOUNT_STALENESS.ACCOUNT)
        .forEach(row ->
            into.accept(
                new Change.StalenessPut(
                    new AccountName(row.get(ACCOUNT_STALENESS.ACCOUNT)),
                    new MaxStaleness(row.get(ACCOUNT_STALENESS.MINUTES)))));
  }
}
