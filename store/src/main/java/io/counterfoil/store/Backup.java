package io.counterfoil.store;

import io.counterfoil.core.account.Revision;
import io.counterfoil.core.store.DiskFullException;
import io.counterfoil.core.store.StoreException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Comparator;
import java.util.stream.Stream;
import org.jooq.exception.DataAccessException;

/// A record at one revision as a single SQLite file that needs nothing beside it, wherever it came
/// from. It holds what the record holds, and no secret but what is sealed; the pepper is not in it.
///
/// @param head the revision that it was made at
/// @param pepperMark which pepper its digests were made with; 0 where nobody said
public record Backup(Path file, Revision head, int pepperMark) {
  /// Makes one while a server goes on writing.
  ///
  /// @param pepperMark a number that tells peppers apart and tells nothing of them
  /// @throws StoreException if the record is not sound, or the file cannot be made; there is none
  ///   then
  public static Backup make(StoreAddress from, Path to, int pepperMark) {
    Path file = to.toAbsolutePath().normalize();
    if (Files.exists(file)) {
      throw new StoreException(
          "file `" + file + "` is there already (expected: a new one); nothing was backed up");
    }
    Path work = workFolder(file);
    try {
      Path fresh = work.resolve("backup.db");
      switch (from) {
        case StoreAddress.SqliteFile record -> vacuum(record, fresh, pepperMark);
        case StoreAddress.PostgresServer _ -> {
          StoreAddress.SqliteFile copy =
              new StoreAddress.SqliteFile(work.resolve("copy/record.db"));
          StoreCopy.copy(from, copy);
          vacuum(copy, fresh, pepperMark);
        }
      }
      Backup made = sound(fresh);
      force(fresh);
      Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
      force(folderOf(file));
      return new Backup(file, made.head, made.pepperMark);
    } catch (AtomicMoveNotSupportedException e) {
      throw new IllegalStateException("a folder that is two file systems", e);
    } catch (IOException e) {
      throw unwritten(file, e);
    } finally {
      remove(work);
    }
  }

  /// Reads what a file says of itself, and makes sure that it is whole.
  ///
  /// @throws StoreException if it is no sound backup
  public static Backup sound(Path file) {
    StoreAddress.SqliteFile address = new StoreAddress.SqliteFile(file);
    String flaw = SqliteFileCheck.flaw(address);
    if (flaw != null) {
      throw new StoreException(
          "backup `"
              + file
              + "` is damaged: "
              + flaw
              + " (expected: as it was written); take another one");
    }
    try (Connection connection = SqliteConnections.reading(address)) {
      return new Backup(file, StoreCopy.head(connection, StoreDialect.SQLITE), mark(connection));
    } catch (SQLException | DataAccessException e) {
      throw new Failures(StoreDialect.SQLITE, address).of(e);
    }
  }

