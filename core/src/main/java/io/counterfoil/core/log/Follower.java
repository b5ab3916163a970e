package io.counterfoil.core.log;

import io.counterfoil.core.log.DecisionRecords.Kept;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;

/// One who follows refusals: what waits for them, no more than there is room for, and how much was
/// left out.
///
/// Thread-safe.
public final class Follower implements AutoCloseable {
  /// How many records wait at most; the oldest are left out first.
  public static final int ROOM = 256;

  private final Tail tail;
  private final RefusalFilter filter;
  private final Runnable wake;
  private final ArrayDeque<Kept> waiting = new ArrayDeque<>();
  private long leftOut;
  private long dropped;

  Follower(Tail tail, RefusalFilter filter, Runnable wake) {
    this.tail = tail;
    this.filter = filter;
    this.wake = wake;
  }

  /// What came since it was taken last.
  ///
  /// @param records in the order in which they were written
  /// @param leftOut how many records more there are that found no room here
  /// @param dropped how many more refusals there were of which no record is kept; 0 where only
  ///   those of a key or of a value are wanted, for then nobody knows
  public record Piece(List<Kept> records, long leftOut, long dropped) {
    public Piece {
      records = List.copyOf(records);
    }
  }

  RefusalFilter filter() {
    return filter;
  }

  void hear(List<Kept> records, List<HourCount> counts) {
    boolean isNews = false;
    synchronized (waiting) {
      boolean wasEmpty = waiting.isEmpty() && dropped == 0;
      for (Kept kept : records) {
        if (filter.passes(kept)) {
          add(kept);
        }
      }
      for (HourCount count : counts) {
        dropped += filter.passes(count) ? count.dropped() : 0;
      }
      isNews = wasEmpty && (!waiting.isEmpty() || dropped > 0);
    }
    if (isNews) {
      wake.run();
    }
  }

  private void add(Kept kept) {
    if (waiting.size() == ROOM) {
      waiting.removeFirst();
      leftOut++;
      tail.countLeftOut();
    }
    waiting.addLast(kept);
  }

  /// Takes what waits.
  public Piece take() {
    synchronized (waiting) {
      Piece piece = new Piece(new ArrayList<>(waiting), leftOut, dropped);
      waiting.clear();
      leftOut = 0;
      dropped = 0;
      return piece;
    }
  }

  /// Follows no longer.
  @Override
  public void close() {
    tail.leave(this);
  }
}
