package io.counterfoil.core.log;

import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Collection;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/// Writes fields, each with its number and its length, so that whoever does not know one can leave
/// it out. What is null, false or empty is not written at all.
final class FieldSink {
  private static final int MORE = 0x80;
  private static final int BITS = 7;

  private final ByteArrayOutputStream out = new ByteArrayOutputStream(256);

  byte[] bytes() {
    return out.toByteArray();
  }

  private FieldSink put(int field, byte[] value) {
    out.write(field);
    int length = value.length;
    while (length >= MORE) {
      out.write(length & MORE - 1 | MORE);
      length >>>= BITS;
    }
    out.write(length);
    out.writeBytes(value);
    return this;
  }

  FieldSink text(int field, @Nullable String value) {
    return value == null ? this : put(field, value.getBytes(StandardCharsets.UTF_8));
  }

  FieldSink texts(int field, Collection<String> values) {
    values.forEach(value -> text(field, value));
    return this;
  }

  FieldSink number(int field, long value) {
    return put(field, BigInteger.valueOf(value).toByteArray());
  }

  FieldSink instant(int field, @Nullable Instant value) {
    return value == null ? this : number(field, Place.at(value));
  }

  FieldSink flag(int field, boolean value) {
    return value ? number(field, 1) : this;
  }

  <T> FieldSink nested(int field, @Nullable T value, BiConsumer<FieldSink, T> write) {
    if (value == null) {
      return this;
    }
    FieldSink inner = new FieldSink();
    write.accept(inner, value);
    return put(field, inner.bytes());
  }
}
