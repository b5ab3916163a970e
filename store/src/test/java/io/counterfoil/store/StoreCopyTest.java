package io.counterfoil.store;

import static io.counterfoil.testkit.Samples.entry;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.counterfoil.core.account.Account;
import io.counterfoil.core.account.Revision;
import io.counterfoil.core.change.Change;
import io.counterfoil.core.key.ApiKey;
import io.counterfoil.core.key.Grant;
import io.counterfoil.core.key.Holder;
import io.counterfoil.core.role.RoleId;
import io.counterfoil.core.store.Store;
import io.counterfoil.core.store.StoreException;
import io.counterfoil.testkit.Samples;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.api.io.TempDir;

/// A record moves from SQLite to PostgreSQL and back without losing or altering anything.
@EnabledIfEnvironmentVariable(
    named = PostgresDatabase.VARIABLE,
    matches = ".+",
    disabledReason = PostgresDatabase.NOT_RUN)
class StoreCopyTest {
  private static final int KEYS = 2_500;

  @TempDir Path folder;
  private final Samples samples = new Samples(5);
  private final Account acme = samples.account(1, "acme");
  private PostgresDatabase database = new PostgresDatabase("");
  private StoreAddress file = StoreAddress.parse("sqlite:none");

  @BeforeEach
  void createSchema() throws SQLException {
    database = PostgresDatabase.create();
    file = StoreAddress.parse("sqlite:" + folder.resolve("record.db"));
  }

  @AfterEach
  void dropSchema() throws SQLException {
    database.drop();
  }

  private Revision fill(StoreAddress address) {
    try (Store store = SqlStore.open(address)) {
      Samples.commit(store, entry(acme.name(), "a"), List.of(new Change.AccountPut(acme)));
      List<Change> keys = new ArrayList<>();
      for (int i = 0; i < KEYS; i++) {
        ApiKey key = i % 100 == 0 ? samples.noted(acme.name()) : samples.key(acme.name());
        keys.add(new Change.KeyPut(key));
        Holder holder = new Holder.OfKey(key.id());
        keys.add(new Change.GrantPut(new Grant(acme.name(), holder, Set.of(new RoleId(1)))));
      }
      Samples.commit(store, entry(acme.name(), "k"), keys);
      return store.head();
    }
  }

  private static List<Change> state(StoreAddress address) {
    List<Change> all = new ArrayList<>();
    try (Store store = SqlStore.reading(address)) {
      store.load(all::add);
    }
    return all;
  }

  @Test
  void thereAndBackEverythingIsAsItWas_andTheChainIsWhole() {
    Revision head = fill(file);

    StoreCopy.Report there = StoreCopy.copy(file, database.address());

    assertThat(there.head()).isEqualTo(head);
    assertThat(there.rows()).containsEntry("api_key", (long) KEYS).containsEntry("audit_log", 2L);
    assertThat(RecordCheck.of(database.address(), head).flaw()).isNull();
    assertThat(state(database.address())).hasSameElementsAs(state(file)).hasSize(2 * KEYS + 1);

    StoreAddress second = StoreAddress.parse("sqlite:" + folder.resolve("back/record.db"));
    StoreCopy.Report back = StoreCopy.copy(database.address(), second);

    assertThat(back).isEqualTo(there);
    assertThat(StoreCheck.of(second, head).flaw()).isNull();
    assertThat(state(second)).hasSameElementsAs(state(file));
    try (Store store = SqlStore.open(second)) {
      Samples.commit(store, entry(acme.name(), "k"), List.of(key()));
      assertThat(store.head().number()).isEqualTo(head.number() + 1);
    }
  }

  private Change key() {
    return new Change.KeyPut(samples.key(acme.name()));
  }

  @Test
  void aTargetThatHoldsARecordIsLeftAlone() throws SQLException {
    fill(file);
    fill(database.address());

    assertThatExceptionOfType(StoreException.class)
        .isThrownBy(() -> StoreCopy.copy(file, database.address()))
        .withMessageContaining("holds a record already (expected: none");
    assertThatExceptionOfType(StoreException.class)
        .isThrownBy(() -> StoreCopy.copy(database.address(), file))
        .withMessageContaining("holds a record already (expected: none");
    assertThat(StoreCheck.of(database.address(), null).flaw()).isNull();
  }

  @Test
  void aCopyThatFailsLeavesNothing_andCanBeStartedAgain() throws SQLException {
    fill(file);
    StoreCheck.migrate(database.address());
    database.execute("alter table api_key add constraint odd check (label = '')");

    assertThatExceptionOfType(StoreException.class)
        .isThrownBy(() -> StoreCopy.copy(file, database.address()))
        .withMessageContaining("refused a change that breaks a rule");
    assertThat(state(database.address())).isEmpty();
    database.execute("alter table api_key drop constraint odd");

    assertThat(StoreCopy.copy(file, database.address()).rows())
        .containsEntry("api_key", (long) KEYS);
  }

  @Test
  void whatIsNoRecordIsNotCopied() {
    assertThatExceptionOfType(StoreException.class)
        .isThrownBy(() -> StoreCopy.copy(file, database.address()))
        .withMessageContaining("there is no file");
    assertThatExceptionOfType(StoreException.class)
        .isThrownBy(() -> StoreCopy.copy(database.address(), file))
        .withMessageContaining("holds no record (expected: one that Counterfoil made)");
    assertThatExceptionOfType(StoreException.class)
        .isThrownBy(() -> StoreCopy.copy(file, file))
        .withMessageContaining("of one kind");
  }
}
