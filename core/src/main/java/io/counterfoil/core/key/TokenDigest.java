package io.counterfoil.core.key;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import org.jspecify.annotations.Nullable;

/// A 256-bit keyed digest. Two compare in constant time; one prints hidden.
public final class TokenDigest {
  /// Its size in bytes.
  public static final int BYTES = 32;

  /// Its size in words of 64 bits.
  public static final int WORDS = 4;

  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

  private final long first;
  private final long second;
  private final long third;
  private final long fourth;

  private TokenDigest(byte[] bytes) {
    first = (long) LONG.get(bytes, 0);
    second = (long) LONG.get(bytes, 8);
    third = (long) LONG.get(bytes, 16);
    fourth = (long) LONG.get(bytes, 24);
  }

  /// The digest in the first 32 of the bytes.
  ///
  /// @throws IllegalArgumentException if there are fewer
  public static TokenDigest of(byte[] bytes) {
    if (bytes.length < BYTES) {
      throw new IllegalArgumentException("digest: " + bytes.length + " bytes (expected: 32)");
    }
    return new TokenDigest(bytes);
  }

  static void words(byte[] bytes, long[] into) {
    for (int i = 0; i < WORDS; i++) {
      into[i] = (long) LONG.get(bytes, i * Long.BYTES);
    }
  }

  /// The digest as four words, for the key table.
  public long[] words() {
    return new long[] {first, second, third, fourth};
  }

  /// The digest as 32 bytes, for the store.
  public byte[] toBytes() {
    byte[] bytes = new byte[BYTES];
    LONG.set(bytes, 0, first);
    LONG.set(bytes, 8, second);
    LONG.set(bytes, 16, third);
    LONG.set(bytes, 24, fourth);
    return bytes;
  }

  /// Sixty-four of its bits, evenly spread: where to look it up.
  public long bits() {
    return first;
  }

  /// Whether both are the same; takes as long when they differ early as when they differ late.
  public boolean matches(TokenDigest other) {
    return ((first ^ other.first)
            | (second ^ other.second)
            | (third ^ other.third)
            | (fourth ^ other.fourth))
        == 0;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof TokenDigest that && matches(that);
  }

  @Override
  public int hashCode() {
    return Long.hashCode(first);
  }

  @Override
  public String toString() {
    return "TokenDigest[hidden]";
  }
}
