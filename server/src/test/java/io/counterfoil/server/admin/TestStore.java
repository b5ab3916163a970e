package io.counterfoil.server.admin;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What a server under test keeps its record in. PostgreSQL is among them when
/// `COUNTERFOIL_TEST_POSTGRES` names one, as it does under `tools/with-postgres`.
enum TestStore {
  SQLITE,
  POSTGRES;

  private static final String VARIABLE = "COUNTERFOIL_TEST_POSTGRES";

  /// The stores that a test can have here.
  static Stream<TestStore> available() {
    return System.getenv(VARIABLE) == null ? Stream.of(SQLITE) : Stream.of(values());
  }

  /// The address of a fresh store; null for the embedded one.
  @Nullable String fresh() {
    return switch (this) {
      case SQLITE -> null;
      case POSTGRES -> freshSchema();
    };
  }

  private static String freshSchema() {
    String url = System.getenv(VARIABLE);
    String schema = "test_" + UUID.randomUUID().toString().replace("-", "");
    try (Connection connection = DriverManager.getConnection(url);
        Statement statement = connection.createStatement()) {
      statement.execute("create schema " + schema);
    } catch (SQLException e) {
      throw new IllegalStateException("the throw-away PostgreSQL does not answer", e);
    }
    return url.substring("jdbc:".length())
        + (url.contains("?") ? "&" : "?")
        + "currentSchema="
        + schema;
  }
}
