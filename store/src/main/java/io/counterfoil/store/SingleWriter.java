package io.counterfoil.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.locks.ReentrantLock;
import org.jooq.ConnectionProvider;
import org.jspecify.annotations.Nullable;

/// Lends one connection to one thread at a time, in the order in which they asked. SQLite has one
/// writer anyway; several connections would fight for its lock and some would lose.
final class SingleWriter implements ConnectionProvider, AutoCloseable {
  private final Connection connection;
  private final ReentrantLock turn = new ReentrantLock(true);

  SingleWriter(Connection connection) {
    this.connection = connection;
  }

  @Override
  public Connection acquire() {
    turn.lock();
    return connection;
  }

  @Override
  public void release(@Nullable Connection lent) {
    turn.unlock();
  }

  /// Waits for whoever is writing.
  @Override
  public void close() throws SQLException {
    turn.lock();
    try {
      connection.close();
    } finally {
      turn.unlock();
    }
  }
}
