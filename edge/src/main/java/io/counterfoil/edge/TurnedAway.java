package io.counterfoil.edge;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.DuplexChannel;
import io.netty.util.ReferenceCountUtil;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/// Tells a connection that there is no room for it, and closes it.
///
/// What the client sends meanwhile is read and dropped for a moment: closing at once would reset
/// the connection, and the client might never see the answer.
@SuppressWarnings("FutureReturnValueIgnored") // what fails here closes the connection
final class TurnedAway extends ChannelInboundHandlerAdapter {
  private static final long LINGER_MILLIS = 1_000;

  /// How many may be told at once; the rest are closed without a word.
  private static final int MOST = 256;

  private static final AtomicInteger BEING_TOLD = new AtomicInteger();
  private static final ByteBuf ANSWER =
      Unpooled.unreleasableBuffer(Unpooled.wrappedBuffer(bytes()));

  private static byte[] bytes() {
    String body =
        ProblemJson.problem(
                503, "Service Unavailable", "the edge has as many connections as it takes; retry")
            .encode();
    return """
    HTTP/1.1 503 Service Unavailable\r
    connection: close\r
    retry-after: 1\r
    content-type: %s\r
    cache-control: no-store\r
    content-length: %d\r
    \r
    %s\
    """
        .formatted(ProblemJson.MEDIA_TYPE, body.length(), body)
        .getBytes(StandardCharsets.US_ASCII);
  }

  static boolean hasRoom() {
    return BEING_TOLD.get() < MOST;
  }

  @Override
  public void handlerAdded(ChannelHandlerContext ctx) {
    BEING_TOLD.incrementAndGet();
    ctx.channel().closeFuture().addListener(_ -> BEING_TOLD.decrementAndGet());
  }

  @Override
  public void channelActive(ChannelHandlerContext ctx) {
    ctx.writeAndFlush(ANSWER.duplicate())
        .addListener(written -> {
          if (written.isSuccess() && ctx.channel() instanceof DuplexChannel duplex) {
            duplex.shutdownOutput();
          } else {
            ctx.close();
          }
        });
    var closing = ctx.executor().schedule(() -> ctx.close(), LINGER_MILLIS, TimeUnit.MILLISECONDS);
    ctx.channel().closeFuture().addListener((ChannelFutureListener) _ -> closing.cancel(false));
  }

  @Override
  public void channelRead(ChannelHandlerContext ctx, Object msg) {
    ReferenceCountUtil.release(msg);
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
    ctx.close();
  }
}
