package io.counterfoil.server.feed;

import io.counterfoil.core.node.NodeName;
import io.counterfoil.core.store.StoreException;
import io.netty.channel.Channel;
import io.vertx.core.Context;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.impl.HttpServerConnection;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Predicate;

/// One reader of the feed. It holds no more than a page of frames: whoever takes nothing is waited
/// for a moment and then cut off, and goes on from where it was when it comes back.
///
/// All but [#wake()], [#beat] and [#isStalled] runs on the event loop of its connection.
final class Subscriber {
  private static final int QUEUE_BYTES = 256 * 1024;

  private final FeedHub hub;
  private final NodeName node;
  private final Predicate<NodeName> mayRead;
  private final HttpConnection connection;
  private final HttpServerResponse response;
  private final Context loop;
  private final AtomicBoolean isWoken = new AtomicBoolean();
  private final ArrayDeque<byte[]> page = new ArrayDeque<>();
  private long last;
  private boolean isReading;
  private boolean hasEnded;
  private volatile long stalledSince;

  /// @param last the number of the revision that it has
  Subscriber(
      FeedHub hub,
      NodeName node,
      Predicate<NodeName> mayRead,
      HttpServerRequest request,
      Context loop,
      long last) {
    this.hub = hub;
    this.node = node;
    this.mayRead = mayRead;
    connection = request.connection();
    response = request.response();
    this.loop = loop;
    this.last = last;
  }

  /// Begins.
  void start() {
    response.setChunked(true).setWriteQueueMaxSize(QUEUE_BYTES);
    response.drainHandler(_ -> drained());
    response.exceptionHandler(_ -> end());
    response.closeHandler(_ -> end());
    hub.join(this);
    pump();
  }

  private void end() {
    hasEnded = true;
    hub.leave(this);
  }

  private void drained() {
    stalledSince = 0;
    pump();
  }

  /// There is something new.
  void wake() {
    if (isWoken.compareAndSet(false, true)) {
      loop.runOnContext(_ -> {
        isWoken.set(false);
        pump();
      });
    }
  }

  /// Sends a sign of life behind the revision of that number, if that is where it stands.
  void beat(long number, byte[] frame) {
    loop.runOnContext(_ -> {
      pump();
      if (!hasEnded && !mayRead.test(node)) {
        cutOff();
      } else if (!hasEnded && last == number && page.isEmpty() && !response.writeQueueFull()) {
        write(frame);
      }
    });
  }

  /// Whether it has taken nothing for so long.
  boolean isStalled(Duration patience) {
    long since = stalledSince;
    return since != 0 && System.nanoTime() - since > patience.toNanos();
  }

  /// Ends the connection at once.
  void cutOff() {
    loop.runOnContext(_ -> {
      end();
      if (connection instanceof HttpServerConnection known) {
        Channel channel = known.channelHandlerContext().channel();
        // Vert.x would first wait for what nobody takes to be taken.
        channel.unsafe().close(channel.voidPromise());
      } else {
        response.reset();
      }
    });
  }

  private void pump() {
    while (!hasEnded && !isReading && !response.writeQueueFull()) {
      if (page.isEmpty() && !turn()) {
        return;
      }
      byte[] frame = page.poll();
      if (frame != null) {
        write(frame);
        last++;
      }
    }
    if (!hasEnded && response.writeQueueFull() && stalledSince == 0) {
      stalledSince = System.nanoTime() | 1; // never the zero that means otherwise
    }
  }

  /// Turns to the next page.
  ///
  /// @return whether there is one by now
  private boolean turn() {
    byte[][] next = hub.after(last);
    if (next == null) {
      isReading = true;
      long from = last;
      loop.<byte[][]>executeBlocking(() -> hub.read(from), false)
          .onComplete(
              read -> {
                isReading = false;
                page.addAll(Arrays.asList(read));
                pump();
              },
              failure -> {
                if (!(failure instanceof StoreException)) {
                  Thread.currentThread()
                      .getUncaughtExceptionHandler()
                      .uncaughtException(Thread.currentThread(), failure);
                }
                cutOff(); // it comes back, and finds the store there or not
              });
      return false;
    }
    page.addAll(Arrays.asList(next));
    return next.length > 0;
  }

  private void write(byte[] frame) {
    response.write(
        Buffer.buffer(Integer.BYTES + frame.length).appendInt(frame.length).appendBytes(frame));
  }
}
