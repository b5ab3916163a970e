package io.counterfoil.store;

import io.counterfoil.core.store.StoreException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.jooq.ConnectionProvider;
import org.jooq.exception.DataAccessException;
import org.jspecify.annotations.Nullable;

/// Connections to a record that is there, one for each transaction, which only read: beside a
/// server that runs, and of a role that may do nothing else.
record ReadingConnections(StoreAddress address) implements Connections {
  /// Makes sure that there is such a record.
  static ReadingConnections open(StoreAddress address) {
    SqlStore.quieten();
    try (Connection connection = connect(address)) {
      String there = schema(connection, address);
      String known = Migrations.newest();
      if (!there.equals(known)) {
        throw new StoreException(
            "database `"
                + address
                + "` has schema "
                + there
                + " (expected: "
                + known
                + ", that of this version); run `counterfoil store migrate`, or another version");
      }
      return new ReadingConnections(address);
    } catch (SQLException e) {
      throw new Failures(StoreDialect.of(address), address).of(e);
    }
  }

  /// A connection that reads one state.
  static Connection connect(StoreAddress address) throws SQLException {
    Connection connection =
        switch (address) {
          case StoreAddress.SqliteFile file -> SqliteConnections.reading(file);
          case StoreAddress.PostgresServer server -> PostgresConnections.connect(server, 0);
        };
    connection.setTransactionIsolation(
        switch (StoreDialect.of(address)) {
          case SQLITE -> Connection.TRANSACTION_SERIALIZABLE;
          case POSTGRES -> Connection.TRANSACTION_REPEATABLE_READ;
        });
    connection.setAutoCommit(false);
    return connection;
  }

  /// The newest migration that was applied; `none` where it is no record of Counterfoil.
  static String schema(Connection connection, StoreAddress address) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet newest =
            statement.executeQuery(
                "select version from flyway_schema_history where success and version is not null"
                    + " order by installed_rank desc")) {
      return Migrations.newestOf(newest);
    } catch (SQLException e) {
      Failures failures = new Failures(StoreDialect.of(address), address);
      throw failures.faultOf(e) == StoreDialect.Fault.OTHER
          ? new StoreException(
              "database `"
                  + address
                  + "` holds no record (expected: one that Counterfoil made); name another",
              e)
          : failures.of(e);
    }
  }

  @Override
  public StoreDialect dialect() {
    return StoreDialect.of(address);
  }

  @Override
  public ConnectionProvider readers() {
    return new ConnectionProvider() {
      @Override
      public Connection acquire() {
        try {
          return connect(address);
        } catch (SQLException e) {
          throw new DataAccessException("no connection", e);
        }
      }

      @Override
      public void release(@Nullable Connection connection) {
        if (connection == null) {
          return;
        }
        try {
          connection.close();
        } catch (SQLException e) {
          throw new DataAccessException("a connection did not close", e);
        }
      }
    };
  }

  @Override
  public ConnectionProvider writers() {
    throw new IllegalStateException("a record that was opened to be read was written to");
  }

  @Override
  public void close() {
    // nothing is held between two transactions
  }
}
