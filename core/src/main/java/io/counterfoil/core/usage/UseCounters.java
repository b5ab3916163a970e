package io.counterfoil.core.usage;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;

/// The counters of all threads that decide.
public final class UseCounters {
  private static final int LEAST = 1 << 12;
  private static final int MOST = 1 << 16;

  /// What a row takes in all arrays, three tables at a time, with some to spare.
  private static final int ROW_BYTES = 256;

  private static final int SHARE = 32;
  private static final int WAITING_SHARE = 4;

  private final List<UseCounter> counters = new CopyOnWriteArrayList<>();
  private final AtomicReference<Runnable> wake = new AtomicReference<>(() -> {});
  private final int rows;

  /// @param rows how many kinds of use each thread tells apart between two writings; rounded up to
  ///   a power of two
  public UseCounters(int rows) {
    this.rows = Integer.highestOneBit(Math.max(1, rows - 1)) * 4;
  }

  /// Counters that take a small part of so large a heap each.
  public static UseCounters forHeap(long bytes) {
    return new UseCounters(Math.clamp(bytes / SHARE / ROW_BYTES, LEAST, MOST) / 2);
  }

  /// A counter for one more thread.
  public UseCounter counter() {
    UseCounter counter = new UseCounter(rows, () -> wake.get().run());
    counters.add(counter);
    return counter;
  }

  /// How many kinds of use may wait to be written down.
  int room() {
    return rows * WAITING_SHARE;
  }

  List<UseCounter> all() {
    return counters;
  }

  void wakes(Runnable whom) {
    wake.set(whom);
  }
}
