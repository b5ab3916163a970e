package io.counterfoil.store;

import io.counterfoil.core.store.Store;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.ThreadLocalRandom;
import org.postgresql.PGConnection;

/// One connection that listens for commits of other processes. What it hears is a hint: after each
/// new connection it gives one anyway, since what was said meanwhile is lost.
final class PostgresListener implements Store.Watch {
  /// What each commit says.
  static final String CHANNEL = "counterfoil_head";

  private static final System.Logger LOG = System.getLogger(PostgresListener.class.getName());
  private static final int WAIT_MILLIS = 10_000;
  private static final int LEAST_PAUSE_MILLIS = 500;
  private static final int MOST_PAUSE_MILLIS = 1_500;

  private final StoreAddress.PostgresServer address;
  private final Runnable hint;
  private final Thread thread;
  private volatile boolean closed;

  PostgresListener(StoreAddress.PostgresServer address, Runnable hint) {
    this.address = address;
    this.hint = hint;
    thread = Thread.ofPlatform().daemon().name("counterfoil-listen").start(this::run);
  }

  private void run() {
    while (!closed) {
      try (Connection connection =
          DriverManager.getConnection(address.jdbcUrl(), address.options())) {
        listen(connection);
      } catch (SQLException e) {
        LOG.log(System.Logger.Level.DEBUG, "no word from PostgreSQL: " + e.getMessage());
      }
      try {
        Thread.sleep(ThreadLocalRandom.current().nextInt(LEAST_PAUSE_MILLIS, MOST_PAUSE_MILLIS));
      } catch (InterruptedException e) {
        return;
      }
    }
  }

  private void listen(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("listen " + CHANNEL);
    }
    hint.run();
    PGConnection wire = connection.unwrap(PGConnection.class);
    while (!closed) {
      if (wire.getNotifications(WAIT_MILLIS).length > 0) {
        hint.run();
      }
    }
  }

  @Override
  public void close() {
    closed = true;
    thread.interrupt();
  }
}
