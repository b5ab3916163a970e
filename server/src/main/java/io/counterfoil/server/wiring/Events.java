package io.counterfoil.server.wiring;

import io.counterfoil.core.account.AccountName;
import io.counterfoil.core.explain.Witness;
import io.counterfoil.core.key.ApiKey;
import io.counterfoil.core.key.Digester;
import io.counterfoil.core.key.Holder;
import io.counterfoil.core.key.Pepper;
import io.counterfoil.core.log.RecentRefusals;
import io.counterfoil.core.log.RefusalIds;
import io.counterfoil.core.log.RefusalLimits;
import io.counterfoil.core.log.Retention;
import io.counterfoil.core.store.Directory;
import io.counterfoil.core.usage.UseCounters;
import io.counterfoil.core.usage.UseLog;
import io.counterfoil.core.usage.UseRecords;
import io.counterfoil.store.EventsDatabase;
import io.counterfoil.store.StoreAddress;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What happened, and where that is kept, apart from the record.
///
/// @param refusals examines refusals and has them kept
/// @param counters count what is called, each thread for itself
/// @param uses writes down what they counted
record Events(EventsDatabase database, RecentRefusals refusals, UseCounters counters, UseLog uses)
    implements AutoCloseable {
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
    UseCounters counters = UseCounters.forHeap(Runtime.getRuntime().maxMemory());
    UseRecords uses = database.uses();
    uses.lastUses((holder, at) -> {
      if (holder instanceof Holder.OfKey(var id)) {
        directory.usedBefore(id, at);
      }
    });
    return new Events(
        database, refusals, counters, new UseLog(counters, uses, names(directory), clock));
  }

  private static UseLog.Names names(Directory directory) {
    return new UseLog.Names() {
      @Override
      public @Nullable AccountName account(int number) {
        return directory.account(number);
      }

      @Override
      public ApiKey key(int slot) {
        return directory.key(slot);
      }
    };
  }

  private static Retention retention(Directory directory) {
    return new Retention() {
      @Override
      public int refusalDays(AccountName account) {
        return directory.rules(account).refusalDays();
      }

      @Override
      public Map<AccountName, Integer> refusalDays() {
        return directory.signIns().refusalDays();
      }
    };
  }

  /// Writes what is still to be written.
  @Override
  public void close() {
    uses.close();
    refusals.close();
    database.close();
  }
}
