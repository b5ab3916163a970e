package io.counterfoil.store;

import io.counterfoil.core.usage.UseRecords;
import io.counterfoil.testkit.UseRecordsSuite;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.io.TempDir;

/// Counts of use on SQLite keep what is promised.
class SqliteUsesTest extends UseRecordsSuite {
  @TempDir Path folder;
  private @Nullable EventsDatabase events;

  @Override
  protected UseRecords open() {
    events = EventsDatabase.open(StoreAddress.parse("sqlite:" + folder.resolve("record.db")));
    return events.uses();
  }

  @Override
  protected void close() {
    if (events != null) {
      events.close();
    }
  }
}
