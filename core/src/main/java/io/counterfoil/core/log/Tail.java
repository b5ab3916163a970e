package io.counterfoil.core.log;

import io.counterfoil.core.account.AccountName;
import io.counterfoil.core.log.DecisionRecords.Kept;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/// Tells refusals on to whoever follows them, as soon as they are written down. Nobody who reads
/// slowly keeps the log waiting.
public final class Tail {
  /// How many may follow the refusals of one account at a time.
  public static final int MOST_OF_ACCOUNT = 20;

  /// How many may follow at all.
  public static final int MOST = 400;

  private final Set<Follower> followers = ConcurrentHashMap.newKeySet();
  private final Map<AccountName, Integer> seats = new HashMap<>();
  private final LongAdder leftOut = new LongAdder();
  private int taken;

  /// One that nobody follows yet.
  public Tail() {
    // everything begins empty
  }

  /// Begins to follow; null where there are as many as may already. Whoever follows closes it.
  ///
  /// @param wake is called, from any thread, when there is something to take; it must not wait
  public @Nullable Follower follow(RefusalFilter filter, Runnable wake) {
    synchronized (seats) {
      int ofAccount = seats.getOrDefault(filter.account(), 0);
      if (taken >= MOST || ofAccount >= MOST_OF_ACCOUNT) {
        return null;
      }
      taken++;
      seats.put(filter.account(), ofAccount + 1);
    }
    Follower follower = new Follower(this, filter, wake);
    followers.add(follower);
    return follower;
  }

  void leave(Follower follower) {
    if (followers.remove(follower)) {
      synchronized (seats) {
        taken--;
        seats.computeIfPresent(
            follower.filter().account(), (_, many) -> many == 1 ? null : many - 1);
      }
    }
  }

  /// Tells what was written: records in order of their places, and counts of what has none.
  void written(List<Kept> records, List<HourCount> counts) {
    followers.forEach(follower -> follower.hear(records, counts));
  }

  void countLeftOut() {
    leftOut.increment();
  }

  /// How many follow now.
  public int following() {
    return followers.size();
  }

  /// How many records were not told to one who read too slowly.
  public long leftOut() {
    return leftOut.sum();
  }
}
