package io.counterfoil.store;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.counterfoil.core.store.StoreException;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.SQLException;
import java.util.Properties;
import org.jooq.ConnectionProvider;
import org.jooq.impl.DataSourceConnectionProvider;

/// Two small pools to one PostgreSQL: transactions that write see what is committed, those that
/// read see one state.
final class PostgresConnections implements Connections {
  private static final int OLDEST = 14;
  private static final int CONNECTIONS = 4;
  private static final int WAIT_MILLIS = 10_000;

  private final HikariDataSource readers;
  private final HikariDataSource writers;

  private PostgresConnections(HikariDataSource readers, HikariDataSource writers) {
    this.readers = readers;
    this.writers = writers;
  }

  /// Connects, checks the server, and brings its schema up to date.
  static PostgresConnections open(StoreAddress.PostgresServer address) {
    HikariDataSource writers = pool(address, "postgresql-writers", "TRANSACTION_READ_COMMITTED");
    try {
      requireVersion(address, writers);
      new Migrations(StoreDialect.POSTGRES, address).bringUpToDate(writers);
      HikariDataSource readers = pool(address, "postgresql-readers", "TRANSACTION_REPEATABLE_READ");
      return new PostgresConnections(readers, writers);
    } catch (RuntimeException e) {
      writers.close();
      throw e;
    }
  }

  private static void requireVersion(StoreAddress.PostgresServer address, HikariDataSource source) {
    try (Connection connection = source.getConnection()) {
      DatabaseMetaData server = connection.getMetaData();
      requireVersion(address, server.getDatabaseMajorVersion());
    } catch (SQLException e) {
      throw new Failures(StoreDialect.POSTGRES, address).of(e);
    }
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

  private static HikariDataSource pool(
      StoreAddress.PostgresServer address, String name, String isolation) {
    HikariConfig config = new HikariConfig();
    config.setPoolName(name);
    config.setJdbcUrl(address.jdbcUrl());
    config.setDataSourceProperties(properties(address));
    config.setTransactionIsolation(isolation);
    config.setMaximumPoolSize(CONNECTIONS);
    config.setMinimumIdle(1);
    config.setConnectionTimeout(WAIT_MILLIS);
    config.setInitializationFailTimeout(-1);
    config.setConnectionInitSql("set statement_timeout = 30000");
    return new HikariDataSource(config);
  }

  /// What the address says wins over what is usual here.
  private static Properties properties(StoreAddress.PostgresServer address) {
    Properties properties = new Properties();
    properties.setProperty("ApplicationName", "counterfoil");
    properties.setProperty("connectTimeout", "5");
    properties.setProperty("socketTimeout", "60");
    properties.setProperty("tcpKeepAlive", "true");
    properties.putAll(address.options());
    return properties;
  }

  @Override
  public StoreDialect dialect() {
    return StoreDialect.POSTGRES;
  }

  @Override
  public ConnectionProvider readers() {
    return new DataSourceConnectionProvider(readers);
  }

  @Override
  public ConnectionProvider writers() {
    return new DataSourceConnectionProvider(writers);
  }

  @Override
  public void close() {
    readers.close();
    writers.close();
  }
}
