package io.counterfoil.store;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.counterfoil.core.store.Store;
import io.counterfoil.testkit.Samples;
import io.counterfoil.testkit.StoreSuite;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;

/// The store on PostgreSQL keeps what every store promises.
@EnabledIfEnvironmentVariable(
    named = PostgresDatabase.VARIABLE,
    matches = ".+",
    disabledReason = PostgresDatabase.NOT_RUN)
class PostgresStoreTest extends StoreSuite {
  private PostgresDatabase database = new PostgresDatabase("");

  @Override
  protected Store open() throws SQLException {
    if (database.schema().isEmpty()) {
      database = PostgresDatabase.create();
    }
    return SqlStore.open(database.address());
  }

  @AfterEach
  void dropSchema() throws SQLException {
    database.drop();
  }

  @Test
  void theAuditLogCanOnlyBeAddedTo() {
    Samples.commit(store(), Samples.entry(null, "a"), List.of());

    assertThatThrownBy(() -> database.execute("update audit_log set actor = 'nobody'"))
        .hasMessageContaining("audit_log is append-only");
    assertThatThrownBy(() -> database.execute("delete from audit_log"))
        .hasMessageContaining("audit_log is append-only");
    assertThatThrownBy(() -> database.execute("truncate audit_log"))
        .hasMessageContaining("audit_log is append-only");
  }
}
