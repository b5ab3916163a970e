package io.counterfoil.store;

import io.counterfoil.store.schema.DefaultSchema;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jooq.Field;
import org.jooq.Table;

/// A table of the record, as it is copied from one database to another.
///
/// @param columns in the order in which they are read and written
record RecordTable(String name, List<Column> columns) {
  /// A column.
  record Column(String name, Kind kind) {}

  /// What a column holds, in both databases.
  enum Kind {
    NUMBER,
    TEXT,
    BYTES
  }

  /// The tables of a record in SQLite, each behind those that it refers to. That file holds nothing
  /// but the record, whereas on PostgreSQL other tables may stand beside it.
  static List<RecordTable> of(Connection sqlite) throws SQLException {
    Map<String, List<String>> refersTo = new TreeMap<>();
    ask(
        sqlite,
        "select name, name from sqlite_master where type = 'table' and name not like 'sqlite_%'"
            + " and name not like 'flyway_%'",
        (name, _) -> refersTo.put(name, new ArrayList<>()));
    ask(
        sqlite,
        "select m.name, f.\"table\" from sqlite_master m, pragma_foreign_key_list(m.name) f"
            + " where m.type = 'table'",
        (name, other) -> {
          if (!name.equals(other)) {
            refersTo.getOrDefault(name, new ArrayList<>()).add(other);
          }
        });
    Map<String, RecordTable> ordered = new LinkedHashMap<>();
    while (ordered.size() < refersTo.size()) {
      int before = ordered.size();
      refersTo.forEach((name, others) -> {
        if (!ordered.containsKey(name) && ordered.keySet().containsAll(others)) {
          ordered.put(name, named(name));
        }
      });
      if (ordered.size() == before) {
        throw new IllegalStateException("tables that refer to one another in a circle");
      }
    }
    return List.copyOf(ordered.values());
  }

  private interface Pair {
    void take(String one, String other);
  }

  private static void ask(Connection sqlite, String question, Pair into) throws SQLException {
    try (Statement statement = sqlite.createStatement();
        ResultSet rows = statement.executeQuery(question)) {
      while (rows.next()) {
        into.take(rows.getString(1), rows.getString(2));
      }
    }
  }

  private static RecordTable named(String name) {
    Table<?> table = DefaultSchema.DEFAULT_SCHEMA.getTable(name);
    if (table == null) {
      throw new IllegalStateException("table `" + name + "` is not of this version");
    }
    List<Column> columns = new ArrayList<>();
    for (Field<?> field : table.fields()) {
      Class<?> type = field.getType();
      Kind kind =
          type == byte[].class ? Kind.BYTES : type == String.class ? Kind.TEXT : Kind.NUMBER;
      columns.add(new Column(field.getName(), kind));
    }
    return new RecordTable(name, List.copyOf(columns));
  }

  /// Reads every row.
  String select() {
    return "select " + names() + " from " + name;
  }

  /// Adds a row.
  String insert() {
    String places = String.join(", ", Collections.nCopies(columns.size(), "?"));
    return "insert into " + name + " (" + names() + ") values (" + places + ")";
  }

  private String names() {
    return columns.stream().map(Column::name).collect(Collectors.joining(", "));
  }
}
