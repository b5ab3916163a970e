package io.counterfoil.core.table;

import static org.assertj.core.api.Assertions.assertThat;

import io.counterfoil.core.key.KeyState;
import io.counterfoil.core.key.PairFacts;
import io.counterfoil.core.key.TokenDigest;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/// Reads a hundred million times, on two threads, while a third changes, removes, adds and makes
/// the table grow from nothing to hundreds of thousands of pairs.
///
/// Every set of facts is written so that each number in it follows from one: a reader that saw half
/// of one and half of another would notice. Pairs that are never removed must always be found, ones
/// that are never added never.
final class PairTableRaceTest {
  private static final long READS = 100_000_000L;
  private static final int READERS = 2;
  private static final int STEADY = 4_096;

  private final PairTable table = new PairTable();
  private final List<TokenDigest> steady = digests(1, STEADY);
  private final List<TokenDigest> coming = digests(2, 400_000);
  private final long[][] absent = words(digests(3, STEADY));
  private final AtomicBoolean done = new AtomicBoolean();

  @Test
  void noReadIsWrong_whileTheTableChangesAndGrows() throws Exception {
    steady.forEach(pair -> table.put(pair, facts(0)));
    try (var threads = Executors.newFixedThreadPool(READERS + 1)) {
      Future<Long> writes = threads.submit(this::write);
      List<Callable<Long>> readers = new ArrayList<>();
      for (int i = 0; i < READERS; i++) {
        int seed = i;
        readers.add(() -> wrongReads(seed));
      }
      long wrong = 0;
      for (Future<Long> reader : threads.invokeAll(readers)) {
        wrong += reader.get();
      }
      done.set(true);
      assertThat(wrong).isZero();
      assertThat(writes.get()).isGreaterThan(coming.size());
    }
  }

  private long write() {
    Random random = new Random(9);
    long writes = 0;
    int present = 0;
    while (!done.get()) {
      int version = random.nextInt();
      table.put(steady.get(random.nextInt(STEADY)), facts(version));
      if (present < coming.size()) {
        table.put(coming.get(present++), facts(version));
      } else {
        TokenDigest pair = coming.get(random.nextInt(coming.size()));
        table.remove(pair);
        table.put(pair, facts(version));
      }
      writes++;
    }
    return writes;
  }

  private long wrongReads(int seed) {
    long[][] always = words(steady);
    long[][] sometimes = words(coming);
    PairFacts facts = new PairFacts();
    long wrong = 0;
    int at = seed * 7919;
    for (long i = 0; i < READS / READERS; i += 4) {
      at += 40_503;
      wrong += table.find(always[at & STEADY - 1], facts) && isWhole(facts) ? 0 : 1;
      wrong += table.find(always[at * 31 & STEADY - 1], facts) && isWhole(facts) ? 0 : 1;
      wrong += table.find(absent[at & STEADY - 1], facts) ? 1 : 0;
      int some = (at & Integer.MAX_VALUE) % sometimes.length;
      wrong += table.find(sometimes[some], facts) && !isWhole(facts) ? 1 : 0;
    }
    return wrong;
  }

  private static PairFacts facts(int version) {
    PairFacts facts = new PairFacts();
    KeyState state = (version & 1) == 0 ? KeyState.ACTIVE : KeyState.INACTIVE;
    facts.set(version, version * 3, version * 5, state, version * 7L);
    return facts;
  }

  private static boolean isWhole(PairFacts facts) {
    int version = facts.slot();
    return facts.account() == version * 3
        && facts.roles() == version * 5
        && facts.until() == version * 7L
        && facts.state() == ((version & 1) == 0 ? KeyState.ACTIVE : KeyState.INACTIVE);
  }

  private static long[][] words(List<TokenDigest> digests) {
    return digests.stream().map(TokenDigest::words).toArray(long[][]::new);
  }

  private static List<TokenDigest> digests(long seed, int count) {
    Random random = new Random(seed);
    List<TokenDigest> digests = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      ByteBuffer bytes = ByteBuffer.allocate(TokenDigest.BYTES);
      while (bytes.hasRemaining()) {
        bytes.putLong(random.nextLong());
      }
      digests.add(TokenDigest.of(bytes.array()));
    }
    return digests;
  }
}
