package io.counterfoil.core.table;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/// Short byte strings in mapped memory, without gaps between them: a busy verifier touches all of
/// them, so each byte counts. An entry is its length, seven bits a byte with the lowest first, and
/// its bytes. Where every [#GROUP]th entry begins stands apart, so that a search passes over few.
final class PackedTexts implements Entries.Base {
  static final int GROUP = 16;

  private static final int MORE = 0x80;
  private static final int BITS = 7;

  private final MemorySegment texts;
  private final MemorySegment groups;
  private final int size;

  PackedTexts(MemorySegment texts, MemorySegment groups, int size) {
    this.texts = texts;
    this.groups = groups;
    this.size = size;
  }

  @Override
  public int size() {
    return size;
  }

  @Override
  public byte[] get(int slot) {
    long at = groups.get(Memory.WORD, (long) (slot / GROUP) * Long.BYTES);
    for (int i = slot % GROUP; i > 0; i--) {
      int length = length(at);
      at += bytesOf(length) + length;
    }
    byte[] bytes = new byte[length(at)];
    long from = at + bytesOf(bytes.length);
    MemorySegment.copy(texts, ValueLayout.JAVA_BYTE, from, bytes, 0, bytes.length);
    return bytes;
  }

  private int length(long at) {
    int length = 0;
    for (int shift = 0; ; shift += BITS) {
      byte part = texts.get(ValueLayout.JAVA_BYTE, at++);
      length |= (part & ~MORE & 0xff) << shift;
      if (part >= 0) {
        return length;
      }
    }
  }

  /// How many bytes that length takes.
  private static int bytesOf(int length) {
    int bytes = 1;
    for (int left = length >>> BITS; left > 0; left >>>= BITS) {
      bytes++;
    }
    return bytes;
  }

  /// The entry as it stands in memory.
  static byte[] packed(byte[] text) {
    int header = bytesOf(text.length);
    byte[] packed = new byte[header + text.length];
    int left = text.length;
    for (int i = 0; i < header; i++) {
      packed[i] = (byte) (left & ~MORE | (i + 1 < header ? MORE : 0));
      left >>>= BITS;
    }
    System.arraycopy(text, 0, packed, header, text.length);
    return packed;
  }
}
