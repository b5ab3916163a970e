package io.counterfoil.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;

import io.counterfoil.core.store.StoreException;
import io.counterfoil.testkit.Samples;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What a start on SQLite makes, checks and refuses, each refusal in one sentence.
class SqliteStartTest {
  @TempDir Path parent;
  private Path folder = Path.of("");
  private RecordFile file = new RecordFile(Path.of(""));

  @BeforeEach
  void nameFile() {
    folder = parent.resolve("data");
    file = new RecordFile(folder.resolve("record.db"));
  }

  @Test
  void theFolderIsMade_andItsFilesAreForTheirOwnerAlone() throws IOException {
    try (SqlStore store = file.open()) {
      Samples.commit(store, Samples.entry(null, "a"), List.of());

      assertThat(permissions(folder)).isEqualTo("rwx------");
      assertThat(permissions(file.path())).isEqualTo("rw-------");
      assertThat(permissions(folder.resolve("record.db-wal"))).isEqualTo("rw-------");
    }
  }

  @Test
  void theLogIsWrittenAhead_syncedAtEachCommit_andNeverMapped() {
    var address = (StoreAddress.SqliteFile) file.address();
    try (SqliteConnections connections = SqliteConnections.open(address)) {
      assertThat(pragma(connections, "journal_mode")).isEqualTo("wal");
      assertThat(pragma(connections, "synchronous")).isEqualTo("2");
      assertThat(pragma(connections, "foreign_keys")).isEqualTo("1");
      assertThat(pragma(connections, "mmap_size")).isEqualTo("0");
    }
  }

  @Test
  void readersCannotWrite() {
    var address = (StoreAddress.SqliteFile) file.address();
    try (SqliteConnections connections = SqliteConnections.open(address)) {
      assertThatExceptionOfType(RuntimeException.class)
          .isThrownBy(() -> connections.read(dsl -> dsl.execute("delete from stream_head")))
          .withMessageContaining("readonly");
    }
  }

  @Test
  void aSecondProcessIsRefused() throws IOException, InterruptedException {
    try (SqlStore _ = file.open()) {
      Process second = Committer.start(file.path());

      try (BufferedReader lines = second.inputReader()) {
        assertThat(lines.readLine()).isEqualTo(inUse());
      }
      second.waitFor();
    }
  }

  @Test
  void aSecondStoreInTheSameProcessIsRefused_andTheFirstKeepsItsLock()
      throws IOException, InterruptedException {
    try (SqlStore _ = file.open()) {
      refused(inUse());

      Process second = Committer.start(file.path());
      try (BufferedReader lines = second.inputReader()) {
        assertThat(lines.readLine()).isEqualTo(inUse());
      }
      second.waitFor();
    }
  }

  @Test
  void aStoreThatWasClosedCanBeOpenedAgain_alsoAfterARefusal() throws IOException {
    Files.createDirectories(folder);
    Files.writeString(
        file.path(), "not a database, but long enough to look like a header at least");
    refused(
        "file `"
            + file.path()
            + "` is no sound SQLite database (expected: one that Counterfoil made); move it away,"
            + " restore a backup, or name another file");
    Files.delete(file.path());

    assertThatNoException().isThrownBy(() -> file.open().close());
    assertThatNoException().isThrownBy(() -> file.open().close());
  }

  @Test
  void aFileInTheFoldersPlaceIsRefused() throws IOException {
    Files.writeString(folder, "");

    refused(
        "folder `"
            + folder
            + "` cannot be used (expected: a folder that this user may write); correct its"
            + " permissions, or name another");
  }

  @Test
  void aFolderThatCannotBeWrittenIsRefused() throws IOException, InterruptedException {
    Files.createDirectories(folder);
    try (Tmpfs _ = Tmpfs.mount(folder, "ro")) {
      refused(
          "folder `"
              + folder
              + "` cannot be used (expected: a folder that this user may write); correct its"
              + " permissions, or name another");
    }
  }

  @Test
  void aDatabaseOfANewerVersionIsRefused() throws SQLException {
    file.open().close();
    file.execute(
        "insert into flyway_schema_history select 99, '99', 'later', type, script, checksum,"
            + " installed_by, installed_on, execution_time, success from flyway_schema_history"
            + " where installed_rank = 1");

    refused(
        "database `"
            + file.path()
            + "` has schema 99, made by a newer Counterfoil; start that version, or restore the"
            + " backup from before the upgrade");
  }

  @Test
  void aSchemaThatWasAlteredIsRefused() throws SQLException {
    file.open().close();
    file.execute("update flyway_schema_history set checksum = 1 where version = '1'");

    refused(
        "database `"
            + file.path()
            + "` has a schema that is not Counterfoil's own (expected: one that nobody altered);"
            + " restore a backup");
  }

  @Test
  void aDatabaseOfSomethingElseIsRefused() throws SQLException, IOException {
    Files.createDirectories(folder);
    file.execute("create table recipe (name text)");

    refused(
        "database `"
            + file.path()
            + "` holds tables of something else (expected: an empty one, or one that Counterfoil"
            + " made); name another");
  }

  @Test
  void anOldSqliteIsRefused() {
    assertThatNoException().isThrownBy(() -> SqliteChecks.requireVersion("3.51.3"));
    assertThatNoException().isThrownBy(() -> SqliteChecks.requireVersion("3.100.0"));
    assertThatExceptionOfType(StoreException.class)
        .isThrownBy(() -> SqliteChecks.requireVersion("3.51.2"))
        .withMessageStartingWith("SQLite is 3.51.2 (expected: 3.51.3 or newer");
  }

  @Test
  void anotherJournalModeIsRefused() {
    assertThatExceptionOfType(StoreException.class)
        .isThrownBy(() -> SqliteChecks.requireLog("delete", file.address()))
        .withMessageContaining("is in journal mode `delete` (expected: wal");
  }

  private void refused(String sentence) {
    assertThatExceptionOfType(StoreException.class)
        .isThrownBy(() -> file.open().close())
        .withMessage(sentence);
  }

  private String inUse() {
    return "folder `"
        + folder
        + "` is in use by another Counterfoil (expected: one process a folder); stop that one, or"
        + " give this one another folder";
  }

  private static String pragma(Connections connections, String name) {
    return connections.write(dsl -> String.valueOf(dsl.fetchValue("pragma " + name)));
  }

  private static String permissions(Path path) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
  }
}
