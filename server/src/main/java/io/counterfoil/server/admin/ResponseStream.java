package io.counterfoil.server.admin;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// A response as a stream, for a worker thread: it waits while the client reads more slowly than it
/// is written, and fails when the client is gone. What is written is sent in pieces of 64 KiB.
final class ResponseStream extends OutputStream {
  private static final int PIECE = 64 * 1024;
  private static final long PATIENCE_SECONDS = 60;

  private final HttpServerResponse response;
  private final byte[] piece = new byte[PIECE];
  private int filled;

  ResponseStream(HttpServerResponse response) {
    this.response = response;
  }

  @Override
  public void write(int b) throws IOException {
    write(new byte[] {(byte) b}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int from, int length) throws IOException {
    int at = from;
    int left = length;
    while (left > 0) {
      int taken = Math.min(left, PIECE - filled);
      System.arraycopy(bytes, at, piece, filled, taken);
      filled += taken;
      at += taken;
      left -= taken;
      if (filled == PIECE) {
        send();
      }
    }
  }

  private void send() throws IOException {
    Buffer sent = Buffer.buffer(PIECE).appendBytes(piece, 0, filled);
    filled = 0;
    try {
      response
          .write(sent)
          .toCompletionStage()
          .toCompletableFuture()
          .get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException e) {
      throw new IOException("the client went away, or reads nothing", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }

  /// Sends what is left and ends the response.
  @Override
  public void close() throws IOException {
    if (filled > 0) {
      send();
    }
    response.end();
  }
}
