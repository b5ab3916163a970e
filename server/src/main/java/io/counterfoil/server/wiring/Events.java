package io.counterfoil.server.wiring;

import io.counterfoil.core.account.AccountName;
import io.counterfoil.core.explain.Witness;
import io.counterfoil.core.key.Digester;
import io.counterfoil.core.key.Pepper;
import io.counterfoil.core.log.RecentRefusals;
import io.counterfoil.core.log.RefusalIds;
import io.counterfoil.core.log.RefusalLimits;
import io.counterfoil.core.log.Retention;
import io.counterfoil.core.store.Directory;
import io.counterfoil.store.EventsDatabase;
import io.counterfoil.store.StoreAddress;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;

/// What happened, and where that is kept, apart from the record.
///
/// @param refusals examines refusals and has them kept
record Events(EventsDatabase database, RecentRefusals refusals) implements AutoCloseable {
  /// Opens what belongs to the record of that address.
  ///
  /// @param days for how long refusals are kept
  /// @throws io.counterfoil.core.store.StoreException if it cannot be used
  static Events open(
      StoreAddress address, int days, Pepper pepper, Directory directory, InstantSource clock) {
    EventsDatabase database = EventsDatabase.open(address);
    RecentRefusals refusals =
        new RecentRefusals(
            new RefusalIds(pepper, clock),
            new Witness(new Digester(pepper), directory),
            directory,
            () -> directory,
            directory::account,
            clock,
            RefusalLimits.forHeap(Runtime.getRuntime().maxMemory()).keptFor(Duration.ofDays(days)),
            database.refusals(),
            retention(directory),
            pepper,
            new SecureRandom());
    return new Events(database, refusals);
  }

  private static Retention retention(Directory directory) {
    return new Retention() {
      @Override
      public int refusalDays(AccountName account) {
        return directory.rules(account).refusalDays();
      }

      @Override
      public Map<AccountName, Integer> refusalDays() {
        return directory.refusalDays();
      }
    };
  }

  /// Writes what is still to be written.
  @Override
  public void close() {
    refusals.close();
    database.close();
  }
}
