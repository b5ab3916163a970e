package io.counterfoil.server.verifier;

import io.counterfoil.edge.EdgeServer;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// `/metrics` and `/health` of a verifier, at a port that only whoever runs it needs to reach.
final class StatusServer implements AutoCloseable {
  private final Vertx vertx;
  private final HttpServer server;

  private StatusServer(Vertx vertx, HttpServer server) {
    this.vertx = vertx;
    this.server = server;
  }

  /// @throws VerifierException if it cannot listen there
  static StatusServer start(String host, int port, VerifierNode node, EdgeServer edge) {
    Vertx vertx =
        Vertx.vertx(
            new VertxOptions()
                .setEventLoopPoolSize(1)
                .setWorkerPoolSize(1)
                .setInternalBlockingPoolSize(1));
    HttpServer server =
        vertx.createHttpServer().requestHandler(request -> answer(request, node, edge));
    try {
      server.listen(port, host).toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
      return new StatusServer(vertx, server);
    } catch (ExecutionException | TimeoutException e) {
      vertx.close();
      throw new VerifierException(
          "status cannot be told at `"
              + host
              + ":"
              + port
              + "` (expected: a free port of this machine); name another one with --status-port",
          e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new VerifierException("interrupted while the verifier started", e);
    }
  }

  int port() {
    return server.actualPort();
  }

  private static void answer(HttpServerRequest request, VerifierNode node, EdgeServer edge) {
    switch (String.valueOf(request.path())) {
      case "/metrics" ->
          request
              .response()
              .putHeader("Content-Type", "text/plain; version=0.0.4; charset=utf-8")
              .end(metrics(node, edge));
      case "/health/live" -> request.response().end("live\n");
      case "/health/ready" ->
          request.response().setStatusCode(node.isReady() ? 200 : 503).end(node.standing() + "\n");
      default ->
          request
              .response()
              .setStatusCode(404)
              .end("there is nothing here (expected: /metrics, /health/live or /health/ready)\n");
    }
  }

  private static String metrics(VerifierNode node, EdgeServer edge) {
    StringBuilder out = new StringBuilder();
    gauge(out, "counterfoil_revision", "Number of the newest revision that is applied.");
    out.append(node.revision().number()).append('\n');
    Duration age = node.age();
    gauge(
        out, "counterfoil_verifier_age_seconds", "How old what is known here is; -1 for nothing.");
    out.append(age == null ? "-1" : Double.toString(age.toMillis() / 1000.0)).append('\n');
    gauge(out, "counterfoil_verifier_connected", "Whether the feed comes.");
    out.append(node.isConnected() ? 1 : 0).append('\n');
    gauge(out, "counterfoil_verifier_clock_offset_seconds", "Control node's clock less this one.");
    out.append(node.clockOffset().toMillis() / 1000.0).append('\n');
    out.append("# HELP counterfoil_verifier_forks_total Histories that were thrown away.\n")
        .append("# TYPE counterfoil_verifier_forks_total counter\n")
        .append("counterfoil_verifier_forks_total ")
        .append(node.forks())
        .append('\n');
    try {
      edge.writePrometheus(out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toString();
  }

  private static void gauge(StringBuilder out, String name, String help) {
    out.append("# HELP ")
        .append(name)
        .append(' ')
        .append(help)
        .append("\n# TYPE ")
        .append(name)
        .append(" gauge\n")
        .append(name)
        .append(' ');
  }

  @Override
  public void close() {
    vertx.close().toCompletionStage().toCompletableFuture().join();
  }
}
