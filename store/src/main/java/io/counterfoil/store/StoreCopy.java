package io.counterfoil.store;

import io.counterfoil.core.account.Revision;
import io.counterfoil.core.store.StoreException;
import io.counterfoil.store.RecordTable.Column;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jooq.exception.DataAccessException;
import org.jooq.impl.DSL;
import org.jooq.impl.DefaultConnectionProvider;
import org.jspecify.annotations.Nullable;

/// Copies a whole record from SQLite to PostgreSQL or back, at one revision, whoever writes to it
/// meanwhile. The copy is made in one transaction and compared before it ends: it is whole, or
/// there is nothing of it and it can be started again.
///
/// One of the few places with JDBC alone: it moves rows without asking what they mean.
public final class StoreCopy {
  private static final int AT_A_TIME = 1_000;
  private static final String HEAD = "stream_head";

  private final StoreAddress from;
  private final StoreAddress to;
  private final Connection source;
  private final Connection target;
  private final List<RecordTable> tables;

  private StoreCopy(
      StoreAddress from,
      StoreAddress to,
      Connection source,
      Connection target,
      List<RecordTable> tables) {
    this.from = from;
    this.to = to;
    this.source = source;
    this.target = target;
    this.tables = tables;
  }

  /// What was copied.
  ///
  /// @param head the revision of the copy; what was committed later is not in it
  /// @param rows how many, by table
  public record Report(Revision head, Map<String, Long> rows) {
    public Report {
      rows = Map.copyOf(rows);
    }

    /// How many in all.
    public long total() {
      return rows.values().stream().mapToLong(Long::longValue).sum();
    }
  }

  /// Copies the record.
  ///
  /// @throws StoreException if there is no record to copy, if the target holds one already, or if
  ///   the copy failed; nothing of it is there then
  public static Report copy(StoreAddress from, StoreAddress to) {
    if (from.getClass() == to.getClass()) {
      throw new StoreException(
          "both addresses are of one kind (expected: one SQLite, one PostgreSQL); use `counterfoil"
              + " backup` for a file, and pg_dump between two PostgreSQL servers");
    }
    ReadingConnections.open(from).close();
    return switch (to) {
      case StoreAddress.SqliteFile file -> {
        try (Connections connections = SqliteConnections.open(file)) {
          yield connections.write(dsl -> dsl.connectionResult(target -> between(from, to, target)));
        } catch (DataAccessException e) {
          throw new Failures(StoreDialect.SQLITE, to).of(e);
        }
      }
      case StoreAddress.PostgresServer server -> {
        StoreCheck.migrate(server);
        try (Connection target = PostgresConnections.connect(server, 0)) {
          target.setAutoCommit(false);
          Report report = between(from, to, target);
          target.commit();
          yield report;
        } catch (SQLException e) {
          throw new Failures(StoreDialect.POSTGRES, to).of(e);
        }
      }
    };
  }

  private static Report between(StoreAddress from, StoreAddress to, Connection target)
      throws SQLException {
    try (Connection source = ReadingConnections.connect(from)) {
      Connection sqlite = from instanceof StoreAddress.SqliteFile ? source : target;
      return new StoreCopy(from, to, source, target, RecordTable.of(sqlite)).run();
    }
  }

  private Report run() throws SQLException {
    requireEmpty();
    Revision head = head(source, StoreDialect.of(from));
    Map<String, Long> rows = new LinkedHashMap<>();
    try (Statement statement = target.createStatement()) {
      statement.execute("delete from " + HEAD);
    }
    for (RecordTable table : tables) {
      RowSum copied = copy(table);
      RowSum found = new RowSum();
      read(target, table, row -> found.add(table.columns(), row));
      if (!found.isSameAs(copied)) {
        throw new StoreException(
            "table `"
                + table.name()
                + "` came over with "
                + found.rows()
                + " rows that are not the "
                + copied.rows()
                + " of `"
                + from
                + "` (expected: the same); nothing was copied; check the disks, and start again");
      }
      rows.put(table.name(), copied.rows());
    }
    if (!head(target, StoreDialect.of(to)).equals(head)) {
      throw new StoreException("the copy has another head than `" + from + "`; nothing was copied");
    }
    return new Report(head, rows);
  }

  /// The newest revision of the record behind the connection.
  static Revision head(Connection connection, StoreDialect dialect) {
    return new CommitLog(DSL.using(new DefaultConnectionProvider(connection), dialect.language()))
        .head();
  }

  private void requireEmpty() throws SQLException {
    for (RecordTable table : tables) {
      String question =
          "select count(*) from "
              + table.name()
              + (table.name().equals(HEAD) ? " where rev > 0" : "");
      try (Statement statement = target.createStatement();
          ResultSet count = statement.executeQuery(question)) {
        if (count.next() && count.getLong(1) > 0) {
          throw new StoreException(
              "`"
                  + to
                  + "` holds a record already (expected: none, or one without any change); nothing"
                  + " was copied; name another target, or empty this one yourself");
        }
      }
    }
  }

  private RowSum copy(RecordTable table) throws SQLException {
    RowSum sum = new RowSum();
    try (PreparedStatement insert = target.prepareStatement(table.insert())) {
      read(
          source,
          table,
          row -> {
            sum.add(table.columns(), row);
            bind(insert, table.columns(), row);
            insert.addBatch();
            if (sum.rows() % AT_A_TIME == 0) {
              insert.executeBatch();
            }
          });
      insert.executeBatch();
    }
    return sum;
  }

  private interface RowReader {
    void take(@Nullable Object[] row) throws SQLException;
  }

  private static void read(Connection from, RecordTable table, RowReader into) throws SQLException {
    List<Column> columns = table.columns();
    try (Statement statement = from.createStatement()) {
      statement.setFetchSize(AT_A_TIME);
      try (ResultSet rows = statement.executeQuery(table.select())) {
        while (rows.next()) {
          @Nullable Object[] row = new @Nullable Object[columns.size()];
          for (int i = 0; i < row.length; i++) {
            row[i] = cell(rows, i + 1, columns.get(i));
          }
          into.take(row);
        }
      }
    }
  }

  private static @Nullable Object cell(ResultSet rows, int at, Column column) throws SQLException {
    Object cell =
        switch (column.kind()) {
          case NUMBER -> rows.getLong(at);
          case TEXT -> rows.getString(at);
          case BYTES -> rows.getBytes(at);
        };
    return rows.wasNull() ? null : cell;
  }

  private static void bind(PreparedStatement insert, List<Column> columns, @Nullable Object[] row)
      throws SQLException {
    for (int i = 0; i < row.length; i++) {
      Object cell = row[i];
      switch (columns.get(i).kind()) {
        case NUMBER -> {
          if (cell == null) {
            insert.setNull(i + 1, Types.BIGINT);
          } else {
            insert.setLong(i + 1, (Long) cell);
          }
        }
        case TEXT -> insert.setString(i + 1, (String) cell);
        case BYTES -> insert.setBytes(i + 1, (byte[]) cell);
      }
    }
  }
}
