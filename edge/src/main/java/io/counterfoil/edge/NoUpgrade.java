package io.counterfoil.edge;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpRequest;

/// Makes a connection's first request forget that it asked to go on in another protocol, which a
/// server may ignore (RFC 9110, 7.8). Later requests are past the handler that would listen.
final class NoUpgrade extends ChannelInboundHandlerAdapter {
  /// The handler that would listen.
  static final String BEFORE = "h2c";

  @Override
  public void channelRead(ChannelHandlerContext ctx, Object msg) {
    if (msg instanceof HttpRequest request) {
      request.headers().remove(HttpHeaderNames.UPGRADE);
      ctx.fireChannelRead(msg);
      ctx.pipeline().remove(this);
    } else {
      ctx.fireChannelRead(msg);
    }
  }
}
