package io.counterfoil.store;

import static io.counterfoil.testkit.Samples.entry;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.counterfoil.core.account.Account;
import io.counterfoil.core.account.AccountName;
import io.counterfoil.core.account.Revision;
import io.counterfoil.core.change.Change;
import io.counterfoil.core.change.Commit;
import io.counterfoil.core.key.ApiKey;
import io.counterfoil.core.key.AppKey;
import io.counterfoil.core.store.Store;
import io.counterfoil.core.store.StoreException;
import io.counterfoil.testkit.Samples;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What was acknowledged is there, whatever happens to the disk or the file.
class SqliteDurabilityTest {
  @TempDir Path folder;
  private final Samples samples = new Samples(3);
  private final Account acme = samples.account(1, "acme");
  private RecordFile file = new RecordFile(Path.of(""));

  @BeforeEach
  void nameFile() {
    file = new RecordFile(folder.resolve("record.db"));
  }

  private static void assertChainIsWhole(Store store, long head) {
    List<Commit> commits = store.after(0, Integer.MAX_VALUE);
    assertThat(commits).hasSize((int) head);
    Revision previous = Revision.NONE;
    for (Commit commit : commits) {
      assertThat(commit.follows(previous)).isTrue();
      previous = commit.revision();
    }
  }

  @Test
  void aFullDiskCostsTheCommit_andNothingBeforeIt_norAfterSpaceWasMade() throws Exception {
    try (Tmpfs _ = Tmpfs.mount(folder, "size=6m")) {
      Path filler = folder.resolve("filler");
      Files.write(filler, new byte[1_000_000]);
      long acknowledged;
      try (Store store = file.open()) {
        acknowledged = fill(store);
        assertThat(store.head().number()).isEqualTo(acknowledged);

        Files.delete(filler);

        commitKey(store);
      }
      try (Store store = file.open()) {
        assertThat(store.head().number()).isEqualTo(acknowledged + 1);
        assertThat(loaded(store)).hasSize((int) acknowledged + 1);
        assertChainIsWhole(store, acknowledged + 1);
      }
      assertThat(file.ask("pragma integrity_check")).isEqualTo("ok");
    }
  }

  @Test
  void aBitThatFlippedInAKeyIsFound_thoughNoChainCoversIt() throws SQLException {
    try (Store store = file.open()) {
      Samples.commit(store, entry(acme.name(), "a"), List.of(new Change.AccountPut(acme)));
      commitKey(store);
    }
    assertThat(StoreCheck.ofState(file.address()).flaw()).isNull();

    file.execute("update api_token set pair = randomblob(32)");

    assertThat(StoreCheck.of(file.address(), null).flaw()).isNull();
    assertThat(StoreCheck.ofState(file.address()).flaw())
        .isEqualTo("what is stored of a KeyPut is not what its commits say");
  }

  @Test
  void aBitThatFlippedInAPageIsFound() throws SQLException, IOException {
    try (Store store = file.open()) {
      Samples.commit(store, entry(acme.name(), "a"), List.of(new Change.AccountPut(acme)));
    }
    byte[] bytes = Files.readAllBytes(file.path());
    for (int at = 2 * 4_096; at < bytes.length; at += 4_096) {
      bytes[at] ^= 4; // the page's kind
    }
    Files.write(file.path(), bytes);

    assertThat(StoreCheck.of(file.address(), null).flaw()).startsWith("the file is damaged: ");
  }

  @Test
  void aStartOnAFullDiskIsRefusedInWords() throws IOException, InterruptedException {
    try (Tmpfs _ = Tmpfs.mount(folder, "size=1m")) {
      Files.write(folder.resolve("filler"), new byte[1 << 20]);

      assertThatExceptionOfType(StoreException.class)
          .isThrownBy(() -> file.open().close())
          .withMessage(full());
    }
  }

  private String full() {
    return "disk of folder `"
        + folder
        + "` is full, so nothing of the change was stored; make space and try again";
  }

  /// Commits until the disk is full; returns how many commits were acknowledged.
  private long fill(Store store) {
    Samples.commit(store, entry(acme.name(), "a"), List.of(new Change.AccountPut(acme)));
    long[] acknowledged = {1};
    assertThatExceptionOfType(StoreException.class)
        .isThrownBy(() -> {
          while (true) {
            commitKey(store);
            acknowledged[0]++;
          }
        })
        .withMessage(full());
    return acknowledged[0];
  }

  private void commitKey(Store store) {
    Change key = new Change.KeyPut(samples.key(acme.name()).withLabel("x".repeat(4_000)));
    Samples.commit(store, entry(acme.name(), "k"), List.of(key));
  }

  @Test
  void theAuditLogCanOnlyBeAddedTo() throws SQLException {
    try (Store store = file.open()) {
      Samples.commit(store, entry(null, "a"), List.of());
    }

    assertThatThrownBy(() -> file.execute("update audit_log set actor = 'nobody'"))
        .hasMessageContaining("audit_log is append-only");
    assertThatThrownBy(() -> file.execute("delete from audit_log"))
        .hasMessageContaining("audit_log is append-only");
    assertThat(file.ask("select actor from audit_log")).isEqualTo("user:ana@example.com");
  }

  @Test
  void anEntryThatWasAlteredInTheFileIsFound() throws SQLException {
    try (Store store = file.open()) {
      Samples.commit(store, entry(null, "a"), List.of());
      Samples.commit(store, entry(null, "b"), List.of());
    }
    file.execute(
        "drop trigger audit_log_no_update",
        "update audit_log set fields_before = '{\"state\":\"active\"}' where rev = 2");

    try (Store store = file.open()) {
      List<Commit> commits = store.after(0, 10);
      assertThat(commits.get(0).follows(Revision.NONE)).isTrue();
      assertThat(commits.get(1).follows(commits.get(0).revision())).isFalse();
    }
  }

  @Test
  void whatBreaksARuleOfTheSchemaIsRefusedInWords_andNothingOfItIsStored() {
    try (Store store = file.open()) {
      ApiKey first = samples.key(acme.name());
      Samples.commit(
          store,
          entry(acme.name(), "a"),
          List.of(new Change.AccountPut(acme), new Change.KeyPut(first)));
      Change namesake = new Change.KeyPut(named(first.appKey(), samples.key(acme.name())));
      Change orphan = new Change.KeyPut(samples.key(new AccountName("nobody")));

      assertBreaksARule(store, new Change.UserPut(samples.user("ana@example.com")), namesake);
      assertBreaksARule(store, new Change.UserPut(samples.user("ana@example.com")), orphan);

      assertThat(store.head().number()).isEqualTo(1);
      assertThat(loaded(store)).hasSize(2);
    }
  }

  private void assertBreaksARule(Store store, Change... changes) {
    assertThatExceptionOfType(StoreException.class)
        .isThrownBy(() -> Samples.commit(store, entry(acme.name(), "b"), List.of(changes)))
        .withMessageStartingWith("database `" + file.path() + "` refused a change that breaks");
  }

  private static ApiKey named(AppKey name, ApiKey key) {
    return new ApiKey(
        key.id(),
        key.account(),
        name,
        key.label(),
        key.state(),
        key.tokens(),
        key.retired(),
        key.createdAt(),
        key.createdBy(),
        key.expiresAt(),
        key.changedAt());
  }

  private static List<Change> loaded(Store store) {
    List<Change> state = new ArrayList<>();
    store.load(state::add);
    return state;
  }
}
