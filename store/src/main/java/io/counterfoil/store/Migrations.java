package io.counterfoil.store;

import io.counterfoil.core.store.StoreException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.CoreErrorCode;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.MigrationState;
import org.flywaydb.core.api.MigrationVersion;

/// Brings a database to the schema of this version, and refuses one that it does not know.
record Migrations(StoreDialect dialect, StoreAddress address, Schema schema) {
  /// Applies what is missing; each migration whole or not at all.
  void bringUpToDate(DataSource source) {
    try {
      Flyway flyway =
          Flyway.configure()
              .loggers("slf4j")
              .dataSource(source)
              .locations(schema.migrations(dialect))
              .table(schema.history())
              .baselineOnMigrate(schema.standsBeside())
              .baselineVersion("0")
              .placeholders(dialect.placeholders())
              .load();
      requireKnown(flyway.info().all());
      if (flyway.info().pending().length == 0) {
        flyway.validate(); // a role that may not make tables does no more than this
      } else {
        flyway.migrate();
      }
    } catch (FlywayException e) {
      throw translated(e);
    }
  }

  /// The newest schema that this version knows: its resources name it, without a database.
  static String newest() {
    MigrationInfo[] all =
        Flyway.configure()
            .loggers("slf4j")
            .dataSource("jdbc:sqlite::memory:", null, null)
            .locations(Schema.RECORD.migrations(StoreDialect.SQLITE))
            .placeholders(StoreDialect.SQLITE.placeholders())
            .load()
            .info()
            .pending();
    return all[all.length - 1].getVersion().toString();
  }

  /// The greatest of the versions in the first column; `none` where there is none.
  static String newestOf(ResultSet versions) throws SQLException {
    List<MigrationVersion> found = new ArrayList<>();
    while (versions.next()) {
      found.add(MigrationVersion.fromVersion(versions.getString(1)));
    }
    return found.stream().max(Comparator.naturalOrder()).map(Object::toString).orElse("none");
  }

  private void requireKnown(MigrationInfo[] migrations) {
    Arrays.stream(migrations)
        .filter(each -> each.getState() == MigrationState.FUTURE_SUCCESS)
        .reduce((_, last) -> last)
        .ifPresent(newer -> {
          throw new StoreException(
              "database `"
                  + address
                  + "` has schema "
                  + newer.getVersion()
                  + ", made by a newer Counterfoil; start that version, or restore the backup"
                  + " from before the upgrade");
        });
  }

  private StoreException translated(FlywayException e) {
    if (e.getErrorCode() == CoreErrorCode.NON_EMPTY_SCHEMA_WITHOUT_SCHEMA_HISTORY_TABLE) {
      return new StoreException(
          "database `"
              + address
              + "` holds tables of something else (expected: an empty one, or one that Counterfoil"
              + " made); name another",
          e);
    }
    if (StoreDialect.reportIn(e) == null) {
      return new StoreException(
          "database `"
              + address
              + "` has a schema that is not Counterfoil's own (expected: one that nobody altered);"
              + " restore a backup",
          e);
    }
    return new Failures(dialect, address).of(e);
  }
}
