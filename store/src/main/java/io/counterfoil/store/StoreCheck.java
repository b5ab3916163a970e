package io.counterfoil.store;

import io.counterfoil.core.account.Revision;
import io.counterfoil.core.change.ChainCheck.Flaw;
import io.counterfoil.core.store.Store;
import io.counterfoil.core.store.StoreException;
import org.jspecify.annotations.Nullable;

/// Looks a whole record over, beside a running server too, and changes nothing.
///
/// @param newest the newest revision that fits
/// @param flaw the first thing that is wrong; null where nothing is
public record StoreCheck(String schema, Revision newest, @Nullable String flaw) {
  /// Checks the file as such, where it is one, then the schema, then every commit.
  ///
  /// @param kept a head that somebody kept elsewhere; null for none
  /// @throws StoreException if there is no record of this version that can be read
  public static StoreCheck of(StoreAddress address, @Nullable Revision kept) {
    String damage =
        switch (address) {
          case StoreAddress.SqliteFile file -> SqliteFileCheck.flaw(file);
          case StoreAddress.PostgresServer _ -> null;
        };
    if (damage != null) {
      return new StoreCheck("", Revision.NONE, "the file is damaged: " + damage);
    }
    ReadingConnections.open(address).close();
    RecordCheck.Verdict verdict = RecordCheck.of(address, kept);
    Flaw flaw = verdict.flaw();
    return new StoreCheck(
        Migrations.newest(), verdict.last(), flaw == null ? null : flaw.toString());
  }

  /// The same, and carries out every commit again in memory: each key takes about a kilobyte of it.
  ///
  /// @throws StoreException as above
  public static StoreCheck ofState(StoreAddress address) {
    StoreCheck check = of(address, null);
    if (check.flaw != null) {
      return check;
    }
    try (Store store = SqlStore.reading(address)) {
      return new StoreCheck(check.schema, check.newest, StateCheck.flaw(store));
    } catch (IllegalArgumentException | IllegalStateException e) {
      return new StoreCheck(check.schema, check.newest, "a row cannot be read: " + e.getMessage());
    }
  }

  /// Brings the record's schema up to date, and makes the record where there is none; on PostgreSQL
  /// also what happened, which lies beside it, since a server's role may make no table.
  ///
  /// @return the schema that it has now
  /// @throws StoreException if that cannot be done
  public static String migrate(StoreAddress address) {
    SqlStore.open(address).close();
    if (address instanceof StoreAddress.PostgresServer server) {
      PostgresConnections.open(server, Schema.EVENTS).close();
    }
    return Migrations.newest();
  }
}
