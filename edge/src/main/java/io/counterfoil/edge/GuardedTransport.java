package io.counterfoil.edge;

import io.netty.bootstrap.Bootstrap;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFactory;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.ServerChannel;
import io.netty.channel.socket.DatagramChannel;
import io.vertx.core.datagram.DatagramSocketOptions;
import io.vertx.core.net.ClientOptionsBase;
import io.vertx.core.net.NetServerOptions;
import io.vertx.core.net.SocketAddress;
import io.vertx.core.spi.transport.Transport;
import java.util.concurrent.ThreadFactory;

/// A transport with a doorkeeper at every socket that listens: Vert.x knows no limit of
/// connections, and no time in which a request must have arrived.
final class GuardedTransport implements Transport {
  private final Transport real;
  private final Admission admission;
  private final Watches watches;
  private final boolean speaksHttp;

  GuardedTransport(Transport real, Admission admission, Watches watches, boolean speaksHttp) {
    this.real = real;
    this.admission = admission;
    this.watches = watches;
    this.speaksHttp = speaksHttp;
  }

  @Override
  public void configure(NetServerOptions options, boolean domainSocket, ServerBootstrap bootstrap) {
    real.configure(options, domainSocket, bootstrap);
    bootstrap.handler(new Doorkeeper(admission, watches, speaksHttp && !options.isSsl()));
  }

  @Override
  public boolean supportsDomainSockets() {
    return real.supportsDomainSockets();
  }

  @Override
  public boolean supportFileRegion() {
    return real.supportFileRegion();
  }

  @Override
  public boolean isAvailable() {
    return real.isAvailable();
  }

  @Override
  public Throwable unavailabilityCause() {
    return real.unavailabilityCause();
  }

  @Override
  public java.net.SocketAddress convert(SocketAddress address) {
    return real.convert(address);
  }

  @Override
  public SocketAddress convert(java.net.SocketAddress address) {
    return real.convert(address);
  }

  @Override
  public IoHandlerFactory ioHandlerFactory() {
    return real.ioHandlerFactory();
  }

  @Override
  public EventLoopGroup eventLoopGroup(
      int type, int nThreads, ThreadFactory threadFactory, int ioRatio) {
    return real.eventLoopGroup(type, nThreads, threadFactory, ioRatio);
  }

  @Override
  public DatagramChannel datagramChannel() {
    return real.datagramChannel();
  }

  @Override
  @SuppressWarnings("deprecation") // the interface asks for it
  public DatagramChannel datagramChannel(io.netty.channel.socket.InternetProtocolFamily family) {
    return real.datagramChannel(family);
  }

  @Override
  public ChannelFactory<? extends Channel> channelFactory(boolean domainSocket) {
    return real.channelFactory(domainSocket);
  }

  @Override
  public ChannelFactory<? extends ServerChannel> serverChannelFactory(boolean domainSocket) {
    return real.serverChannelFactory(domainSocket);
  }

  @Override
  public void configure(DatagramChannel channel, DatagramSocketOptions options) {
    real.configure(channel, options);
  }

  @Override
  public void configure(
      ClientOptionsBase options, int connectTimeout, boolean domainSocket, Bootstrap bootstrap) {
    real.configure(options, connectTimeout, domainSocket, bootstrap);
  }
}
