package io.counterfoil.edge;

import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.net.ServerSSLOptions;
import io.vertx.core.net.SocketAddress;
import java.util.List;

/// A door that speaks HTTP.
final class HttpDoor implements Door {
  private final HttpServer server;

  HttpDoor(Vertx vertx, HttpServerOptions options, Handler<HttpServerRequest> routes) {
    server =
        vertx
            .createHttpServer(options)
            .requestHandler(routes)
            .invalidRequestHandler(EdgeRoutes::refuseUnreadable);
  }

  /// Speaks TLS.
  static void secure(HttpServerOptions options, ServerSSLOptions tls) {
    options
        .setSsl(true)
        .setUseAlpn(true)
        .setAlpnVersions(List.of(HttpVersion.HTTP_2, HttpVersion.HTTP_1_1))
        .setKeyCertOptions(tls.getKeyCertOptions())
        .setTrustOptions(tls.getTrustOptions())
        .setClientAuth(tls.getClientAuth())
        .setEnabledSecureTransportProtocols(tls.getEnabledSecureTransportProtocols())
        .setSslHandshakeTimeout(tls.getSslHandshakeTimeout())
        .setSslHandshakeTimeoutUnit(tls.getSslHandshakeTimeoutUnit());
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
    return server.updateSSLOptions(tls);
  }

  @Override
  public Future<?> close() {
    return server.close();
  }
}
