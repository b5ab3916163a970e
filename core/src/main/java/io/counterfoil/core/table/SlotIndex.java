package io.counterfoil.core.table;

import java.lang.foreign.MemorySegment;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.IntPredicate;

/// Finds slots by a hash of 64 bits, outside the heap. Different things may share a hash: whoever
/// asks looks at each candidate. One thread writes, any may read.
///
/// An entry is one word: 32 bits of the hash, and the slot plus one. Shards are chosen by the
/// hash's first bits and grow one by one, as those of [PairTable] do.
final class SlotIndex {
  static final int SHARDS = 256;

  /// What a search returns that finds nothing.
  static final int NONE = -1;

  private static final int SHARD_BITS = Integer.numberOfTrailingZeros(SHARDS);
  private static final int LEAST = 4;
  private static final long FREE = 0;
  private static final long SLOT_MASK = 0xffff_ffffL;
  private static final long REMOVED = SLOT_MASK;

  private final AtomicReferenceArray<Shard> shards = new AtomicReferenceArray<>(SHARDS);

  /// The words of one shard, and how many of them are not free.
  static final class Shard {
    final MemorySegment words;
    final long capacity;
    int used;
    int live;

    Shard(MemorySegment words, int live) {
      this.words = words;
      this.live = live;
      used = live;
      capacity = words.byteSize() / Long.BYTES;
    }

    long word(long at) {
      return Memory.acquire(words, at * Long.BYTES);
    }

    void set(long at, long word) {
      Memory.release(words, at * Long.BYTES, word);
    }

    long after(long at) {
      return at + 1 == capacity ? 0 : at + 1;
    }
  }

  SlotIndex() {
    for (int i = 0; i < SHARDS; i++) {
      shards.setPlain(i, new Shard(Memory.allocate((long) LEAST * Long.BYTES), 0));
    }
  }

  /// The first slot under the hash that is the right one; [#NONE] where there is none.
  int find(long hash, IntPredicate isRight) {
    Shard shard = shards.getAcquire(shardOf(hash));
    long at = home(hash, shard.capacity);
    for (long i = 0; i < shard.capacity; i++) {
      long word = shard.word(at);
      if (word == FREE) {
        return NONE;
      }
      if (word >>> Integer.SIZE == part(hash) && word != removed(hash)) {
        int slot = (int) (word & SLOT_MASK) - 1;
        if (isRight.test(slot)) {
          return slot;
        }
      }
      at = shard.after(at);
    }
    return NONE;
  }

  void add(long hash, int slot) {
    int index = shardOf(hash);
    Shard shard = shards.getPlain(index);
    if ((shard.used + 1L) * 4 > shard.capacity * 3) {
      shard = copy(shard, Math.max(LEAST, (shard.live + 1L) * 2));
      shards.setRelease(index, shard);
    }
    insert(shard, part(hash) << Integer.SIZE | slot + 1L);
  }

  void remove(long hash, int slot) {
    Shard shard = shards.getPlain(shardOf(hash));
    long wanted = part(hash) << Integer.SIZE | slot + 1L;
    long at = home(hash, shard.capacity);
    for (long i = 0; i < shard.capacity && shard.word(at) != FREE; i++) {
      if (shard.word(at) == wanted) {
        shard.set(at, removed(hash));
        shard.live--;
        return;
      }
      at = shard.after(at);
    }
  }

  Shard shard(int index) {
    return shards.getAcquire(index);
  }

  void shard(int index, Shard shard) {
    shards.setRelease(index, shard);
  }

  /// The same entries in more or less room, without those that were removed.
  static Shard copy(Shard shard, long capacity) {
    Shard copy = new Shard(Memory.allocate(capacity * Long.BYTES), 0);
    for (long at = 0; at < shard.capacity; at++) {
      long word = shard.word(at);
      if (word != FREE && (word & SLOT_MASK) != REMOVED) {
        insert(copy, word);
      }
    }
    return copy;
  }

  private static void insert(Shard shard, long word) {
    long at = home(word >>> Integer.SIZE, shard.capacity);
    while (shard.word(at) != FREE) {
      at = shard.after(at);
    }
    shard.set(at, word);
    shard.used++;
    shard.live++;
  }

  private static long removed(long hash) {
    return part(hash) << Integer.SIZE | REMOVED;
  }

  /// The part of the hash that an entry keeps, and that its place follows from.
  private static long part(long hash) {
    return hash & SLOT_MASK;
  }

  private static long home(long hash, long capacity) {
    return part(hash) * capacity >>> Integer.SIZE;
  }

  private static int shardOf(long hash) {
    return (int) (hash >>> Long.SIZE - SHARD_BITS);
  }
}
