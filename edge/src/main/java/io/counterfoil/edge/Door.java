package io.counterfoil.edge;

import io.vertx.core.Future;
import io.vertx.core.net.ServerSSLOptions;
import io.vertx.core.net.SocketAddress;

/// What one event loop answers at a listener's address with.
interface Door {
  /// Begins to listen.
  Future<?> open(SocketAddress address);

  /// The port that it listens at.
  int port();

  /// Speaks TLS so with those who connect from now on.
  Future<?> resecure(ServerSSLOptions tls);

  /// Stops.
  Future<?> close();
}
