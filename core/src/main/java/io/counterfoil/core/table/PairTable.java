package io.counterfoil.core.table;

import io.counterfoil.core.key.PairFacts;
import io.counterfoil.core.key.TokenDigest;
import java.util.concurrent.atomic.AtomicReferenceArray;

/// Every live pair by its digest, outside the heap, one line of 64 bytes each. One thread writes,
/// any number may read meanwhile; no reader ever waits for the table to grow.
///
/// It is cut into shards by the digest's first bits. A shard that fills is copied into a larger one
/// and swapped, which keeps the writer a few microseconds to a millisecond and readers not at all:
/// those under way go on in the old one, which holds what was true when they began.
public final class PairTable {
  static final int SHARDS = 1024;

  private static final int SHARD_BITS = Integer.numberOfTrailingZeros(SHARDS);
  private static final int LEAST_LINES = 4;

  private final AtomicReferenceArray<PairShard> shards = new AtomicReferenceArray<>(SHARDS);

  /// An empty table.
  public PairTable() {
    for (int i = 0; i < SHARDS; i++) {
      shards.setPlain(i, PairShard.empty(LEAST_LINES));
    }
  }

  /// Copies out what is known of the pair.
  ///
  /// @param digest [TokenDigest#WORDS] words
  /// @return whether there is such a pair; if not, the facts are what they were
  public boolean find(long[] digest, PairFacts into) {
    return shards.getAcquire(shardOf(digest)).find(digest, into);
  }

  /// Adds the pair, or replaces what was known of it.
  public void put(TokenDigest pair, PairFacts facts) {
    long[] digest = pair.words();
    int index = shardOf(digest);
    PairShard shard = shards.getPlain(index);
    if (isFull(shard.used(), shard.capacity())) {
      shard = shard.copy(roomFor(shard.live() + 1L));
      shards.setRelease(index, shard);
    }
    shard.put(digest, facts);
  }

  /// Puts the pair out of use; nothing to do where it is not there.
  public void remove(TokenDigest pair) {
    long[] digest = pair.words();
    shards.getPlain(shardOf(digest)).remove(digest);
  }

  /// How many pairs there are.
  public long size() {
    long size = 0;
    for (int i = 0; i < SHARDS; i++) {
      size += shards.getPlain(i).live();
    }
    return size;
  }

  /// How many bytes the lines take, free ones too.
  public long bytes() {
    long bytes = 0;
    for (int i = 0; i < SHARDS; i++) {
      bytes += shards.getPlain(i).lines().byteSize();
    }
    return bytes;
  }

  PairShard shard(int index) {
    return shards.getAcquire(index);
  }

  void shard(int index, PairShard shard) {
    shards.setRelease(index, shard);
  }

  /// Three quarters: searches stay short, and a line in use takes 64 to 107 bytes.
  private static boolean isFull(long used, long capacity) {
    return (used + 1) * 4 > capacity * 3;
  }

  /// Lines for so many pairs and a quarter more.
  private static long roomFor(long pairs) {
    return Math.max(LEAST_LINES, (pairs * 5 + 2) / 3 + 1);
  }

  private static int shardOf(long[] digest) {
    return (int) (digest[0] >>> Long.SIZE - SHARD_BITS);
  }
}
