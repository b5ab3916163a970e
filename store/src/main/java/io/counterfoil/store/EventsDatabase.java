package io.counterfoil.store;

import io.counterfoil.core.log.DecisionRecords;
import io.counterfoil.core.usage.UseRecords;

/// The database of what happened, apart from the record: on SQLite `events.db` beside it, which has
/// one writer for all, or tables beside the record's on PostgreSQL, over connections of their own.
public final class EventsDatabase implements AutoCloseable {
  static {
    SqlStore.quieten();
  }

  private final Connections connections;
  private final Transactions transactions;

  private EventsDatabase(Connections connections, StoreAddress address) {
    this.connections = connections;
    transactions = new Transactions(connections, new Failures(connections.dialect(), address));
  }

  /// Opens what belongs to the record of that address, which is open already.
  ///
  /// @throws io.counterfoil.core.store.StoreException if it cannot be used, in one sentence
  public static EventsDatabase open(StoreAddress address) {
    return switch (address) {
      case StoreAddress.SqliteFile file ->
          new EventsDatabase(SqliteConnections.openEvents(file.events()), file.events());
      case StoreAddress.PostgresServer server ->
          new EventsDatabase(PostgresConnections.open(server, Schema.EVENTS), server);
    };
  }

  /// The records of refusals, for as long as this is open.
  public DecisionRecords refusals() {
    return new SqlDecisionRecords(transactions);
  }

  /// The counts of use, for as long as this is open.
  public UseRecords uses() {
    return new SqlUses(transactions);
  }

  @Override
  public void close() {
    connections.close();
  }
}
