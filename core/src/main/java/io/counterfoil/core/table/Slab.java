package io.counterfoil.core.table;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/// A byte string for each slot, outside the heap. What was written is never overwritten: a new
/// value is appended and swapped in, and a chunk that is mostly out of date is emptied and let go
/// of. One thread writes, any may read.
///
/// An entry is its length and its slot plus one (two halves of a word) and its bytes, padded to
/// whole words. Its address is the chunk's number and the offset in it; 0 stands for none.
final class Slab {
  private static final int CHUNK = 1 << 20;
  private static final int OFFSET_BITS = 40;
  private static final long OFFSET_MASK = (1L << OFFSET_BITS) - 1;
  private static final int HEADER = Long.BYTES;
  private static final int LEAST_LIVE_PERCENT = 25;

  private final LongColumn addresses;
  private volatile @Nullable MemorySegment[] chunks;
  private long[] live;
  private int current;
  private long top;

  Slab() {
    addresses = new LongColumn();
    chunks = new @Nullable MemorySegment[] {Memory.allocate(CHUNK)};
    live = new long[1];
    top = HEADER;
  }

  /// The slot's bytes; null where there are none.
  byte @Nullable [] get(int slot) {
    while (true) {
      long address = addresses.get(slot);
      if (address == 0) {
        return null;
      }
      MemorySegment chunk = chunks[chunkOf(address)];
      if (chunk != null) {
        return bytes(chunk, address & OFFSET_MASK);
      } // else it was emptied since: the slot has another address now
    }
  }

  private static byte[] bytes(MemorySegment chunk, long offset) {
    byte[] bytes = new byte[chunk.get(Memory.HALF, offset)];
    MemorySegment.copy(chunk, ValueLayout.JAVA_BYTE, offset + HEADER, bytes, 0, bytes.length);
    return bytes;
  }

  void put(int slot, byte[] bytes) {
    long before = addresses.get(slot);
    append(slot, bytes);
    if (before != 0) {
      forget(before);
    }
  }

  private void append(int slot, byte[] bytes) {
    int size = padded(bytes.length);
    MemorySegment chunk = chunkFor(size);
    chunk.set(Memory.HALF, top, bytes.length);
    chunk.set(Memory.HALF, top + Integer.BYTES, slot + 1);
    MemorySegment.copy(bytes, 0, chunk, ValueLayout.JAVA_BYTE, top + HEADER, bytes.length);
    addresses.set(slot, (long) current << OFFSET_BITS | top);
    live[current] += size;
    top += size;
  }

  private MemorySegment chunkFor(int size) {
    MemorySegment chunk = chunks[current];
    if (chunk != null && top + size <= chunk.byteSize()) {
      return chunk;
    }
    MemorySegment fresh = Memory.allocate(Math.max(CHUNK, HEADER + size));
    current = chunks.length;
    @Nullable MemorySegment[] more = Arrays.copyOf(chunks, current + 1);
    more[current] = fresh;
    live = Arrays.copyOf(live, current + 1);
    chunks = more;
    top = HEADER;
    return fresh;
  }

  private void forget(long address) {
    int index = chunkOf(address);
    MemorySegment chunk = chunks[index];
    if (chunk == null) {
      return;
    }
    live[index] -= padded(chunk.get(Memory.HALF, address & OFFSET_MASK));
    if (index != current && live[index] * 100 < chunk.byteSize() * LEAST_LIVE_PERCENT) {
      empty(index, chunk);
    }
  }

  private void empty(int index, MemorySegment chunk) {
    forEach(index, chunk, slot -> append(slot, bytes(chunk, addresses.get(slot) & OFFSET_MASK)));
    @Nullable MemorySegment[] fewer = chunks.clone();
    fewer[index] = null;
    live[index] = 0;
    chunks = fewer;
  }

  /// The slots whose newest entry stands in the chunk.
  private void forEach(int index, MemorySegment chunk, IntConsumer action) {
    long offset = HEADER;
    while (offset + HEADER <= chunk.byteSize()) {
      int length = chunk.get(Memory.HALF, offset);
      int slot = chunk.get(Memory.HALF, offset + Integer.BYTES) - 1;
      if (slot < 0) {
        return; // nothing was written from here on
      }
      if (addresses.get(slot) == ((long) index << OFFSET_BITS | offset)) {
        action.accept(slot);
      }
      offset += padded(length);
    }
  }

  static int padded(int length) {
    return HEADER + (length + Long.BYTES - 1 & -Long.BYTES);
  }

  private static int chunkOf(long address) {
    return (int) (address >>> OFFSET_BITS);
  }
}
