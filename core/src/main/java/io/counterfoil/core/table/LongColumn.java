package io.counterfoil.core.table;

import java.lang.foreign.MemorySegment;

/// One word for each slot, outside the heap, zero until set. It grows by pages and copies nothing.
/// One thread writes, any may read.
final class LongColumn {
  private static final int PAGE_BITS = 14;
  private static final int PAGE = 1 << PAGE_BITS;

  private final MemorySegment base;
  private final int baseSize;
  private volatile MemorySegment[] pages = new MemorySegment[0];

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
    MemorySegment[] all = pages;
    return page < all.length ? Memory.acquire(all[page], offset(slot)) : 0;
  }

  void set(int slot, long value) {
    if (slot < baseSize) {
      Memory.release(base, (long) slot * Long.BYTES, value);
      return;
    }
    int page = slot - baseSize >>> PAGE_BITS;
    if (page >= pages.length) {
      grow(page + 1);
    }
    Memory.release(pages[page], offset(slot), value);
  }

  private void grow(int count) {
    MemorySegment[] more = new MemorySegment[count];
    System.arraycopy(pages, 0, more, 0, pages.length);
    for (int i = pages.length; i < count; i++) {
      more[i] = Memory.allocate((long) PAGE * Long.BYTES);
    }
    pages = more;
  }

  private long offset(int slot) {
    return (long) (slot - baseSize & PAGE - 1) * Long.BYTES;
  }
}
