package io.counterfoil.core.table;

import static org.assertj.core.api.Assertions.assertThat;

import io.counterfoil.core.key.KeyState;
import io.counterfoil.core.key.PairFacts;
import io.counterfoil.core.key.TokenDigest;
import java.nio.ByteBuffer;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/// What a reader sees once a write has returned. A pair is put and removed in turn, a step is
/// counted before and after each write, and a look-up within one step must see what that step says:
/// a revocation that has returned is never undone by a table that grows, nor by a line that is used
/// again.
final class PairTableOrderTest {
  private static final long READS = 10_000_000L;
  private static final long SHARD = 7L << 54;

  private final PairTable table = new PairTable();
  private final Random random = new Random(21);
  private final TokenDigest pair = digest(SHARD);
  private final AtomicLong steps = new AtomicLong();
  private final AtomicBoolean done = new AtomicBoolean();
  private long compared;

  @Test
  void aLookUpThatBeginsAfterAWriteReturned_seesIt() throws Exception {
    try (var threads = Executors.newFixedThreadPool(2)) {
      Future<Long> writer = threads.submit(this::write);
      Future<Long> reader = threads.submit(this::wrongReads);
      assertThat(reader.get()).isZero();
      done.set(true);
      assertThat(writer.get()).isGreaterThan(10_000);
      assertThat(compared).isGreaterThan(READS / 10);
    }
  }

  /// Steps: 0 it is absent, 1 it is being put, 2 it is there, 3 it is being removed. While it is
  /// absent and while it is there, neighbours of its shard come and go, so that the shard is copied
  /// again and again and the lines of the dead are taken by others.
  private long write() {
    PairFacts facts = new PairFacts();
    facts.set(1, 2, 3, KeyState.ACTIVE, PairFacts.FOR_EVER);
    while (!done.get()) {
      steps.incrementAndGet();
      table.put(pair, facts);
      steps.incrementAndGet();
      neighbours(facts);
      steps.incrementAndGet();
      table.remove(pair);
      steps.incrementAndGet();
      neighbours(facts);
    }
    return steps.get();
  }

  private void neighbours(PairFacts facts) {
    for (int i = 0; i < 3; i++) {
      TokenDigest neighbour = digest(SHARD | random.nextLong() >>> 10);
      table.put(neighbour, facts);
      if (i > 0 || random.nextInt(20) > 0) {
        table.remove(neighbour);
      }
    }
  }

  private long wrongReads() {
    PairFacts facts = new PairFacts();
    long[] words = pair.words();
    long wrong = 0;
    for (long i = 0; i < READS; i++) {
      long step = steps.get();
      boolean found = table.find(words, facts);
      if (step == steps.get()) {
        compared++;
        wrong += step % 4 == 0 && found || step % 4 == 2 && !found ? 1 : 0;
      }
    }
    return wrong;
  }

  private TokenDigest digest(long first) {
    ByteBuffer bytes = ByteBuffer.allocate(TokenDigest.BYTES).putLong(first);
    while (bytes.hasRemaining()) {
      bytes.putLong(random.nextLong());
    }
    return TokenDigest.of(bytes.array());
  }
}
