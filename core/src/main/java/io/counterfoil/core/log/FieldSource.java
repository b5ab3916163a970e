package io.counterfoil.core.log;

import java.math.BigInteger;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Reads what [FieldSink] wrote. Fields that nobody asks for are passed over.
final class FieldSource {
  private static final int MORE = 0x80;
  private static final int BITS = 7;
  private static final int MOST_SHIFT = 28;

  private final Map<Integer, List<byte[]>> fields = new HashMap<>();

  /// @throws IllegalArgumentException if the bytes end in the middle of a field
  FieldSource(byte[] bytes) {
    ByteBuffer in = ByteBuffer.wrap(bytes);
    try {
      while (in.hasRemaining()) {
        int field = in.get() & 0xff;
        byte[] value = new byte[length(in)];
        in.get(value);
        fields.computeIfAbsent(field, _ -> new ArrayList<>()).add(value);
      }
    } catch (BufferUnderflowException e) {
      throw new IllegalArgumentException(
          "the record of a refusal ends in the middle of a field (expected: a whole one)", e);
    }
  }

  private static int length(ByteBuffer in) {
    int length = 0;
    for (int shift = 0; shift <= MOST_SHIFT; shift += BITS) {
      int next = in.get();
      length |= (next & MORE - 1) << shift;
      if ((next & MORE) == 0) {
        break;
      }
    }
    if (length < 0 || length > in.remaining()) {
      throw new BufferUnderflowException();
    }
    return length;
  }

  private byte @Nullable [] bytes(int field) {
    List<byte[]> values = fields.get(field);
    return values == null ? null : values.getFirst();
  }

  @Nullable String text(int field) {
    byte[] value = bytes(field);
    return value == null ? null : new String(value, StandardCharsets.UTF_8);
  }

  /// A text that every version has written.
  ///
  /// @throws IllegalArgumentException if it is missing
  String needed(int field) {
    return present(text(field));
  }

  private static <T> T present(@Nullable T value) {
    if (value == null) {
      throw new IllegalArgumentException(
          "the record of a refusal lacks a field (expected: one that a Counterfoil wrote)");
    }
    return value;
  }

  List<String> texts(int field) {
    return fields.getOrDefault(field, List.of()).stream()
        .map(value -> new String(value, StandardCharsets.UTF_8))
        .toList();
  }

  long number(int field) {
    byte[] value = bytes(field);
    return value == null || value.length == 0 ? 0 : new BigInteger(value).longValue();
  }

  boolean flag(int field) {
    return number(field) != 0;
  }

  @Nullable Instant instant(int field) {
    return bytes(field) == null ? null : Place.instant(number(field));
  }

  Instant neededInstant(int field) {
    return present(instant(field));
  }

  @Nullable FieldSource nested(int field) {
    byte[] value = bytes(field);
    return value == null ? null : new FieldSource(value);
  }

  FieldSource neededNested(int field) {
    return present(nested(field));
  }

  List<FieldSource> all(int field) {
    return fields.getOrDefault(field, List.of()).stream().map(FieldSource::new).toList();
  }
}
