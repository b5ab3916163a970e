package io.counterfoil.store;

import io.counterfoil.core.store.StoreException;
import java.util.function.Function;
import org.jooq.DSLContext;
import org.jooq.exception.DataAccessException;
import org.jspecify.annotations.Nullable;

/// Transactions of one database, whose failures are said in one sentence.
record Transactions(Connections connections, Failures failures) {
  /// Does the work in one transaction that only reads.
  ///
  /// @throws StoreException if the database fails
  <T extends @Nullable Object> T read(Function<DSLContext, T> work) {
    try {
      return connections.read(work);
    } catch (DataAccessException e) {
      throw failures.of(e);
    }
  }

  /// Does the work in one transaction: all of it, or nothing.
  ///
  /// @throws StoreException if the database fails, also where another server was in the way: what
  ///   was to be done is still to be done then
  <T> T write(Function<DSLContext, T> work) {
    try {
      return connections.write(work);
    } catch (DataAccessException e) {
      throw failures.of(e);
    }
  }
}
