package io.counterfoil.store;

import java.util.function.Function;
import org.jooq.ConnectionProvider;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;

/// Open connections to one database: for reading and for writing. Each transaction that reads sees
/// one state, however many statements it takes.
sealed interface Connections extends AutoCloseable
    permits SqliteConnections, PostgresConnections, ReadingConnections {
  /// Which SQL it speaks.
  StoreDialect dialect();

  /// Lends connections whose transactions see one state.
  ConnectionProvider readers();

  /// Lends connections that may write.
  ConnectionProvider writers();

  @Override
  void close();

  /// Does the work in one transaction that only reads.
  default <T> T read(Function<DSLContext, T> work) {
    return on(readers()).transactionResult(transaction -> work.apply(transaction.dsl()));
  }

  /// Does the work in one transaction: all of it, or nothing.
  default <T> T write(Function<DSLContext, T> work) {
    return on(writers()).transactionResult(transaction -> work.apply(transaction.dsl()));
  }

  private DSLContext on(ConnectionProvider provider) {
    return DSL.using(provider, dialect().language());
  }
}
