package io.counterfoil.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.counterfoil.core.log.DecisionRecords;
import io.counterfoil.core.store.StoreException;
import io.counterfoil.testkit.DecisionRecordsSuite;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Records on SQLite keep what is promised, in a file of their own.
class SqliteRecordsTest extends DecisionRecordsSuite {
  @TempDir Path folder;
  private @Nullable EventsDatabase events;

  @Override
  protected DecisionRecords open() {
    events = EventsDatabase.open(address("record.db"));
    return events.refusals();
  }

  @Override
  protected void close() {
    if (events != null) {
      events.close();
    }
  }

  private StoreAddress address(String name) {
    return StoreAddress.parse("sqlite:" + folder.resolve(name));
  }

  @Test
  void theFileIsItsOwnersAlone() throws Exception {
    Path file = folder.resolve("events.db");

    assertThat(file).exists();
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    assertThat(folder.resolve("record.db")).doesNotExist();
  }

  @Test
  void aRecordOfTheSameNameIsRefused() {
    assertThatThrownBy(() -> EventsDatabase.open(address("events.db")))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("has the name that is kept for refusals and usage");
  }
}
