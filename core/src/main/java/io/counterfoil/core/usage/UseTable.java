package io.counterfoil.core.usage;

import java.util.Objects;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicLongArray;
import org.jspecify.annotations.Nullable;

/// Counts in flat arrays, found by open addressing: one thread adds, another reads what was added,
/// and neither waits. Counts only grow, so the reader remembers how far it has read; it alone
/// clears, when the adding thread has put the table aside.
///
/// A row is whole once its count is not zero: the count is written last, and released.
final class UseTable {
  private static final long GOLDEN = 0x9e37_79b9_7f4a_7c15L;
  private static final int MIX_SHIFT = 32;

  private final int mask;
  private final int[] slots;
  private final int[] accounts;
  private final int[] hours;
  private final int[] codes;
  private final long[] pairs;
  private final long[] highs;
  private final long[] lows;
  private final @Nullable Object[] operations;
  private final @Nullable Object[] callers;
  private final AtomicIntegerArray counts;
  private final AtomicLongArray lasts;
  private final int[] read;
  private int used;

  /// @param capacity a power of two
  UseTable(int capacity) {
    mask = capacity - 1;
    slots = new int[capacity];
    accounts = new int[capacity];
    hours = new int[capacity];
    codes = new int[capacity];
    pairs = new long[capacity];
    highs = new long[capacity];
    lows = new long[capacity];
    operations = new @Nullable Object[capacity];
    callers = new @Nullable Object[capacity];
    counts = new AtomicIntegerArray(capacity);
    lasts = new AtomicLongArray(capacity);
    read = new int[capacity];
  }

  int capacity() {
    return mask + 1;
  }

  /// How many rows there are, as the adding thread knows it.
  int used() {
    return used;
  }

  /// Counts one more.
  ///
  /// @param most how many rows there may be
  /// @return whether it was counted; if not, it would take one row more than that
  boolean add(UseKey key, long millis, int most) {
    int at = hash(key) & mask;
    while (true) {
      int count = counts.getPlain(at);
      if (count == 0) {
        if (used >= most) {
          return false;
        }
        used++;
        write(at, key);
      }
      if (count == 0 || holds(at, key)) {
        lasts.setOpaque(at, millis);
        counts.setRelease(at, count + 1);
        return true;
      }
      at = at + 1 & mask;
    }
  }

  private static int hash(UseKey key) {
    long hash = key.pair * GOLDEN + key.slot;
    hash = (hash ^ key.low) * GOLDEN + key.high;
    hash = (hash ^ System.identityHashCode(key.operation)) * GOLDEN + key.account;
    hash = (hash ^ (long) key.hour << MIX_SHIFT ^ key.code) * GOLDEN + Objects.hashCode(key.caller);
    hash = (hash ^ hash >>> MIX_SHIFT) * GOLDEN;
    return (int) (hash >>> MIX_SHIFT);
  }

  @SuppressWarnings("ReferenceEquality") // accounts and operations are told apart as objects
  private boolean holds(int at, UseKey key) {
    return pairs[at] == key.pair
        && slots[at] == key.slot
        && lows[at] == key.low
        && highs[at] == key.high
        && operations[at] == key.operation
        && hours[at] == key.hour
        && accounts[at] == key.account
        && codes[at] == key.code
        && Objects.equals(callers[at], key.caller);
  }

  private void write(int at, UseKey key) {
    pairs[at] = key.pair;
    slots[at] = key.slot;
    lows[at] = key.low;
    highs[at] = key.high;
    operations[at] = key.operation;
    hours[at] = key.hour;
    accounts[at] = key.account;
    codes[at] = key.code;
    callers[at] = key.caller;
  }

  /// What was counted of one kind since it was read last.
  interface Reader {
    /// Takes one kind and what was counted of it.
    ///
    /// @param key a buffer, good until it returns
    void read(UseKey key, int count, long lastMillis);
  }

  /// Reads what was added since the last reading. For one thread alone.
  void read(UseKey buffer, Reader reader) {
    for (int at = 0; at <= mask; at++) {
      int count = counts.getAcquire(at);
      if (count > read[at]) {
        copy(at, buffer);
        reader.read(buffer, count - read[at], lasts.getOpaque(at));
        read[at] = count;
      }
    }
  }

  private void copy(int at, UseKey into) {
    into.pair = pairs[at];
    into.slot = slots[at];
    into.low = lows[at];
    into.high = highs[at];
    into.operation = operations[at];
    into.hour = hours[at];
    into.account = accounts[at];
    into.code = codes[at];
    into.caller = callers[at];
  }

  /// Empties it, after it was read and while nobody adds.
  void clear() {
    for (int at = 0; at <= mask; at++) {
      counts.setPlain(at, 0);
      read[at] = 0;
      operations[at] = null;
      callers[at] = null;
    }
    used = 0;
  }
}
