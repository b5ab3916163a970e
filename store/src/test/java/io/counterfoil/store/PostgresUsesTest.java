package io.counterfoil.store;

import io.counterfoil.core.usage.UseRecords;
import io.counterfoil.testkit.UseRecordsSuite;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;

/// Counts of use on PostgreSQL keep what is promised, beside the record.
@EnabledIfEnvironmentVariable(
    named = PostgresDatabase.VARIABLE,
    matches = ".+",
    disabledReason = PostgresDatabase.NOT_RUN)
class PostgresUsesTest extends UseRecordsSuite {
  private PostgresDatabase database = new PostgresDatabase("");
  private @Nullable EventsDatabase events;

  @Override
  protected UseRecords open() throws SQLException {
    if (database.schema().isEmpty()) {
      database = PostgresDatabase.create();
      SqlStore.open(database.address()).close();
    }
    events = EventsDatabase.open(database.address());
    return events.uses();
  }

  @Override
  protected void close() {
    if (events != null) {
      events.close();
    }
  }

  @AfterEach
  void dropSchema() throws SQLException {
    database.drop();
  }
}
