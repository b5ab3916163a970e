package io.counterfoil.store;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/// A SQLite file as other programs see it.
record RecordFile(Path path) {
  StoreAddress address() {
    return StoreAddress.parse("sqlite:" + path);
  }

  SqlStore open() {
    return SqlStore.open(address());
  }

  void execute(String... statements) throws SQLException {
    try (Connection connection = connection();
        Statement statement = connection.createStatement()) {
      for (String each : statements) {
        statement.execute(each);
      }
    }
  }

  String ask(String question) throws SQLException {
    try (Connection connection = connection();
        Statement statement = connection.createStatement();
        ResultSet answer = statement.executeQuery(question)) {
      answer.next();
      return answer.getString(1);
    }
  }

  private Connection connection() throws SQLException {
    return DriverManager.getConnection("jdbc:sqlite:" + path);
  }
}
