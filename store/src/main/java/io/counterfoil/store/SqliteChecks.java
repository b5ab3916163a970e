package io.counterfoil.store;

import io.counterfoil.core.store.StoreException;
import java.lang.module.ModuleDescriptor.Version;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/// What must be true of SQLite before anything is written with it.
final class SqliteChecks {
  /// Below it, two connections that write and checkpoint at once can corrupt the file.
  private static final String OLDEST = "3.51.3";

  private SqliteChecks() {}

  /// Asks the engine and the file.
  static void check(Connection connection, StoreAddress address) throws SQLException {
    requireVersion(answer(connection, "select sqlite_version()"));
    requireLog(answer(connection, "pragma journal_mode"), address);
  }

  static void requireVersion(String version) {
    if (Version.parse(version).compareTo(Version.parse(OLDEST)) < 0) {
      throw new StoreException(
          "SQLite is "
              + version
              + " (expected: "
              + OLDEST
              + " or newer, since older ones can corrupt their log); put a newer sqlite-jdbc on the"
              + " class path");
    }
  }

  static void requireLog(String mode, StoreAddress address) {
    if (!mode.equals("wal")) {
      throw new StoreException(
          "database `"
              + address
              + "` is in journal mode `"
              + mode
              + "` (expected: wal, which needs a local disk); move the folder to one");
    }
  }

  private static String answer(Connection connection, String question) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet answer = statement.executeQuery(question)) {
      answer.next();
      return answer.getString(1);
    }
  }
}
