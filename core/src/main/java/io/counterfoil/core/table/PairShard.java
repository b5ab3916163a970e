package io.counterfoil.core.table;

import io.counterfoil.core.key.KeyState;
import io.counterfoil.core.key.PairFacts;
import io.counterfoil.core.key.TokenDigest;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.VarHandle;

/// A part of the pair table: lines of 64 bytes, open-addressed. One thread writes, any may read; no
/// reader waits for a writer longer than it takes to write one line.
///
/// A line is the digest (four words), a control word, the account and role numbers (one word), the
/// expiry, and the key's slot. The control word is a sequence lock: a version that grows with each
/// write, the key's state, and the line's status. A reader that sees one version before and after
/// has read one whole line. Lines never move inside a shard; a fuller shard is a new one.
final class PairShard {
  static final int LINE = 64;

  private static final int CONTROL = 32;
  private static final int NUMBERS = 40;
  private static final int UNTIL = 48;
  private static final int SLOT = 56;

  private static final int FREE = 0;
  private static final int LIVE = 1;
  private static final int DEAD = 2;
  private static final int WRITING = 3;

  private static final int STATE_SHIFT = 8;
  private static final int VERSION_SHIFT = 16;

  /// The highest bit of the state's byte: the key has terms that a decision has to look at.
  private static final int RESTRICTED = 0x80;

  private static final long NOWHERE = -1;

  private final MemorySegment lines;
  private final long capacity;
  private int live;
  private int dead;

  /// A shard over memory that holds lines already, or only zeros.
  PairShard(MemorySegment lines, int live) {
    this.lines = lines;
    this.live = live;
    capacity = lines.byteSize() / LINE;
  }

  static PairShard empty(long capacity) {
    return new PairShard(Memory.allocate(capacity * LINE), 0);
  }

  long capacity() {
    return capacity;
  }

  int live() {
    return live;
  }

  /// Lines that are not free: what a search may have to pass.
  int used() {
    return live + dead;
  }

  MemorySegment lines() {
    return lines;
  }

  boolean find(long[] digest, PairFacts into) {
    long at = home(digest);
    for (long i = 0; i < capacity; i++) {
      long line = at * LINE;
      if (status(Memory.acquire(lines, line + CONTROL)) == FREE) {
        return false;
      }
      if (Memory.opaque(lines, line) == digest[0] && read(line, digest, into)) {
        return true;
      }
      at = at + 1 == capacity ? 0 : at + 1;
    }
    return false;
  }

  /// Reads one line whole. The four words are compared without a branch between them.
  private boolean read(long line, long[] digest, PairFacts into) {
    while (true) {
      long before = Memory.acquire(lines, line + CONTROL);
      if (status(before) == WRITING) {
        Thread.onSpinWait();
        continue;
      }
      long difference = 0;
      for (int i = 0; i < TokenDigest.WORDS; i++) {
        difference |= Memory.opaque(lines, line + (long) i * Long.BYTES) ^ digest[i];
      }
      long numbers = Memory.opaque(lines, line + NUMBERS);
      long until = Memory.opaque(lines, line + UNTIL);
      long slot = Memory.opaque(lines, line + SLOT);
      VarHandle.acquireFence();
      if (Memory.opaque(lines, line + CONTROL) == before) {
        if (difference != 0 || status(before) != LIVE) {
          return false;
        }
        into.set((int) slot, (int) (numbers >>> Integer.SIZE), (int) numbers, state(before), until);
        into.restrict((before >>> STATE_SHIFT & RESTRICTED) != 0);
        return true;
      }
    }
  }

  /// Writes the pair, in the line that it has or in a new one. The caller sees to it that there is
  /// a free line.
  void put(long[] digest, PairFacts facts) {
    long line = lineOf(digest);
    if (line == NOWHERE) {
      line = spare(digest);
      dead -= status(Memory.opaque(lines, line + CONTROL)) == DEAD ? 1 : 0;
      live++;
    }
    long control = begin(line);
    for (int i = 0; i < TokenDigest.WORDS; i++) {
      Memory.setOpaque(lines, line + (long) i * Long.BYTES, digest[i]);
    }
    Memory.setOpaque(lines, line + NUMBERS, numbers(facts));
    Memory.setOpaque(lines, line + UNTIL, facts.until());
    Memory.setOpaque(lines, line + SLOT, facts.slot());
    int restricted = facts.isRestricted() ? RESTRICTED : 0;
    end(line, control, facts.state().number() | restricted, LIVE);
  }

  /// Puts the pair out of use; nothing to do where it is not there.
  void remove(long[] digest) {
    long line = lineOf(digest);
    if (line != NOWHERE) {
      end(line, begin(line), 0, DEAD);
      live--;
      dead++;
    }
  }

  /// The same pairs in a shard of its own.
  PairShard copy(long newCapacity) {
    PairShard copy = empty(newCapacity);
    long[] digest = new long[TokenDigest.WORDS];
    for (long line = 0; line < lines.byteSize(); line += LINE) {
      if (status(Memory.opaque(lines, line + CONTROL)) == LIVE) {
        for (int i = 0; i < TokenDigest.WORDS; i++) {
          digest[i] = Memory.opaque(lines, line + (long) i * Long.BYTES);
        }
        MemorySegment.copy(lines, line, copy.lines, copy.spare(digest), LINE);
        copy.live++;
      }
    }
    return copy;
  }

  private long begin(long line) {
    long version = Memory.opaque(lines, line + CONTROL) >>> VERSION_SHIFT;
    Memory.setOpaque(lines, line + CONTROL, version << VERSION_SHIFT | WRITING);
    VarHandle.storeStoreFence();
    return version;
  }

  private void end(long line, long version, int state, int status) {
    long next = version + 1 << VERSION_SHIFT | (long) state << STATE_SHIFT | status;
    Memory.release(lines, line + CONTROL, next);
  }

  private long lineOf(long[] digest) {
    long at = home(digest);
    for (long i = 0; i < capacity; i++) {
      long line = at * LINE;
      int status = status(Memory.opaque(lines, line + CONTROL));
      if (status == FREE) {
        return NOWHERE;
      }
      if (status == LIVE && holds(line, digest)) {
        return line;
      }
      at = at + 1 == capacity ? 0 : at + 1;
    }
    return NOWHERE;
  }

  private boolean holds(long line, long[] digest) {
    long difference = 0;
    for (int i = 0; i < TokenDigest.WORDS; i++) {
      difference |= Memory.opaque(lines, line + (long) i * Long.BYTES) ^ digest[i];
    }
    return difference == 0;
  }

  private long spare(long[] digest) {
    long at = home(digest);
    while (status(Memory.opaque(lines, at * LINE + CONTROL)) == LIVE) {
      at = at + 1 == capacity ? 0 : at + 1;
    }
    return at * LINE;
  }

  /// Where a search for the digest begins. Its second word: the first one chose the shard.
  private long home(long[] digest) {
    return Math.unsignedMultiplyHigh(digest[1], capacity);
  }

  private static long numbers(PairFacts facts) {
    return (long) facts.account() << Integer.SIZE | facts.roles() & 0xffff_ffffL;
  }

  private static int status(long control) {
    return (int) control & 0xff;
  }

  private static KeyState state(long control) {
    return KeyState.ofNumber((int) (control >>> STATE_SHIFT) & 0xff & ~RESTRICTED);
  }
}
