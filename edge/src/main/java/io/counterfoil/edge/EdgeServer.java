package io.counterfoil.edge;

import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.http.Http2Settings;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
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
  private final @Nullable Guarding guarding;
  private final EdgeConfig config;
  private final EdgeParts parts;
  private final String transport;
  private final DecisionCounters counters = new DecisionCounters();
  private final EdgeRoutes.Shared shared;
  private final int listenAt;
  private volatile int port;
  private volatile @Nullable String deployment;

  /// What looks after connections.
  private record Guarding(Admission admission, Watches watches) {}

  private EdgeServer(
      Vertx vertx,
      @Nullable Guarding guarding,
      String transport,
      EdgeConfig config,
      EdgeParts parts) {
    this.vertx = vertx;
    this.guarding = guarding;
    this.transport = transport;
    this.config = config;
    this.parts = parts;
    shared = new EdgeRoutes.Shared(new Denials(parts.clock()), counters, new AtomicBoolean());
    listenAt = config.port() == 0 ? FREE_PORTS.decrementAndGet() : config.port();
  }

  /// Starts on event loops of its own.
  ///
  /// @throws EdgeException if it cannot listen there, or not over the transport that was asked for
  public static EdgeServer start(EdgeConfig config, EdgeParts parts) {
    EdgeTransport best = EdgeTransport.of(config.transport());
    var guarding = new Guarding(new Admission(config.limits()), new Watches(config.limits()));
    Vertx own =
        Vertx.builder()
            .with(new VertxOptions().setEventLoopPoolSize(config.eventLoops()))
            .withTransport(best.guarded(guarding.admission(), guarding.watches()))
            .build();
    return new EdgeServer(own, guarding, best.description(), config, parts).listen();
  }

  /// Starts on the caller's event loops, which stay open when it closes. Connections are not
  /// counted there, a request may take its time to arrive, and HTTP/2 is spoken over TLS alone:
  /// these limits belong to a transport of the edge's own.
  ///
  /// @throws EdgeException if it cannot listen there
  public static EdgeServer start(Vertx vertx, EdgeConfig config, EdgeParts parts) {
    String transport = vertx.isNativeTransportEnabled() ? "native, shared" : "NIO, shared";
    return new EdgeServer(vertx, null, transport, config, parts).listen();
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

  /// How many connections there are; 0 on event loops of the caller's.
  public int connections() {
    return guarding == null ? 0 : guarding.admission().open();
  }

  /// How many connections there was no room for, so far.
  public long turnedAway() {
    return guarding == null ? 0 : guarding.admission().turnedAway();
  }

  /// Takes no more connections, says so at `/health/ready`, lets the requests under way finish,
  /// then stops.
  @Override
  public void close() {
    String deployed = deployment;
    if (deployed == null) {
      return;
    }
    deployment = null;
    shared.draining().set(true);
    try {
      if (guarding != null) {
        await(Future.fromCompletionStage(guarding.watches().drain(config.drain())));
      }
      await(vertx.undeploy(deployed));
    } catch (ExecutionException | TimeoutException e) {
      throw new EdgeException("edge: did not stop in order: " + e.getMessage(), e);
    } finally {
      closeVertx();
    }
  }

  private void closeVertx() {
    if (guarding != null) {
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
    HttpServerOptions options =
        new HttpServerOptions()
            .setHost(config.host())
            .setPort(listenAt)
            .setMaxHeaderSize(EdgeLimits.HEADER_BYTES)
            .setMaxInitialLineLength(EdgeLimits.REQUEST_LINE_BYTES)
            .setInitialSettings(
                new Http2Settings()
                    .setMaxConcurrentStreams(EdgeLimits.STREAMS)
                    .setMaxHeaderListSize(EdgeLimits.HEADER_BYTES))
            .setHttp2RstFloodMaxRstFramePerWindow(EdgeLimits.RESETS)
            .setHttp2RstFloodWindowDuration(EdgeLimits.RESET_SECONDS)
            .setHttp2ClearTextEnabled(guarding != null)
            .setTcpNoDelay(true)
            .setReuseAddress(true);
    if (guarding == null) {
      options
          .setIdleTimeoutUnit(TimeUnit.MILLISECONDS)
          .setIdleTimeout((int) config.limits().idleTime().toMillis());
    }
    return options;
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
