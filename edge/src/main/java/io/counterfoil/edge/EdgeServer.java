package io.counterfoil.edge;

import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/// A running edge: one HTTP server on as many event loops as it was told, each with a verifier of
/// its own.
public final class EdgeServer implements AutoCloseable {
  private static final long PATIENCE_SECONDS = 30;

  /// Servers of one deployment that listen at the same negative port share a free one; another
  /// deployment must not join them.
  private static final AtomicInteger FREE_PORTS = new AtomicInteger();

  private final Vertx vertx;
  private final boolean ownsVertx;
  private final EdgeConfig config;
  private final EdgeParts parts;
  private final String transport;
  private final DecisionCounters counters = new DecisionCounters();
  private final EdgeRoutes.Shared shared;
  private final int listenAt;
  private volatile int port;
  private volatile @Nullable String deployment;

  private EdgeServer(
      Vertx vertx, boolean ownsVertx, String transport, EdgeConfig config, EdgeParts parts) {
    this.vertx = vertx;
    this.ownsVertx = ownsVertx;
    this.transport = transport;
    this.config = config;
    this.parts = parts;
    shared = new EdgeRoutes.Shared(new Denials(parts.clock()), counters);
    listenAt = config.port() == 0 ? FREE_PORTS.decrementAndGet() : config.port();
  }

  /// Starts on event loops of its own.
  ///
  /// @throws EdgeException if it cannot listen there, or not over the transport that was asked for
  public static EdgeServer start(EdgeConfig config, EdgeParts parts) {
    EdgeTransport best = EdgeTransport.of(config.transport());
    Vertx own =
        Vertx.builder()
            .with(new VertxOptions().setEventLoopPoolSize(config.eventLoops()))
            .withTransport(best.transport())
            .build();
    return new EdgeServer(own, true, best.description(), config, parts).listen();
  }

  /// Starts on the caller's event loops, which stay open when it closes.
  ///
  /// @throws EdgeException if it cannot listen there
  public static EdgeServer start(Vertx vertx, EdgeConfig config, EdgeParts parts) {
    String transport = vertx.isNativeTransportEnabled() ? "native, shared" : "NIO, shared";
    return new EdgeServer(vertx, false, transport, config, parts).listen();
  }

  private EdgeServer listen() {
    var options = new DeploymentOptions().setInstances(config.eventLoops());
    try {
      deployment = await(vertx.deployVerticle(Loop::new, options));
      return this;
    } catch (ExecutionException | TimeoutException e) {
      closeVertx();
      Throwable cause = e.getCause() == null ? e : e.getCause();
      throw new EdgeException(
          "edge: cannot listen at `%s:%d`: %s (expected: a free port of this machine)"
              .formatted(config.host(), config.port(), cause.getMessage()),
          e);
    }
  }

  /// The port that it listens at.
  public int port() {
    return port;
  }

  /// How it reaches the network and why so, for the start-up line.
  public String transport() {
    return transport;
  }

  /// What it has decided so far.
  public DecisionCounters counters() {
    return counters;
  }

  /// Takes no more connections, lets the requests under way finish, then stops.
  @Override
  public void close() {
    String deployed = deployment;
    if (deployed == null) {
      return;
    }
    deployment = null;
    try {
      await(vertx.undeploy(deployed));
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

  private static <T> T await(Future<T> future) throws ExecutionException, TimeoutException {
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

  private HttpServerOptions options() {
    return new HttpServerOptions()
        .setHost(config.host())
        .setPort(listenAt)
        .setMaxHeaderSize(EdgeConfig.HEADER_BYTES)
        .setMaxInitialLineLength(EdgeConfig.REQUEST_LINE_BYTES)
        .setIdleTimeoutUnit(TimeUnit.MILLISECONDS)
        .setIdleTimeout((int) config.idleTimeout().toMillis())
        .setHttp2ClearTextEnabled(false)
        .setTcpNoDelay(true)
        .setReuseAddress(true);
  }

  /// One event loop's share.
  private final class Loop extends VerticleBase {
    private @Nullable HttpServer server;

    @Override
    public Future<?> start() {
      HttpServer own =
          vertx
              .createHttpServer(options())
              .requestHandler(new EdgeRoutes(vertx, config, parts, shared))
              .invalidRequestHandler(EdgeRoutes::refuseUnreadable);
      server = own;
      return own.listen().onSuccess(listening -> port = listening.actualPort());
    }

    @Override
    public Future<?> stop() {
      HttpServer own = server;
      return own == null
          ? Future.succeededFuture()
          : own.shutdown(config.drain().toMillis(), TimeUnit.MILLISECONDS);
    }
  }
}
