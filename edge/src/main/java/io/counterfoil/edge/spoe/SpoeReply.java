package io.counterfoil.edge.spoe;

import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;

/// Writes a frame to HAProxy.
public final class SpoeReply {
  private static final byte[] FINISHED = {0, 0, 0, 1};
  private static final byte SET_VARIABLE = 1;
  private static final byte TRANSACTION = 2;
  private static final byte UINT32 = 3;
  private static final byte STRING = 8;
  private static final byte FALSE = 1;
  private static final byte TRUE = 0x11;

  private final Buffer bytes = Buffer.buffer(512);

  private SpoeReply(int type, long stream, long frame) {
    bytes.appendInt(0).appendByte((byte) type).appendBytes(FINISHED);
    varint(stream);
    varint(frame);
  }

  /// Greets.
  public static Buffer hello(int frameSize) {
    var reply = new SpoeReply(101, 0, 0);
    reply.text("version");
    reply.bytes.appendByte(STRING);
    reply.text("2.0");
    reply.text("max-frame-size");
    reply.bytes.appendByte(UINT32);
    reply.varint(frameSize);
    reply.text("capabilities");
    reply.bytes.appendByte(STRING);
    reply.text("pipelining");
    return reply.done();
  }

  /// Says why nothing more is said.
  public static Buffer disconnect(int status, String message) {
    var reply = new SpoeReply(102, 0, 0);
    reply.text("status-code");
    reply.bytes.appendByte(UINT32);
    reply.varint(status);
    reply.text("message");
    reply.bytes.appendByte(STRING);
    reply.text(message);
    return reply.done();
  }

  /// Begins the answer to a question.
  public static SpoeReply to(SpoeFrame.Notify question) {
    return new SpoeReply(103, question.stream(), question.frame());
  }

  /// Sets a variable of the transaction.
  public SpoeReply set(String name, String value) {
    variable(name);
    bytes.appendByte(STRING);
    text(value);
    return this;
  }

  /// Sets a variable of the transaction.
  public SpoeReply set(String name, int value) {
    variable(name);
    bytes.appendByte(UINT32);
    varint(value);
    return this;
  }

  /// Sets a variable of the transaction.
  public SpoeReply set(String name, boolean value) {
    variable(name);
    bytes.appendByte(value ? TRUE : FALSE);
    return this;
  }

  private void variable(String name) {
    bytes.appendByte(SET_VARIABLE).appendByte((byte) 3).appendByte(TRANSACTION);
    text(name);
  }

  private void text(String value) {
    byte[] encoded = value.getBytes(StandardCharsets.UTF_8);
    varint(encoded.length);
    bytes.appendBytes(encoded);
  }

  private void varint(long value) {
    if (value >= 0 && value < 0xf0) {
      bytes.appendByte((byte) value);
      return;
    }
    bytes.appendByte((byte) (value | 0xf0));
    long rest = value - 0xf0 >>> 4;
    while (rest >= 0x80) {
      bytes.appendByte((byte) (rest | 0x80));
      rest = rest - 0x80 >>> 7;
    }
    bytes.appendByte((byte) rest);
  }

  /// The frame with its length.
  public Buffer done() {
    return bytes.setInt(0, bytes.length() - 4);
  }
}
