package io.counterfoil.edge;

import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.net.ServerSSLOptions;
import io.vertx.core.net.SocketAddress;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// One address that the edge listens at: one HTTP server on each of its event loops.
final class Listener {
  private static final long PATIENCE_SECONDS = 30;

  private final Vertx vertx;
  private final boolean ownsVertx;
  private final HttpServerOptions options;
  private final SocketAddress address;
  private final Supplier<? extends Handler<HttpServerRequest>> routes;
  private volatile @Nullable HttpServer any;
  private volatile @Nullable String deployment;

  /// @param ownsVertx whether its event loops end with it
  /// @param routes makes what answers on one event loop
  Listener(
      Vertx vertx,
      boolean ownsVertx,
      HttpServerOptions options,
      SocketAddress address,
      Supplier<? extends Handler<HttpServerRequest>> routes) {
    this.vertx = vertx;
    this.ownsVertx = ownsVertx;
    this.options = options;
    this.address = address;
    this.routes = routes;
  }

  /// Speaks TLS from now on.
  void secure(ServerSSLOptions tls) {
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

  /// Speaks TLS so with those who connect from now on.
  Future<?> resecure(ServerSSLOptions tls) {
    HttpServer server = any;
    return server == null ? Future.succeededFuture() : server.updateSSLOptions(tls);
  }

  /// Begins to listen.
  ///
  /// @throws EdgeException if it cannot
  void listen(int eventLoops) {
    try {
      deployment =
          await(vertx.deployVerticle(Loop::new, new DeploymentOptions().setInstances(eventLoops)));
    } catch (ExecutionException | TimeoutException e) {
      closeVertx();
      Throwable cause = e.getCause() == null ? e : e.getCause();
      throw new EdgeException(
          "edge: cannot listen at `%s`: %s (expected: a free address of this machine)"
              .formatted(place(), cause.getMessage()),
          e);
    }
  }

  private String place() {
    return address.isDomainSocket()
        ? "unix:" + address.path()
        : address.host() + ":" + Math.max(address.port(), 0);
  }

  /// The port that it listens at.
  int port() {
    HttpServer server = any;
    return server == null ? 0 : server.actualPort();
  }

  /// Stops; whatever is still open is cut.
  ///
  /// @throws EdgeException if it cannot in order
  void close() {
    String deployed = deployment;
    deployment = null;
    try {
      if (deployed != null) {
        await(vertx.undeploy(deployed));
      }
    } catch (ExecutionException | TimeoutException e) {
      throw new EdgeException("edge: did not stop in order: " + e.getMessage(), e);
    } finally {
      closeVertx();
    }
  }

  private void closeVertx() {
    if (ownsVertx) {
      try {
        await(vertx.close());
      } catch (ExecutionException | TimeoutException e) {
        throw new EdgeException("edge: event loops did not stop: " + e.getMessage(), e);
      }
    }
  }

  static <T> T await(Future<T> future) throws ExecutionException, TimeoutException {
    try {
      return future
          .toCompletionStage()
          .toCompletableFuture()
          .get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new EdgeException("edge: interrupted while it started or stopped", e);
    }
  }

  /// One event loop's share.
  private final class Loop extends VerticleBase {
    private @Nullable HttpServer server;

    @Override
    public Future<?> start() {
      HttpServer own =
          vertx
              .createHttpServer(options)
              .requestHandler(routes.get())
              .invalidRequestHandler(EdgeRoutes::refuseUnreadable);
      server = own;
      return own.listen(address).onSuccess(listening -> any = listening);
    }

    @Override
    public Future<?> stop() {
      HttpServer own = server;
      return own == null ? Future.succeededFuture() : own.close();
    }
  }
}
