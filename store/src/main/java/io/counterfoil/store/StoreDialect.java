package io.counterfoil.store;

import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.Map;
import org.jooq.DSLContext;
import org.jooq.SQLDialect;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteErrorCode;

/// All in which the SQL of the two databases differs.
enum StoreDialect {
  SQLITE(SQLDialect.SQLITE, "blob", "sqlite") {
    @Override
    void announce(DSLContext dsl) {
      // the file is one process's alone
    }

    @Override
    Fault faultOf(SQLException e) {
      return switch (SQLiteErrorCode.getErrorCode(e.getErrorCode() & PRIMARY)) {
        case SQLITE_FULL -> Fault.DISK_FULL;
        case SQLITE_NOTADB, SQLITE_CORRUPT -> Fault.NO_DATABASE;
        case SQLITE_READONLY, SQLITE_CANTOPEN, SQLITE_PERM, SQLITE_IOERR -> Fault.UNREACHABLE;
        case SQLITE_CONSTRAINT -> Fault.CONFLICT;
        case SQLITE_BUSY, SQLITE_LOCKED -> Fault.TOO_SLOW;
        default -> Fault.OTHER;
      };
    }
  },
  POSTGRES(SQLDialect.POSTGRES, "bytea", "postgresql") {
    @Override
    void announce(DSLContext dsl) {
      dsl.execute("notify " + PostgresListener.CHANNEL);
    }

    @Override
    Fault faultOf(SQLException e) {
      String state = e.getSQLState();
      if (state == null) {
        // all connections of the pool were in use for too long
        return e instanceof SQLTransientConnectionException ? Fault.TOO_SLOW : Fault.OTHER;
      }
      return switch (state) {
        case "53100" -> Fault.DISK_FULL;
        case "3D000" -> Fault.NO_DATABASE;
        case "57014", "55P03" -> Fault.TOO_SLOW;
        case "40001", "40P01" -> Fault.UNDONE;
        case "42501" -> Fault.FORBIDDEN;
        case READ_ONLY -> Fault.UNREACHABLE;
        default -> byClass(state);
      };
    }
  };

  /// What PostgreSQL reports of a write on a standby.
  static final String READ_ONLY = "25006";

  /// The low byte of SQLite's extended codes is the primary one.
  private static final int PRIMARY = 0xff;

  private final SQLDialect language;
  private final String binary;
  private final String folder;

  StoreDialect(SQLDialect language, String binary, String folder) {
    this.language = language;
    this.binary = binary;
    this.folder = folder;
  }

  /// The one that is spoken at the address.
  static StoreDialect of(StoreAddress address) {
    return switch (address) {
      case StoreAddress.SqliteFile _ -> SQLITE;
      case StoreAddress.PostgresServer _ -> POSTGRES;
    };
  }

  /// What a failed statement means.
  abstract Fault faultOf(SQLException e);

  /// Tells other processes of the commit that the transaction makes, once it is made.
  abstract void announce(DSLContext dsl);

  /// What jOOQ renders.
  SQLDialect language() {
    return language;
  }

  /// The folder of what only it understands.
  String folder() {
    return folder;
  }

  /// What stands in the migrations for the types that have two names.
  Map<String, String> placeholders() {
    return Map.of("binary", binary);
  }

  private static Fault byClass(String state) {
    return switch (state.substring(0, 2)) {
      case "08", "57" -> Fault.UNREACHABLE;
      case "28" -> Fault.DENIED;
      case "23" -> Fault.CONFLICT;
      default -> Fault.OTHER;
    };
  }

  /// The kinds of failure that call for different answers.
  enum Fault {
    /// No space left; the transaction was undone.
    DISK_FULL,
    /// The file is no database, or the server has none of that name.
    NO_DATABASE,
    /// The server does not answer, or the file cannot be opened or written.
    UNREACHABLE,
    /// The server does not let this user in.
    DENIED,
    /// The server lets this user in, but not do this.
    FORBIDDEN,
    /// A constraint was hit.
    CONFLICT,
    /// Another transaction was in the way, and the database undid this one whole.
    UNDONE,
    /// It took longer than the database was told to wait.
    TOO_SLOW,
    /// Anything else.
    OTHER
  }

  /// The database's own report at the root of a failure; null where there is none.
  static @Nullable SQLException reportIn(@Nullable Throwable failure) {
    SQLException report = null;
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof SQLException sql) {
        report = sql;
      }
    }
    return report;
  }
}
