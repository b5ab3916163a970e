package io.counterfoil.edge;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetSocket;

/// What came over a connection and was not yet read, and the way back. Holds no more than one
/// message that is not complete and what came with it: while a peer does not take its answers,
/// nothing more is read from it.
final class Inbox {
  private final NetSocket socket;
  private Buffer bytes = Buffer.buffer();
  private int at;

  Inbox(NetSocket socket) {
    this.socket = socket;
  }

  void add(Buffer more) {
    if (at == bytes.length()) {
      bytes = more;
    } else {
      bytes = bytes.getBuffer(at, bytes.length()).appendBuffer(more);
    }
    at = 0;
  }

  boolean has(int count) {
    return bytes.length() - at >= count;
  }

  int peekInt() {
    return bytes.getInt(at);
  }

  byte[] peek(int count) {
    return bytes.getBytes(at, at + count);
  }

  byte[] take(int count) {
    byte[] taken = peek(count);
    at += count;
    return taken;
  }

  void reply(Buffer answer) {
    socket.write(answer);
    if (socket.writeQueueFull()) {
      socket.pause();
      socket.drainHandler(_ -> socket.resume());
    }
  }
}
