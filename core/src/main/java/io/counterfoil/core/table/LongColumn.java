package io.counterfoil.core.table;

import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// One word for each slot, outside the heap, zero until set. It grows by pages, of which only those
/// that were written take memory, and copies nothing. One thread writes, any may read.
final class LongColumn {
  private static final int PAGE_BITS = 14;
  private static final int PAGE = 1 << PAGE_BITS;

  private final MemorySegment base;
  private final int baseSize;
  private volatile @Nullable MemorySegment[] pages = new @Nullable MemorySegment[0];

  LongColumn() {
    this(MemorySegment.NULL);
  }

  /// A column whose first words stand in memory already.
  LongColumn(MemorySegment base) {
    this.base = base;
    baseSize = (int) (base.byteSize() / Long.BYTES);
  }

  long get(int slot) {
    if (slot < baseSize) {
      return Memory.acquire(base, (long) slot * Long.BYTES);
    }
    int page = slot - baseSize >>> PAGE_BITS;
    @Nullable MemorySegment[] all = pages;
    MemorySegment words = page < all.length ? all[page] : null;
    return words == null ? 0 : Memory.acquire(words, offset(slot));
  }

  void set(int slot, long value) {
    if (slot < baseSize) {
      Memory.release(base, (long) slot * Long.BYTES, value);
      return;
    }
    Memory.release(page(slot - baseSize >>> PAGE_BITS), offset(slot), value);
  }

  private MemorySegment page(int index) {
    @Nullable MemorySegment[] all = pages;
    MemorySegment known = index < all.length ? all[index] : null;
    if (known != null) {
      return known;
    }
    MemorySegment fresh = Memory.allocate((long) PAGE * Long.BYTES);
    @Nullable MemorySegment[] more = Arrays.copyOf(all, Math.max(all.length, index + 1));
    more[index] = fresh;
    pages = more;
    return fresh;
  }

  private long offset(int slot) {
    return (long) (slot - baseSize & PAGE - 1) * Long.BYTES;
  }
}
