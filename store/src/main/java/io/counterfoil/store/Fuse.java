package io.counterfoil.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicReference;
import javax.sql.DataSource;
import org.jooq.ConnectionProvider;
import org.jooq.exception.DataAccessException;
import org.jspecify.annotations.Nullable;

/// Lends a pool's connections; for a second after none was to be had, it says so at once. Otherwise
/// everybody who wants to write would wait for the pool's patience to end, one after the other.
final class Fuse implements ConnectionProvider {
  private static final long COOLS_NANOS = 1_000_000_000L;

  private final DataSource pool;
  private final AtomicReference<@Nullable Blown> blown = new AtomicReference<>();

  private record Blown(SQLException why, long atNanos) {}

  Fuse(DataSource pool) {
    this.pool = pool;
  }

  @Override
  public Connection acquire() {
    Blown last = blown.get();
    if (last != null && System.nanoTime() - last.atNanos < COOLS_NANOS) {
      throw refused(last.why);
    }
    try {
      Connection connection = pool.getConnection();
      blown.set(null);
      return connection;
    } catch (SQLException e) {
      blown.set(new Blown(e, System.nanoTime()));
      throw refused(e);
    }
  }

  private static DataAccessException refused(SQLException why) {
    return new DataAccessException("no connection", why);
  }

  @Override
  public void release(@Nullable Connection connection) {
    if (connection == null) {
      return;
    }
    try {
      connection.close();
    } catch (SQLException e) {
      throw new DataAccessException("a connection did not go back to its pool", e);
    }
  }
}
