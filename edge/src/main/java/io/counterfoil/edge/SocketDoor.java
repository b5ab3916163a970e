package io.counterfoil.edge;

import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetServerOptions;
import io.vertx.core.net.NetSocket;
import io.vertx.core.net.ServerSSLOptions;
import io.vertx.core.net.SocketAddress;

/// A door that speaks a protocol of its own, without TLS.
final class SocketDoor implements Door {
  private final NetServer server;

  /// @param callers is given each connection
  SocketDoor(Vertx vertx, Handler<NetSocket> callers) {
    server =
        vertx
            .createNetServer(new NetServerOptions().setTcpNoDelay(true).setReuseAddress(true))
            .connectHandler(callers);
  }

  @Override
  public Future<?> open(SocketAddress address) {
    return server.listen(address);
  }

  @Override
  public int port() {
    return server.actualPort();
  }

  @Override
  public Future<?> resecure(ServerSSLOptions tls) {
    return Future.succeededFuture();
  }

  @Override
  public Future<?> close() {
    return server.close();
  }
}
