package io.counterfoil.store;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.counterfoil.core.store.StoreException;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Set;
import javax.sql.DataSource;
import org.jooq.ConnectionProvider;
import org.jooq.impl.DataSourceConnectionProvider;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteConfig.JournalMode;
import org.sqlite.SQLiteConfig.SynchronousMode;
import org.sqlite.SQLiteConfig.TransactionMode;
import org.sqlite.SQLiteDataSource;

/// A SQLite file with its write-ahead log: one connection that writes, several that read, and, with
/// the record, the lock on its folder.
final class SqliteConnections implements Connections {
  private static final int READERS = 4;
  private static final int WAIT_MILLIS = 10_000;

  /// Inner pages of the indexes that an import writes to. Negative: in KiB, not in pages.
  private static final int WRITER_CACHE_KIB = -32 * 1_024;

  private final @Nullable FolderLock lock;
  private final SingleWriter writer;
  private final HikariDataSource readers;

  private SqliteConnections(
      @Nullable FolderLock lock, SingleWriter writer, HikariDataSource readers) {
    this.lock = lock;
    this.writer = writer;
    this.readers = readers;
  }

  /// Opens the record's file, makes it where it is missing, and brings its schema up to date.
  static SqliteConnections open(StoreAddress.SqliteFile address) {
    FolderLock lock = takeFolder(address);
    try {
      return open(address, Schema.RECORD, lock);
    } catch (RuntimeException e) {
      release(lock);
      throw e;
    }
  }

  /// The same for what happened, in a file of its own. The folder is locked with the record.
  static SqliteConnections openEvents(StoreAddress.SqliteFile address) {
    try {
      makeFile(address.file());
    } catch (IOException e) {
      throw unusable(address, e);
    }
    return open(address, Schema.EVENTS, null);
  }

  private static SqliteConnections open(
      StoreAddress.SqliteFile address, Schema schema, @Nullable FolderLock lock) {
    DataSource source = dataSource(address, schema, false);
    Connection writer = openWriter(address, source);
    try {
      new Migrations(StoreDialect.SQLITE, address, schema).bringUpToDate(source);
      return new SqliteConnections(lock, new SingleWriter(writer), pool(address, schema));
    } catch (RuntimeException e) {
      closeQuietly(writer, e);
      throw e;
    }
  }

  private static FolderLock takeFolder(StoreAddress.SqliteFile address) {
    Path folder = address.folder();
    try {
      if (Files.notExists(folder)) {
        Files.createDirectories(folder, only("rwx------"));
      }
      FolderLock lock = FolderLock.take(folder);
      makeFile(address.file());
      return lock;
    } catch (IOException e) {
      throw unusable(address, e);
    }
  }

  private static StoreException unusable(StoreAddress.SqliteFile address, IOException e) {
    return new StoreException(
        "folder `"
            + address.folder()
            + "` cannot be used (expected: a folder that this user may write); correct its"
            + " permissions, or name another",
        e);
  }

  /// Readable by its owner alone; SQLite gives the files of its log the same permissions.
  static void makeFile(Path file) throws IOException {
    try {
      Files.createFile(file, only("rw-------"));
    } catch (FileAlreadyExistsException _) {
      // It is there, and keeps the permissions that it was given.
      return;
    }
  }

  private static FileAttribute<Set<PosixFilePermission>> only(String permissions) {
    return PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions));
  }

  private static Connection openWriter(StoreAddress.SqliteFile address, DataSource source) {
    try {
      Connection writer = source.getConnection();
      try {
        SqliteChecks.check(writer, address);
        return writer;
      } catch (SQLException | RuntimeException e) {
        closeQuietly(writer, e);
        throw e;
      }
    } catch (SQLException e) {
      throw new Failures(StoreDialect.SQLITE, address).of(e);
    }
  }

  private static DataSource dataSource(
      StoreAddress.SqliteFile address, Schema schema, boolean readOnly) {
    SQLiteConfig config = new SQLiteConfig();
    config.setReadOnly(readOnly);
    config.setBusyTimeout(WAIT_MILLIS);
    config.enforceForeignKeys(true);
    config.setGetGeneratedKeys(false);
    config.setPragma(SQLiteConfig.Pragma.MMAP_SIZE, "0");
    if (!readOnly) {
      config.setJournalMode(JournalMode.WAL);
      config.setSynchronous(
          schema == Schema.RECORD ? SynchronousMode.FULL : SynchronousMode.NORMAL);
      config.setTransactionMode(TransactionMode.IMMEDIATE);
      config.setCacheSize(WRITER_CACHE_KIB);
    }
    if (schema == Schema.EVENTS) {
      // what is forgotten is overwritten: a day's salt above all
      config.setPragma(SQLiteConfig.Pragma.SECURE_DELETE, "true");
    }
    SQLiteDataSource source = new SQLiteDataSource(config);
    source.setUrl("jdbc:sqlite:" + address.file());
    return source;
  }

  /// A connection that only reads, without the lock on the folder.
  static Connection reading(StoreAddress.SqliteFile address) throws SQLException {
    if (Files.notExists(address.file())) {
      throw new StoreException(
          "there is no file `" + address + "` (expected: a record that Counterfoil made)");
    }
    return dataSource(address, Schema.RECORD, true).getConnection();
  }

  /// A connection to a file that nobody else uses, with SQLite's own settings.
  static Connection plain(StoreAddress.SqliteFile address) throws SQLException {
    SQLiteDataSource source = new SQLiteDataSource();
    source.setUrl("jdbc:sqlite:" + address.file());
    return source.getConnection();
  }

  /// Takes the file from everybody but its owner.
  static void keepPrivate(Path file) throws IOException {
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
  }

  private static HikariDataSource pool(StoreAddress.SqliteFile address, Schema schema) {
    HikariConfig config = new HikariConfig();
    config.setPoolName("sqlite-readers");
    config.setDataSource(dataSource(address, schema, true));
    config.setReadOnly(true);
    config.setMaximumPoolSize(READERS);
    config.setConnectionTimeout(WAIT_MILLIS);
    config.setInitializationFailTimeout(-1);
    return new HikariDataSource(config);
  }

  @Override
  public StoreDialect dialect() {
    return StoreDialect.SQLITE;
  }

  @Override
  public ConnectionProvider readers() {
    return new DataSourceConnectionProvider(readers);
  }

  @Override
  public ConnectionProvider writers() {
    return writer;
  }

  /// The writer goes last: whoever closes the last connection folds the log into the file.
  @Override
  public void close() {
    readers.close();
    try {
      writer.close();
    } catch (SQLException e) {
      throw new StoreException("SQLite did not close in order; what was committed is safe", e);
    } finally {
      release(lock);
    }
  }

  private static void closeQuietly(Connection connection, Exception first) {
    try {
      connection.close();
    } catch (SQLException e) {
      first.addSuppressed(e);
    }
  }

  private static void release(@Nullable FolderLock lock) {
    try {
      if (lock != null) {
        lock.close();
      }
    } catch (IOException e) {
      throw new StoreException("the lock on the data folder did not close; end this process", e);
    }
  }
}
