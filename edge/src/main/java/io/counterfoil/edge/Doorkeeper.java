package io.counterfoil.edge;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler.Sharable;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelPipeline;
import java.net.InetSocketAddress;
import java.net.SocketAddress;

/// Stands at a listening socket: lets a connection in and sets a guard over it, or turns it away.
///
/// A connection that is turned away is answered by the thread that accepts, and never reaches those
/// that decide.
@SuppressWarnings("FutureReturnValueIgnored") // what fails here closes the connection
@Sharable
final class Doorkeeper extends ChannelInboundHandlerAdapter {
  private final Admission admission;
  private final Watches watches;
  private final boolean isPlain;

  /// @param isPlain whether connections speak HTTP at once, not TLS
  Doorkeeper(Admission admission, Watches watches, boolean isPlain) {
    this.admission = admission;
    this.watches = watches;
    this.isPlain = isPlain;
  }

  @Override
  public void handlerAdded(ChannelHandlerContext ctx) {
    watches.listens(ctx.channel());
  }

  @Override
  public void channelRead(ChannelHandlerContext ctx, Object msg) {
    if (!(msg instanceof Channel client)) {
      ctx.fireChannelRead(msg);
      return;
    }
    Object address = address(client.remoteAddress());
    if (admission.enter(address)) {
      client.closeFuture().addListener(_ -> admission.leave(address));
      ChannelPipeline pipeline = client.pipeline();
      pipeline.addLast("guard", new ConnectionGuard(watches, isPlain));
      ctx.fireChannelRead(client);
    } else if (isPlain && TurnedAway.hasRoom()) {
      client.pipeline().addLast(new TurnedAway());
      ctx.channel().eventLoop().register(client);
    } else {
      client.unsafe().closeForcibly();
    }
  }

  private static Object address(SocketAddress remote) {
    return remote instanceof InetSocketAddress internet && internet.getAddress() != null
        ? internet.getAddress()
        : "local";
  }
}
