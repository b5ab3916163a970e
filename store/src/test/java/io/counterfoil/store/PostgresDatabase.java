package io.counterfoil.store;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.UUID;

/// A schema of its own on the throw-away server that `COUNTERFOIL_TEST_POSTGRES` names.
record PostgresDatabase(String schema) {
  static final String VARIABLE = "COUNTERFOIL_TEST_POSTGRES";

  /// Why a test that needs the server was not run.
  static final String NOT_RUN =
      "not run: needs a PostgreSQL; run it as `tools/with-postgres mvn test`";

  /// The throw-away server's own database.
  static String serverAddress() {
    String url = System.getenv(VARIABLE);
    return url.startsWith("jdbc:") ? url.substring("jdbc:".length()) : url;
  }

  static PostgresDatabase create() throws SQLException {
    String schema = "test_" + UUID.randomUUID().toString().replace("-", "");
    PostgresDatabase database = new PostgresDatabase(schema);
    database.execute("create schema " + schema);
    return database;
  }

  StoreAddress address() {
    String address = serverAddress();
    String separator = address.contains("?") ? "&" : "?";
    return StoreAddress.parse(address + separator + "currentSchema=" + schema);
  }

  /// Does something to the database behind the store's back.
  void execute(String sql) throws SQLException {
    try (Connection connection = DriverManager.getConnection("jdbc:" + serverAddress());
        Statement statement = connection.createStatement()) {
      connection.setSchema(schema);
      statement.execute(sql);
    }
  }

  void drop() throws SQLException {
    execute("drop schema " + schema + " cascade");
  }
}
