package io.counterfoil.core.usage;

import io.counterfoil.core.account.User;
import io.counterfoil.core.decision.AccountView;
import io.counterfoil.core.decision.Attempt;
import io.counterfoil.core.decision.KeyLine;
import io.counterfoil.core.decision.RefusalCode;
import io.counterfoil.core.decision.Standing;
import io.counterfoil.core.key.Holder;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/// Counts what one thread decides. It allocates nothing for a request that a key's pair came with,
/// and shares no lock and no written cache line with other threads that count.
///
/// It holds a bounded number of rows until they are written down. Where more is told apart than has
/// room, addresses are counted together, then operations, so that each key's sum stays exact; what
/// finds no room even so is counted as uncounted.
public final class UseCounter {
  private static final long HOUR_MILLIS = 3_600_000;
  private static final int FIRST = 256;

  private final int most;
  private final Runnable wake;
  private final UseKey key = new UseKey();
  private final AddressBits address = new AddressBits();
  private final AtomicReference<@Nullable UseTable> full = new AtomicReference<>();
  private final AtomicReference<@Nullable UseTable> spare = new AtomicReference<>();

  /// The counting thread's, who alone replaces it.
  private volatile UseTable live = new UseTable(FIRST);

  private volatile long uncounted;
  private long uncountedRead;

  /// @param most the capacity of its largest table, a power of two
  /// @param wake is called when a table is full
  UseCounter(int most, Runnable wake) {
    this.most = most;
    this.wake = wake;
  }

  /// Counts a request that passed.
  public void passed(Standing standing, Attempt attempt) {
    count(standing, attempt, 0);
  }

  /// Counts a refusal, where it is known who called.
  public void refused(Standing standing, Attempt attempt, RefusalCode code) {
    count(standing, attempt, code.number() + 1);
  }

  private void count(Standing standing, Attempt attempt, int code) {
    KeyLine line = standing.key();
    AccountView account = standing.account();
    AccountView home = account == null && line != null ? line.home() : account;
    if (home == null || !identify(standing, line)) {
      return;
    }
    long millis = attempt.at().toEpochMilli();
    address.read(attempt.where().client());
    key.account = home.account().number();
    key.hour = (int) (millis / HOUR_MILLIS);
    key.code = code;
    key.operation = standing.operation();
    key.high = address.high();
    key.low = address.low();
    add(millis);
  }

  private boolean identify(Standing standing, @Nullable KeyLine line) {
    key.slot = 0;
    key.pair = 0;
    key.caller = null;
    if (line != null && standing.isPair()) {
      key.slot = line.facts().slot();
      key.pair = standing.pairBits();
      return true;
    }
    User person = standing.person();
    if (line != null) {
      key.caller = new Holder.OfKey(line.key().id());
    } else if (person != null) {
      key.caller = new Holder.OfUser(person.id());
    }
    return key.caller != null;
  }

  private void add(long millis) {
    UseTable table = roomy();
    int half = table.capacity() / 2;
    if (table.add(key, millis, half)) {
      return;
    }
    key.high = 0;
    key.low = AddressBits.OTHERS;
    if (table.add(key, millis, half + half / 4)) {
      return;
    }
    key.operation = null;
    if (!table.add(key, millis, half + half / 2)) {
      setUncounted(uncounted + 1);
    }
  }

  private void setUncounted(long now) {
    uncounted = now;
  }

  /// The table to count in: another one, if this one is half full and the one before was read.
  private UseTable roomy() {
    UseTable table = live;
    if (table.used() < table.capacity() / 2 || full.get() != null) {
      return table;
    }
    UseTable next = table.capacity() < most ? null : spare.getAndSet(null);
    if (next == null) {
      next = new UseTable(Math.min(most, 2 * table.capacity()));
    }
    full.set(table);
    live = next;
    wake.run();
    return next;
  }

  /// Reads what was counted since the last reading, from one thread at a time.
  ///
  /// @return how many requests were not counted since
  long read(UseKey buffer, UseTable.Reader reader) {
    UseTable done = full.get();
    if (done != null) {
      done.read(buffer, reader);
      if (done.capacity() == most) {
        done.clear();
        spare.set(done);
      }
      full.set(null);
    }
    live.read(buffer, reader);
    long all = uncounted;
    long since = all - uncountedRead;
    uncountedRead = all;
    return since;
  }
}
