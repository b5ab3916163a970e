package io.counterfoil.core.table;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.VarHandle;

/// Memory outside the heap: zeroed, aligned to cache lines, let go of when nobody can reach it any
/// more, so that a reader may go on reading what a writer has replaced.
final class Memory {
  /// Little-endian, as every machine that we run on has it: a file of these is mapped, not read.
  static final ValueLayout.OfLong WORD =
      ValueLayout.JAVA_LONG.withOrder(java.nio.ByteOrder.LITTLE_ENDIAN);

  static final ValueLayout.OfInt HALF =
      ValueLayout.JAVA_INT.withOrder(java.nio.ByteOrder.LITTLE_ENDIAN);

  private static final VarHandle WORDS = WORD.varHandle();
  private static final int CACHE_LINE = 64;

  private Memory() {}

  static MemorySegment allocate(long bytes) {
    return Arena.ofAuto().allocate(bytes, CACHE_LINE);
  }

  /// Reads a word; nothing after it is read before it.
  static long acquire(MemorySegment memory, long offset) {
    return (long) WORDS.getAcquire(memory, offset);
  }

  /// Reads a word whole, in no order to others.
  static long opaque(MemorySegment memory, long offset) {
    return (long) WORDS.getOpaque(memory, offset);
  }

  /// Writes a word whole, in no order to others.
  static void setOpaque(MemorySegment memory, long offset, long value) {
    WORDS.setOpaque(memory, offset, value);
  }

  /// Writes a word; everything before it is seen by whoever sees it.
  static void release(MemorySegment memory, long offset, long value) {
    WORDS.setRelease(memory, offset, value);
  }
}
