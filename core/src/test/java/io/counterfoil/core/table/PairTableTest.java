package io.counterfoil.core.table;

import static org.assertj.core.api.Assertions.assertThat;

import io.counterfoil.core.key.KeyState;
import io.counterfoil.core.key.PairFacts;
import io.counterfoil.core.key.TokenDigest;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class PairTableTest {
  private static final KeyState[] STATES = KeyState.values();

  private final Random random = new Random(5);
  private final PairTable table = new PairTable();
  private final PairFacts found = new PairFacts();

  private record Facts(int slot, int account, int roles, KeyState state, long until) {
    static Facts of(PairFacts facts) {
      return new Facts(facts.slot(), facts.account(), facts.roles(), facts.state(), facts.until());
    }

    PairFacts copy() {
      PairFacts facts = new PairFacts();
      facts.set(slot, account, roles, state, until);
      return facts;
    }
  }

  @Test
  void aPairIsFound_withAllThatWasSaidOfIt() {
    TokenDigest pair = digest();
    Facts facts = new Facts(3, 70_000, 12, KeyState.INACTIVE, 1_790_000_000_123L);
    table.put(pair, facts.copy());
    assertThat(table.find(pair.words(), found)).isTrue();
    assertThat(Facts.of(found)).isEqualTo(facts);
  }

  @Test
  void aPairThatDiffersInAnyOneBit_isNotFound() {
    TokenDigest pair = digest();
    table.put(pair, facts().copy());
    for (int bit = 0; bit < TokenDigest.BYTES * Byte.SIZE; bit++) {
      long[] words = pair.words();
      words[bit / Long.SIZE] ^= 1L << bit % Long.SIZE;
      assertThat(table.find(words, found)).isFalse();
    }
  }

  @Test
  void aMillionPuts_changesAndRemovals_leaveWhatAMapHolds() {
    Map<TokenDigest, Facts> map = new HashMap<>();
    List<TokenDigest> known = new ArrayList<>();
    for (int i = 0; i < 1_000_000; i++) {
      boolean fresh = known.isEmpty() || random.nextInt(4) == 0;
      TokenDigest pair = fresh ? digest() : known.get(random.nextInt(known.size()));
      if (fresh) {
        known.add(pair);
      }
      if (random.nextInt(3) == 0) {
        map.remove(pair);
        table.remove(pair);
      } else {
        Facts facts = facts();
        map.put(pair, facts);
        table.put(pair, facts.copy());
      }
    }
    assertThat(table.size()).isEqualTo(map.size());
    for (TokenDigest pair : known) {
      Facts expected = map.get(pair);
      assertThat(table.find(pair.words(), found)).isEqualTo(expected != null);
      if (expected != null) {
        assertThat(Facts.of(found)).isEqualTo(expected);
      }
    }
  }

  @Test
  void aPairTakesAtMost128Bytes_howeverManyThereAre() {
    for (int i = 1; i <= 400_000; i++) {
      table.put(digest(), facts().copy());
      if (i >= 100_000 && i % 10_000 == 0) {
        assertThat(table.bytes() / i).isLessThanOrEqualTo(128);
      }
    }
  }

  private Facts facts() {
    return new Facts(
        random.nextInt(),
        random.nextInt(),
        random.nextInt(),
        STATES[random.nextInt(STATES.length)],
        random.nextLong());
  }

  private TokenDigest digest() {
    ByteBuffer bytes = ByteBuffer.allocate(TokenDigest.BYTES);
    while (bytes.hasRemaining()) {
      bytes.putLong(random.nextLong());
    }
    return TokenDigest.of(bytes.array());
  }
}
