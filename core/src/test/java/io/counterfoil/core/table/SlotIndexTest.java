package io.counterfoil.core.table;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class SlotIndexTest {
  private final Random random = new Random(4);
  private final SlotIndex index = new SlotIndex();

  @Test
  void slotsUnderOneHash_areAllOffered() {
    Set<Integer> offered = new HashSet<>();
    for (int slot = 0; slot < 40; slot++) {
      index.add(42L, slot);
    }
    index.find(42L, slot -> !offered.add(slot));
    assertThat(offered).hasSize(40);
  }

  @Test
  void manyAdditionsAndRemovals_leaveWhatAMapHolds() {
    Map<Long, Set<Integer>> map = new HashMap<>();
    Long[] hashes = new Long[20_000];
    for (int i = 0; i < hashes.length; i++) {
      hashes[i] = random.nextLong();
    }
    for (int i = 0; i < 500_000; i++) {
      Long hash = hashes[random.nextInt(hashes.length)];
      int slot = random.nextInt(5);
      Set<Integer> slots = map.computeIfAbsent(hash, _ -> new HashSet<>());
      if (slots.remove(slot)) {
        index.remove(hash, slot);
      } else {
        slots.add(slot);
        index.add(hash, slot);
      }
    }
    map.forEach((hash, slots) -> {
      for (int slot = 0; slot < 5; slot++) {
        int wanted = slot;
        int found = index.find(hash, other -> other == wanted);
        assertThat(found).isEqualTo(slots.contains(slot) ? slot : SlotIndex.NONE);
      }
    });
  }
}
