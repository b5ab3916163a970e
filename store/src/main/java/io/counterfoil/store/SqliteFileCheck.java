package io.counterfoil.store;

import io.counterfoil.core.store.StoreException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.jspecify.annotations.Nullable;

/// Asks SQLite whether a file is as it wrote it: every page, every index, every reference.
public final class SqliteFileCheck {
  private SqliteFileCheck() {}

  /// The first thing that is wrong with the file; null where nothing is.
  ///
  /// @throws StoreException if there is no file that can be read
  public static @Nullable String flaw(StoreAddress.SqliteFile file) {
    try (Connection connection = SqliteConnections.reading(file)) {
      String pages = first(connection, "pragma integrity_check(1)");
      if (pages != null && !pages.equals("ok")) {
        return pages.lines().findFirst().orElse(pages);
      }
      String reference =
          first(connection, "select \"table\" from pragma_foreign_key_check limit 1");
      return reference == null
          ? null
          : "a row of table `" + reference + "` refers to one that is not there";
    } catch (SQLException e) {
      Failures failures = new Failures(StoreDialect.SQLITE, file);
      if (failures.faultOf(e) == StoreDialect.Fault.NO_DATABASE) {
        return String.valueOf(e.getMessage()).lines().findFirst().orElse("it is no database");
      }
      throw failures.of(e);
    }
  }

  private static @Nullable String first(Connection connection, String question)
      throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet answer = statement.executeQuery(question)) {
      return answer.next() ? answer.getString(1) : null;
    }
  }
}