  private static int mark(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet mark = statement.executeQuery("pragma user_version")) {
      return mark.next() ? mark.getInt(1) : 0;
    }
  }

  /// One statement, which sees one state; the writer does not wait for it.
  private static void vacuum(StoreAddress.SqliteFile from, Path to, int pepperMark)
      throws IOException {
    SqliteConnections.makeFile(to);
    StoreAddress.SqliteFile target = new StoreAddress.SqliteFile(to);
    try (Connection connection = SqliteConnections.reading(from);
        PreparedStatement vacuum = connection.prepareStatement("vacuum into ?")) {
      vacuum.setString(1, to.toString());
      vacuum.executeUpdate();
    } catch (SQLException e) {
      Failures failures = new Failures(StoreDialect.SQLITE, target);
      throw failures.faultOf(e) == StoreDialect.Fault.DISK_FULL
          ? failures.of(e)
          : new Failures(StoreDialect.SQLITE, from).of(e);
    }
    try (Connection connection = SqliteConnections.plain(target);
        Statement statement = connection.createStatement()) {
      statement.executeUpdate("pragma user_version = " + pepperMark);
    } catch (SQLException e) {
      throw new Failures(StoreDialect.SQLITE, target).of(e);
    }
  }

  /// Puts the backup to where a server finds it, brought to this version's schema and checked
  /// commit by commit.
  ///
  /// @return the head that was restored
  /// @throws StoreException if the backup is not sound, or if there is a record already; nothing
  ///   was restored then
  public static Backup restore(Path from, StoreAddress to) {
    Backup backup = sound(from.toAbsolutePath().normalize());
    switch (to) {
      case StoreAddress.SqliteFile file -> {
        requireNone(file);
        Path work = workFolder(file.file());
        try {
          StoreAddress.SqliteFile copy = backup.unpack(work);
          Files.deleteIfExists(Path.of(file + "-wal"));
          Files.deleteIfExists(Path.of(file + "-shm"));
          Files.move(copy.file(), file.file(), StandardCopyOption.ATOMIC_MOVE);
          force(file.folder());
        } catch (IOException e) {
          throw unwritten(file.file(), e);
        } finally {
          remove(work);
        }
      }
      case StoreAddress.PostgresServer _ -> {
        Path work = workFolder(backup.file);
        try {
          StoreCopy.copy(backup.unpack(work), to);
        } finally {
          remove(work);
        }
      }
    }
    return backup;
  }

  private static void requireNone(StoreAddress.SqliteFile file) {
    if (Files.exists(file.file())) {
      throw new StoreException(
          "there is a file `"
              + file
              + "` already (expected: none); nothing was restored; move it away while no"
              + " Counterfoil runs, and keep it until the restored one works");
    }
  }

  /// A working copy of it in the folder, of this version's schema, with every commit proven.
  ///
  /// @throws StoreException if there is no space for it, or if a commit does not fit
  private StoreAddress.SqliteFile unpack(Path folder) {
    StoreAddress.SqliteFile copy = new StoreAddress.SqliteFile(folder.resolve("record.db"));
    try {
      SqliteConnections.makeFile(copy.file());
      Files.copy(file, copy.file(), StandardCopyOption.REPLACE_EXISTING);
      SqliteConnections.keepPrivate(copy.file());
    } catch (IOException e) {
      throw unwritten(copy.file(), e);
    }
    StoreCheck.migrate(copy);
    StoreCheck check = StoreCheck.of(copy, head);
    if (check.flaw() != null) {
      throw new StoreException(
          "backup `" + file + "` is not sound: " + check.flaw() + "; take another one");
    }
    force(copy.file());
    return copy;
  }

  /// A working copy of a backup, which goes when it is closed.
  public record Unpacked(Backup backup, StoreAddress.SqliteFile address) implements AutoCloseable {
    @Override
    public void close() {
      remove(address.folder());
    }
  }

  /// Unpacks the backup beside it.
  ///
  /// @throws StoreException as above
  public static Unpacked unpacked(Path file) {
    Backup backup = sound(file.toAbsolutePath().normalize());
    Path work = workFolder(backup.file);
    try {
      return new Unpacked(backup, backup.unpack(work));
    } catch (RuntimeException e) {
      remove(work);
      throw e;
    }
  }

  /// A folder of its own beside the file, on the same file system.
  static Path workFolder(Path file) {
    Path folder = folderOf(file);
    try {
      Files.createDirectories(folder);
      return Files.createTempDirectory(folder, ".counterfoil-"); // for its owner alone
    } catch (IOException e) {
      throw unwritten(file, e);
    }
  }

  private static Path folderOf(Path file) {
    Path folder = file.toAbsolutePath().getParent();
    if (folder == null) {
      throw new StoreException("`" + file + "` is no file (expected: one in a folder)");
    }
    return folder;
  }

  /// Removes such a folder with what is in it.
  static void remove(Path folder) {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path each : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(each);
      }
    } catch (IOException e) {
      throw new StoreException("folder `" + folder + "` could not be removed; remove it", e);
    }
  }

  private static void force(Path path) {
    try (FileChannel file = FileChannel.open(path, StandardOpenOption.READ)) {
      file.force(true);
    } catch (IOException e) {
      throw unwritten(path, e);
    }
  }

  private static StoreException unwritten(Path file, IOException e) {
    String sentence =
        "file `"
            + file
            + "` cannot be written (expected: a folder that this user may write, with space on its"
            + " disk); correct that, or name another";
    return String.valueOf(e.getMessage()).contains("No space left")
        ? new DiskFullException(sentence, e)
        : new StoreException(sentence, e);
  }
}
