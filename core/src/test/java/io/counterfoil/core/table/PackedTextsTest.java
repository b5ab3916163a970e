package io.counterfoil.core.table;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class PackedTextsTest {
  private final Random random = new Random(4);

  @Test
  void textsOfAnyLength_areReadAsTheyWerePacked() {
    List<byte[]> texts = new ArrayList<>();
    for (int length : new int[] {0, 1, 127, 128, 129, 16_383, 16_384, 16_385, 300_000}) {
      texts.add(bytes(length));
    }
    for (int i = 0; i < 1_000; i++) {
      texts.add(bytes(random.nextInt(40)));
    }
    PackedTexts packed = packed(texts);
    assertThat(packed.size()).isEqualTo(texts.size());
    for (int slot = 0; slot < texts.size(); slot++) {
      assertThat(packed.get(slot)).as("slot %d", slot).isEqualTo(texts.get(slot));
    }
  }

  @Test
  void aShortText_takesOneByteMoreThanItself() {
    assertThat(PackedTexts.packed(bytes(20))).hasSize(21);
  }

  private static PackedTexts packed(List<byte[]> texts) {
    byte[] all = new byte[1_000_000];
    ByteBuffer starts = ByteBuffer.allocate(10_000).order(ByteOrder.LITTLE_ENDIAN);
    int at = 0;
    for (int slot = 0; slot < texts.size(); slot++) {
      if (slot % PackedTexts.GROUP == 0) {
        starts.putLong(at);
      }
      byte[] packed = PackedTexts.packed(texts.get(slot));
      System.arraycopy(packed, 0, all, at, packed.length);
      at += packed.length;
    }
    MemorySegment groups = Memory.allocate(starts.position());
    MemorySegment.copy(starts.array(), 0, groups, ValueLayout.JAVA_BYTE, 0, starts.position());
    return new PackedTexts(MemorySegment.ofArray(all), groups, texts.size());
  }

  private byte[] bytes(int length) {
    byte[] bytes = new byte[length];
    random.nextBytes(bytes);
    return bytes;
  }
}
