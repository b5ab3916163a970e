package io.counterfoil.store;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.counterfoil.core.store.StoreException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Properties;
import org.jooq.ConnectionProvider;

/// Two small pools to one PostgreSQL: transactions that write see what is committed, those that
/// read see one state.
final class PostgresConnections implements Connections {
  private static final int OLDEST = 14;

  /// Of their own, so that what happened never keeps a change waiting.
  private static final int EVENT_CONNECTIONS = 2;

  /// Short, since one after the other waits so long while no server answers.
  private static final int WAIT_MILLIS = 3_000;

  private final HikariDataSource readers;
  private final HikariDataSource writers;
  private final Fuse readerFuse;
  private final Fuse writerFuse;

  private PostgresConnections(HikariDataSource readers, HikariDataSource writers) {
    this.readers = readers;
    this.writers = writers;
    readerFuse = new Fuse(readers);
    writerFuse = new Fuse(writers);
  }

  /// Connects, checks the server, and brings its schema up to date.
  static PostgresConnections open(StoreAddress.PostgresServer address, Schema schema) {
    requireServer(address);
    HikariDataSource writers = writers(address, schema);
    try {
      new Migrations(StoreDialect.POSTGRES, address, schema).bringUpToDate(writers);
      return new PostgresConnections(readers(address, schema), writers);
    } catch (RuntimeException e) {
      writers.close();
      throw e;
    }
  }

  /// Without the pool, which would try again and again before it says that nobody answers.
  private static void requireServer(StoreAddress.PostgresServer address) {
    try (Connection connection = connect(address, address.limits().statementSeconds())) {
      requireVersion(address, connection.getMetaData().getDatabaseMajorVersion());
    } catch (SQLException e) {
      throw new Failures(StoreDialect.POSTGRES, address).of(e);
    }
  }

  /// A connection of its own, without a pool.
  ///
  /// @param seconds how long a statement may take; 0 for as long as it likes
  static Connection connect(StoreAddress.PostgresServer address, int seconds) throws SQLException {
    return DriverManager.getConnection(address.jdbcUrl(), properties(address, seconds));
  }

  static void requireVersion(StoreAddress address, int version) {
    if (version < OLDEST) {
      throw new StoreException(
          "PostgreSQL at `"
              + address
              + "` is of version "
              + version
              + " (expected: "
              + OLDEST
              + " or newer); upgrade it, or name another");
    }
  }

  private static HikariDataSource writers(StoreAddress.PostgresServer address, Schema schema) {
    HikariConfig config = pool(address, schema, address.limits().statementSeconds());
    config.setPoolName("postgresql-writers");
    config.setTransactionIsolation("TRANSACTION_READ_COMMITTED");
    return new HikariDataSource(config);
  }

  private static HikariDataSource readers(StoreAddress.PostgresServer address, Schema schema) {
    HikariConfig config = pool(address, schema, address.limits().readSeconds());
    config.setPoolName("postgresql-readers");
    config.setTransactionIsolation("TRANSACTION_REPEATABLE_READ");
    config.setReadOnly(true);
    return new HikariDataSource(config);
  }

  private static HikariConfig pool(
      StoreAddress.PostgresServer address, Schema schema, int statementSeconds) {
    HikariConfig config = new HikariConfig();
    config.setJdbcUrl(address.jdbcUrl());
    config.setDataSourceProperties(properties(address, statementSeconds));
    config.setConnectionInitSql(
        "set statement_timeout = '"
            + statementSeconds
            + "s'; set lock_timeout = '"
            + address.limits().lockSeconds()
            + "s'");
    config.setExceptionOverrideClassName(LostPrimary.class.getName());
    config.setMaximumPoolSize(
        schema == Schema.RECORD ? address.limits().connections() : EVENT_CONNECTIONS);
    config.setMinimumIdle(1);
    config.setConnectionTimeout(WAIT_MILLIS);
    config.setInitializationFailTimeout(-1);
    return config;
  }

  /// What the address says wins over what is usual here.
  private static Properties properties(StoreAddress.PostgresServer address, int statementSeconds) {
    Properties properties = new Properties();
    properties.setProperty("ApplicationName", "counterfoil");
    properties.setProperty("connectTimeout", "5");
    properties.setProperty("socketTimeout", Integer.toString(2 * statementSeconds));
    properties.setProperty("tcpKeepAlive", "true");
    properties.setProperty("reWriteBatchedInserts", "true");
    if (address.isCluster()) {
      properties.setProperty("targetServerType", "primary");
      properties.setProperty("hostRecheckSeconds", "1");
    }
    properties.putAll(address.options());
    return properties;
  }

  @Override
  public StoreDialect dialect() {
    return StoreDialect.POSTGRES;
  }

  @Override
  public ConnectionProvider readers() {
    return readerFuse;
  }

  @Override
  public ConnectionProvider writers() {
    return writerFuse;
  }

  @Override
  public void close() {
    readers.close();
    writers.close();
  }
}
