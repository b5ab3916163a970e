package io.counterfoil.store;

import io.counterfoil.core.store.DiskFullException;
import io.counterfoil.core.store.StoreException;
import io.counterfoil.store.StoreDialect.Fault;
import java.sql.SQLException;

/// Says in one sentence what a database reported: what happened, what was expected, what to do.
/// Neither SQL nor values nor a password stand in it.
record Failures(StoreDialect dialect, StoreAddress address) {
  /// The failure in words.
  StoreException of(Throwable failure) {
    String sentence = sentence(failure);
    return faultOf(failure) == Fault.DISK_FULL
        ? new DiskFullException(sentence, failure)
        : new StoreException(sentence, failure);
  }

  /// What kind of failure it is.
  Fault faultOf(Throwable failure) {
    SQLException report = StoreDialect.reportIn(failure);
    return report == null ? Fault.OTHER : dialect.faultOf(report);
  }

  private String sentence(Throwable failure) {
    SQLException report = StoreDialect.reportIn(failure);
    if (report == null) {
      return "store `" + address + "` failed: " + firstLine(failure);
    }
    return switch (address) {
      case StoreAddress.SqliteFile file -> ofFile(file, report);
      case StoreAddress.PostgresServer server -> ofServer(server, report);
    };
  }

  private String ofFile(StoreAddress.SqliteFile file, SQLException report) {
    return switch (dialect.faultOf(report)) {
      case DISK_FULL ->
          "disk of folder `"
              + file.folder()
              + "` is full, so nothing of the change was stored; make space and try again";
      case NO_DATABASE ->
          "file `"
              + file
              + "` is no sound SQLite database (expected: one that Counterfoil made); move it away,"
              + " restore a backup, or name another file";
      case UNREACHABLE, DENIED, FORBIDDEN ->
          "file `"
              + file
              + "` cannot be opened for writing (expected: a folder and a file that this user may"
              + " write, on a disk that works); correct the permissions, or name another file";
      case CONFLICT ->
          "database `" + file + "` refused a change that breaks a rule: " + firstLine(report);
      case TOO_SLOW, UNDONE ->
          "database `"
              + file
              + "` is locked (expected: no other program writes to it); stop that one";
      case OTHER -> "database `" + file + "` failed: " + firstLine(report);
    };
  }

  private String ofServer(StoreAddress.PostgresServer server, SQLException report) {
    return switch (dialect.faultOf(report)) {
      case DISK_FULL ->
          "disk of `"
              + server
              + "` is full, so nothing of the change was stored; make space there and try again";
      case NO_DATABASE ->
          "PostgreSQL has no database as in `"
              + server
              + "` (expected: one that exists); create it, or correct the address";
      case UNREACHABLE -> unreachable(server, report);
      case DENIED ->
          "PostgreSQL does not let this user into `"
              + server
              + "` (expected: the right user and password); correct them in the address";
      case FORBIDDEN ->
          "PostgreSQL does not let this user do that in `"
              + server
              + "` (expected: the owner of the tables, or a role with the rights that `counterfoil"
              + " store grants` prints); grant them";
      case UNDONE ->
          "database `"
              + server
              + "` undid the change, for others were in its way each time; try again";
      case CONFLICT ->
          "database `" + server + "` refused a change that breaks a rule: " + firstLine(report);
      case TOO_SLOW ->
          "database `"
              + server
              + "` took too long over one statement; look for what blocks it, and try again";
      case OTHER -> "database `" + server + "` failed: " + firstLine(report);
    };
  }

  private static String unreachable(StoreAddress.PostgresServer server, SQLException report) {
    String said = firstLine(report);
    if (said.contains("targetServerType")) {
      return "none of the servers of `"
          + server
          + "` is a primary that accepts connections (expected: one); wait for the failover, or"
          + " start one";
    }
    if (said.contains("SSL") || said.contains("hostnameverifier")) {
      return "no TLS connection to `"
          + server
          + "`: "
          + said
          + " (expected: a server with TLS, whose certificate fits sslmode and sslrootcert);"
          + " correct the address or the server";
    }
    return "no connection to `"
        + server
        + "` (expected: a PostgreSQL that accepts connections); start it, or correct the"
        + " address";
  }

  private static String firstLine(Throwable failure) {
    String message = failure.getMessage();
    return message == null || message.isBlank()
        ? failure.getClass().getSimpleName()
        : message.strip().lines().findFirst().orElseThrow();
  }
}
