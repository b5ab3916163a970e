package io.counterfoil.core.table;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class SlabTest {
  private final Random random = new Random(3);
  private final Slab slab = new Slab();

  @Test
  void aSlotThatWasNeverWritten_holdsNothing() {
    assertThat(slab.get(0)).isNull();
    assertThat(slab.get(1_000_000)).isNull();
  }

  @Test
  void anEmptyValueInTheFirstSlot_isAValue() {
    slab.put(0, new byte[0]);
    assertThat(slab.get(0)).isEmpty();
  }

  @Test
  void aValueLargerThanAChunk_isKept() {
    byte[] large = bytes(3 << 20);
    slab.put(7, large);
    slab.put(8, bytes(10));
    assertThat(slab.get(7)).isEqualTo(large);
  }

  @Test
  void valuesThatAreReplacedAgainAndAgain_leaveWhatAMapHolds() {
    Map<Integer, byte[]> map = new HashMap<>();
    for (int i = 0; i < 400_000; i++) {
      int slot = random.nextInt(random.nextBoolean() ? 100 : 20_000);
      byte[] value = bytes(random.nextInt(600));
      map.put(slot, value);
      slab.put(slot, value);
    }
    map.forEach((slot, value) -> assertThat(slab.get(slot)).isEqualTo(value));
  }

  private byte[] bytes(int length) {
    byte[] bytes = new byte[length];
    random.nextBytes(bytes);
    return bytes;
  }
}
