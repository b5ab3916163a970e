package io.counterfoil.core.change;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.UUID;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/// Writes values as bytes, each so that [Source] can read it without knowing what follows.
final class Sink {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  byte[] bytes() {
    return out.toByteArray();
  }

  void kind(int value) {
    out.write(value);
  }

  void number(int value) {
    out.writeBytes(ByteBuffer.allocate(Integer.BYTES).putInt(value).array());
  }

  void wide(long value) {
    out.writeBytes(ByteBuffer.allocate(Long.BYTES).putLong(value).array());
  }

  void flag(boolean value) {
    out.write(value ? 1 : 0);
  }

  void instant(Instant value) {
    wide(value.toEpochMilli());
  }

  void uuid(UUID value) {
    wide(value.getMostSignificantBits());
    wide(value.getLeastSignificantBits());
  }

  void text(String value) {
    blob(value.getBytes(StandardCharsets.UTF_8));
  }

  void blob(byte[] value) {
    number(value.length);
    out.writeBytes(value);
  }

  void absentOrText(@Nullable String value) {
    absentOr(value, Sink::text);
  }

  <T> void absentOr(@Nullable T value, BiConsumer<Sink, T> write) {
    flag(value != null);
    if (value != null) {
      write.accept(this, value);
    }
  }

  <T> void list(Collection<T> values, BiConsumer<Sink, T> write) {
    number(values.size());
    values.forEach(value -> write.accept(this, value));
  }

  void map(Map<String, String> values) {
    number(values.size());
    values.forEach((key, value) -> {
      text(key);
      text(value);
    });
  }
}
