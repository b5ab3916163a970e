package io.counterfoil.core.change;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Reads what [Sink] wrote. Bytes that end too early are an error, never a shorter value.
final class Source {
  private final ByteBuffer in;

  Source(byte[] bytes) {
    in = ByteBuffer.wrap(bytes);
  }

  private <T> T read(Function<ByteBuffer, T> reading) {
    try {
      return reading.apply(in);
    } catch (BufferUnderflowException e) {
      throw new IllegalArgumentException(
          "bytes end at " + in.position() + " in the middle of a value (expected: a whole one)", e);
    }
  }

  boolean hasMore() {
    return in.hasRemaining();
  }

  void end() {
    if (in.hasRemaining()) {
      throw new IllegalArgumentException(
          in.remaining() + " bytes after the last value (expected: none)");
    }
  }

  int kind() {
    return read(ByteBuffer::get);
  }

  int number() {
    return read(ByteBuffer::getInt);
  }

  long wide() {
    return read(ByteBuffer::getLong);
  }

  boolean flag() {
    int value = kind();
    if (value != 0 && value != 1) {
      throw new IllegalArgumentException("a flag of " + value + " (expected: 0 or 1)");
    }
    return value == 1;
  }

  /// How many values follow. Each takes a byte or more, so what remains bounds it.
  int count() {
    int count = number();
    if (count < 0 || count > in.remaining()) {
      throw new IllegalArgumentException(
          count + " values (expected: 0 to " + in.remaining() + ", for the bytes that remain)");
    }
    return count;
  }

  Instant instant() {
    return Instant.ofEpochMilli(wide());
  }

  UUID uuid() {
    return new UUID(wide(), wide());
  }

  String text() {
    return new String(blob(), StandardCharsets.UTF_8);
  }

  byte[] blob() {
    int length = number();
    if (length < 0 || length > in.remaining()) {
      throw new IllegalArgumentException(
          "a value of " + length + " bytes (expected: at most " + in.remaining() + ")");
    }
    byte[] value = new byte[length];
    in.get(value);
    return value;
  }

  @Nullable String absentOrText() {
    return flag() ? text() : null;
  }

  <T> @Nullable T absentOr(Function<Source, T> reading) {
    return flag() ? reading.apply(this) : null;
  }

  <T> List<T> list(Function<Source, T> reading) {
    int size = count();
    List<T> values = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      values.add(reading.apply(this));
    }
    return values;
  }
}
