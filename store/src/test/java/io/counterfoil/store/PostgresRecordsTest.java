package io.counterfoil.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.counterfoil.core.account.Revision;
import io.counterfoil.core.log.DecisionRecords;
import io.counterfoil.core.store.Store;
import io.counterfoil.testkit.DecisionRecordsSuite;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;

/// Records on PostgreSQL keep what is promised, beside the record.
@EnabledIfEnvironmentVariable(
    named = PostgresDatabase.VARIABLE,
    matches = ".+",
    disabledReason = PostgresDatabase.NOT_RUN)
class PostgresRecordsTest extends DecisionRecordsSuite {
  private PostgresDatabase database = new PostgresDatabase("");
  private @Nullable EventsDatabase events;

  @Override
  protected DecisionRecords open() throws SQLException {
    if (database.schema().isEmpty()) {
      database = PostgresDatabase.create();
      SqlStore.open(database.address()).close();
    }
    events = EventsDatabase.open(database.address());
    return events.refusals();
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

  @Test
  void theRecordOpensBesideThem() {
    try (Store store = SqlStore.open(database.address())) {
      assertThat(store.head()).isEqualTo(Revision.NONE);
    }
  }
}
