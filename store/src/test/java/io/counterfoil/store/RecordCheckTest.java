package io.counterfoil.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.counterfoil.core.account.AccountName;
import io.counterfoil.core.account.Revision;
import io.counterfoil.core.change.AuditEntry;
import io.counterfoil.core.change.ChainCheck.Flaw;
import io.counterfoil.core.change.ChainedEntry;
import io.counterfoil.core.change.ChangeCodec;
import io.counterfoil.core.change.Commit;
import io.counterfoil.core.store.StoreException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A record of 100,000 entries in a real file, and what a database's administrator could do to it.
class RecordCheckTest {
  private static final int ENTRIES = 100_000;
  private static final int ROUNDS = 4;
  private static final AccountName ACME = new AccountName("acme");

  @TempDir static Path folder;
  private static Path honest;
  private static Revision head = Revision.NONE;

  private final Random random = new Random(20260601);

  /// Written past the store, which would take a transaction for each.
  @BeforeAll
  static void writeTheRecord() throws SQLException {
    honest = folder.resolve("honest").resolve("record.db");
    SqlStore.open(StoreAddress.parse("sqlite:" + honest)).close();
    byte[] nothing = ChangeCodec.encode(List.of());
    String changesHash = ChainedEntry.changesHash(nothing);
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + honest)) {
      connection.setAutoCommit(false);
      try (PreparedStatement changes =
              connection.prepareStatement("insert into change_log values (1, ?, ?, ?)");
          PreparedStatement audit =
              connection.prepareStatement(
                  "insert into audit_log (cell, rev, account, actor, action, target, fields_before,"
                      + " fields_after, request_id, address, at, prev_hash, hash, changes_hash)"
                      + " values (1, ?, 'acme', 'user:ana@example.com', 'key.relabelled', ?, ?, ?,"
                      + " ?, '127.0.0.1', ?, ?, ?, ?)")) {
        for (int i = 1; i <= ENTRIES; i++) {
          Commit commit = Commit.after(head, entry(i), List.of());
          bind(changes, i, nothing, (long) i);
          bind(
              audit,
              i,
              commit.audit().target(),
              Fields.write(commit.audit().before()),
              Fields.write(commit.audit().after()),
              commit.audit().requestId(),
              (long) i,
              head.hash(),
              commit.revision().hash(),
              changesHash);
          head = commit.revision();
        }
        changes.executeBatch();
        audit.executeBatch();
      }
      try (PreparedStatement moved =
          connection.prepareStatement("update stream_head set rev = ?, hash = ?")) {
        bind(moved, head.number(), head.hash());
        moved.executeBatch();
      }
      connection.commit();
    }
  }

  private static AuditEntry entry(int i) {
    return new AuditEntry(
        Instant.ofEpochMilli(i),
        ACME,
        "user:ana@example.com",
        "key.relabelled",
        "key:k" + i,
        Map.of("label", "was"),
        Map.of("label", "is", "n", Integer.toString(i)),
        "request-" + i,
        "127.0.0.1");
  }

  private static void bind(PreparedStatement statement, Object... values) throws SQLException {
    for (int i = 0; i < values.length; i++) {
      statement.setObject(i + 1, values[i]);
    }
    statement.addBatch();
  }

  private static RecordCheck.Verdict check(Path file) {
    return RecordCheck.of(StoreAddress.parse("sqlite:" + file), null);
  }

  /// The number of the first bad entry after that was done to a copy of the record.
  private static long firstBadAfter(String... statements) throws SQLException, IOException {
    Path copy = Files.createTempDirectory(folder, "copy").resolve("record.db");
    Files.copy(honest, copy);
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + copy);
        Statement statement = connection.createStatement()) {
      statement.execute("drop trigger audit_log_no_update");
      statement.execute("drop trigger audit_log_no_delete");
      for (String each : statements) {
        statement.execute(each);
      }
    }
    Flaw flaw = check(copy).flaw();
    Files.delete(copy);
    return Objects.requireNonNull(flaw, "nothing was found").number();
  }

  private int anyNumber() {
    return 1 + random.nextInt(ENTRIES - 1);
  }

  @Test
  void anHonestRecordIsSound_andIsReadBesideAnOpenStore() {
    assertThat(check(honest).flaw()).isNull();
    assertThat(check(honest).last()).isEqualTo(head);
    try (SqlStore _ = SqlStore.open(StoreAddress.parse("sqlite:" + honest))) {
      assertThat(check(honest).flaw()).isNull();
    }
  }

  @Test
  void anEntryThatIsAlteredAnywhereIsNamed() throws Exception {
    String[] columns = {"target = 'x'", "fields_after = '{}'", "at = at + 1", "account = 'b'"};
    for (int round = 0; round < ROUNDS; round++) {
      int i = anyNumber();
      assertThat(firstBadAfter("update audit_log set " + columns[round] + " where rev = " + i))
          .isEqualTo(i);
    }
  }

  @Test
  void anEntryThatIsWrittenInAnotherFormIsNamed() throws Exception {
    int i = anyNumber();
    String twice = "'{\"label\":\"other\",\"label\":\"was\"}'";
    assertThat(firstBadAfter("update audit_log set fields_before = " + twice + " where rev = " + i))
        .isEqualTo(i);
    assertThat(firstBadAfter("update audit_log set account = 'A B' where rev = " + i)).isEqualTo(i);
  }

  @Test
  void anEntryThatIsRemovedAnywhereIsNamed() throws Exception {
    for (int round = 0; round < ROUNDS; round++) {
      int i = anyNumber();
      assertThat(firstBadAfter("delete from audit_log where rev = " + i)).isEqualTo(i);
    }
    int i = anyNumber();
    assertThat(
            firstBadAfter(
                "delete from audit_log where rev = " + i,
                "update audit_log set rev = rev - 1 where rev > " + i,
                "delete from change_log where rev = " + ENTRIES))
        .isEqualTo(i);
  }

  @Test
  void entriesThatChangePlacesAnywhereAreNamed() throws Exception {
    for (int round = 0; round < ROUNDS; round++) {
      int i = anyNumber();
      assertThat(
              firstBadAfter(
                  "update audit_log set rev = -1 where rev = " + i,
                  "update audit_log set rev = " + i + " where rev = " + (i + 1),
                  "update audit_log set rev = " + (i + 1) + " where rev = -1"))
          .isEqualTo(i);
    }
  }

  @Test
  void changesThatAreAlteredOrRemovedBehindAnEntryAreNamed() throws Exception {
    int i = anyNumber();
    assertThat(firstBadAfter("update change_log set payload = x'00000001' where rev = " + i))
        .isEqualTo(i);
    assertThat(firstBadAfter("update change_log set at = 0 where rev = " + i)).isEqualTo(i);
    assertThat(firstBadAfter("delete from change_log where rev = " + i)).isEqualTo(i);
  }

  @Test
  void anEndThatIsCutOffIsNamed_byTheHead_orByOneThatWasKept() throws Exception {
    String cut = "delete from audit_log where rev > 99000";
    assertThat(firstBadAfter(cut)).isEqualTo(99_001);

    Path copy = Files.createTempDirectory(folder, "cut").resolve("record.db");
    Files.copy(honest, copy);
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + copy);
        Statement statement = connection.createStatement()) {
      statement.execute("drop trigger audit_log_no_delete");
      statement.execute(cut);
      statement.execute(
          "update stream_head set rev = 99000, hash = (select hash from audit_log where rev = 99000)");
    }
    assertThat(check(copy).flaw()).isNull();
    assertThat(RecordCheck.of(StoreAddress.parse("sqlite:" + copy), head).flaw())
        .extracting("number")
        .isEqualTo(99_001L);
  }

  @Test
  void whereThereIsNoRecordNothingIsMade() {
    Path nowhere = folder.resolve("nowhere").resolve("record.db");
    assertThatExceptionOfType(StoreException.class)
        .isThrownBy(() -> check(nowhere))
        .withMessageContaining("there is no file");
    assertThat(nowhere.getParent()).doesNotExist();
  }
}
