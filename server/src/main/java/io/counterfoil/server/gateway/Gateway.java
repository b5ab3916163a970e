package io.counterfoil.server.gateway;

import io.counterfoil.edge.Awaited;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;

/// A running gateway: a plain reverse proxy that asks the edge about each request and lets through
/// what it allows, on as many event loops as there are processors.
///
/// It is for those who have no proxy. It neither balances, retries, caches nor rewrites.
public final class Gateway implements AutoCloseable {

  private final Vertx vertx;
  private final GatewayConfig config;
  private final AtomicInteger port = new AtomicInteger();

  private Gateway(Vertx vertx, GatewayConfig config) {
    this.vertx = vertx;
    this.config = config;
  }

  /// Begins to listen.
  ///
  /// @throws GatewayException if it cannot
  public static Gateway start(GatewayConfig config) {
    int loops = Runtime.getRuntime().availableProcessors();
    Vertx vertx =
        Vertx.vertx(new VertxOptions().setEventLoopPoolSize(loops).setPreferNativeTransport(true));
    Gateway gateway = new Gateway(vertx, config);
    try {
      await(
          vertx.deployVerticle(
              () -> new GatewayLoop(config, gateway.port::set),
              new DeploymentOptions().setInstances(loops)));
      return gateway;
    } catch (ExecutionException | TimeoutException e) {
      Throwable cause = e.getCause() == null ? e : e.getCause();
      vertx.close();
      throw new GatewayException(
          "gateway: cannot listen at `%s:%d`: %s (expected: a free address of this machine%s)"
              .formatted(
                  config.host(),
                  config.port(),
                  cause.getMessage(),
                  config.tls() == null ? "" : ", and a certificate with its key in PEM"),
          e);
    }
  }

  /// Where it is reached.
  public String url() {
    String host = config.host();
    return "%s://%s:%d"
        .formatted(
            config.tls() == null ? "http" : "https",
            host.indexOf(':') >= 0 ? "[" + host + "]" : host,
            port.get());
  }

  /// Takes no more requests, lets those under way finish, then stops.
  @Override
  public void close() {
    try {
      await(vertx.close());
    } catch (ExecutionException | TimeoutException e) {
      throw new GatewayException("gateway: did not stop in order: " + e.getMessage(), e);
    }
  }

  private static <T> T await(Future<T> future) throws ExecutionException, TimeoutException {
    return Awaited.of(
        future, e -> new GatewayException("gateway: interrupted while it started or stopped", e));
  }
}
