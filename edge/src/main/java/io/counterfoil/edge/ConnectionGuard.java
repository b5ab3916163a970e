package io.counterfoil.edge;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.ChannelPromise;
import io.netty.channel.socket.DuplexChannel;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http2.Http2ConnectionHandler;
import io.netty.util.ReferenceCountUtil;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Guards one connection against clients that are slow, silent or keep it open for ever.
///
/// It sits between the socket and everything else, and knows bytes alone: a request is under way
/// from the first byte that is read until something is written. One that is longer under way than a
/// request may take to arrive comes from a client that sends it byte by byte, since we answer in
/// microseconds.
@SuppressWarnings("FutureReturnValueIgnored") // what fails here closes the connection
final class ConnectionGuard extends ChannelDuplexHandler {
  private static final byte[] TOO_SLOW =
      ProblemJson.problem(
              408, "Request Timeout", "the request took too long to arrive; send it whole, at once")
          .encode()
          .getBytes(StandardCharsets.UTF_8);

  private static final long LINGER_MILLIS = 1_000;

  /// Where its watch keeps it.
  int place;

  private final Watches watches;
  private boolean isUndecided;
  private @Nullable Watch watch;
  private @Nullable ChannelHandlerContext context;

  /// When something was read last.
  private long heard;

  /// Since when a request is under way; 0 for none.
  private long asking;

  private boolean isClosing;

  /// Until when what still comes is dropped, after the last word; 0 before it.
  private long goneAt;

  /// @param isPlain whether the first bytes tell HTTP/1.1 from HTTP/2
  ConnectionGuard(Watches watches, boolean isPlain) {
    this.watches = watches;
    isUndecided = isPlain;
  }

  @Override
  public void handlerAdded(ChannelHandlerContext ctx) {
    context = ctx;
    Watch mine = watches.of(ctx.channel().eventLoop());
    watch = mine;
    heard = mine.now();
    mine.join(this);
    if (mine.isDraining()) {
      ctx.close();
    }
  }

  @Override
  public void handlerRemoved(ChannelHandlerContext ctx) {
    watch().leave(this);
  }

  @Override
  public void channelRead(ChannelHandlerContext ctx, Object msg) {
    if (goneAt != 0) {
      ReferenceCountUtil.release(msg);
      return;
    }
    heard = watch().now();
    if (asking == 0) {
      asking = heard;
    }
    if (isUndecided && msg instanceof ByteBuf bytes) {
      decide(ctx, bytes);
    } else {
      ctx.fireChannelRead(msg);
    }
  }

  @Override
  public void write(ChannelHandlerContext ctx, Object msg, ChannelPromise promise) {
    asking = 0;
    ctx.write(msg, promise);
  }

  /// Hands the first bytes on one by one until it shows which protocol they are of, so that the
  /// upgrade from HTTP/1.1 to HTTP/2 can be switched off before a request is read.
  ///
  /// A proxy that passes such a request on would give its client a connection to us of the client's
  /// own, on which it could ask whatever it likes.
  private void decide(ChannelHandlerContext ctx, ByteBuf bytes) {
    ChannelPipeline pipeline = ctx.pipeline();
    while (isUndecided && bytes.isReadable()) {
      ctx.fireChannelRead(bytes.readRetainedSlice(1));
      if (pipeline.get(NoUpgrade.BEFORE) != null) {
        pipeline.addBefore(NoUpgrade.BEFORE, null, new NoUpgrade());
        isUndecided = false;
      } else if (pipeline.get(Http2ConnectionHandler.class) != null) {
        isUndecided = false;
      }
    }
    if (bytes.isReadable()) {
      ctx.fireChannelRead(bytes);
    } else {
      bytes.release();
    }
  }

  /// Closes the connection if its time is over.
  void check(long now, long headerMillis, long idleMillis) {
    if (isClosing) {
      if (goneAt != 0 && now >= goneAt) {
        channel().close();
      }
      return;
    }
    if (now - heard >= idleMillis) {
      close();
    } else if (asking != 0 && now - asking >= headerMillis) {
      Http2ConnectionHandler multiplexed = http2();
      if (multiplexed == null) {
        tellTooSlow();
      } else if (now - asking >= idleMillis) {
        // Between requests a client of HTTP/2 sends frames that nothing answers.
        close();
      }
    }
  }

  private void tellTooSlow() {
    Channel channel = channel();
    if (channel.pipeline().get("httpEncoder") == null) {
      close();
      return;
    }
    isClosing = true;
    var response =
        new DefaultFullHttpResponse(
            HttpVersion.HTTP_1_1,
            HttpResponseStatus.REQUEST_TIMEOUT,
            Unpooled.wrappedBuffer(TOO_SLOW));
    response
        .headers()
        .set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE)
        .set(HttpHeaderNames.CONTENT_TYPE, ProblemJson.MEDIA_TYPE)
        .set(HttpHeaderNames.CACHE_CONTROL, HttpHeaderValues.NO_STORE)
        .set(HttpHeaderNames.CONTENT_LENGTH, TOO_SLOW.length);
    channel.writeAndFlush(response).addListener(_ -> hangUp(channel));
  }

  /// Says no more, and listens for a moment: closing at once would reset the connection of a client
  /// that still sends, and it might never see the answer.
  private void hangUp(Channel channel) {
    if (channel instanceof DuplexChannel duplex && channel.pipeline().get("ssl") == null) {
      goneAt = watch().now() + LINGER_MILLIS;
      duplex.shutdownOutput();
    } else {
      channel.close();
    }
  }

  /// Closes the connection, now if nothing is under way on it.
  void drain(Duration patience) {
    Http2ConnectionHandler multiplexed = http2();
    if (multiplexed != null) {
      // Says GOAWAY, and waits for the requests under way.
      multiplexed.gracefulShutdownTimeoutMillis(patience.toMillis());
      close();
    } else if (asking == 0) {
      close();
    }
  }

  private void close() {
    isClosing = true;
    channel().close();
  }

  private @Nullable Http2ConnectionHandler http2() {
    return channel().pipeline().get(Http2ConnectionHandler.class);
  }

  private Channel channel() {
    return Objects.requireNonNull(context).channel();
  }

  private Watch watch() {
    return Objects.requireNonNull(watch);
  }
}
