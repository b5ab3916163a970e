package io.counterfoil.server.gateway;

import io.counterfoil.edge.EdgeLimits;
import io.counterfoil.edge.ProblemJson;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.net.PemKeyCertOptions;
import io.vertx.core.net.SocketAddress;
import io.vertx.httpproxy.HttpProxy;
import java.net.URI;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/// One event loop's share of a gateway.
///
/// A request is held before its body is read until the edge has answered; the upstream hears of
/// allowed requests alone. WebSocket handshakes are asked about like any other request.
final class GatewayLoop extends VerticleBase {
  private static final int CONNECT_MILLIS = 5_000;
  private static final int CONNECTIONS = 256;

  private final GatewayConfig config;
  private final IntConsumer listensAt;
  private @Nullable HttpServer server;
  private @Nullable EdgeQuestion question;
  private @Nullable HttpProxy proxy;

  /// @param listensAt is told the port
  GatewayLoop(GatewayConfig config, IntConsumer listensAt) {
    this.config = config;
    this.listensAt = listensAt;
  }

  @Override
  public Future<?> start() {
    HttpClient upstream = client(config.upstream());
    HttpProxy forwarding = HttpProxy.reverseProxy(upstream);
    forwarding.origin(
        SocketAddress.inetSocketAddress(
            GatewayConfig.port(config.upstream()), config.upstream().getHost()));
    proxy = forwarding;
    question = new EdgeQuestion(client(config.edge()), config);
    HttpServer own =
        vertx
            .createHttpServer(options())
            .requestHandler(this::handle)
            .invalidRequestHandler(GatewayLoop::refuseUnreadable);
    server = own;
    return own.listen(config.port(), config.host())
        .onSuccess(listening -> listensAt.accept(listening.actualPort()));
  }

  @Override
  public Future<?> stop() {
    HttpServer own = server;
    return own == null
        ? Future.succeededFuture()
        : own.shutdown(config.drain().toMillis(), TimeUnit.MILLISECONDS);
  }

  private HttpClient client(URI address) {
    return vertx.createHttpClient(
        new HttpClientOptions()
            .setSsl(GatewayConfig.isSecure(address))
            .setDefaultHost(address.getHost())
            .setDefaultPort(GatewayConfig.port(address))
            .setConnectTimeout(CONNECT_MILLIS)
            .setMaxHeaderSize(2 * EdgeLimits.HEADER_BYTES)
            .setReadIdleTimeout((int) config.idleTime().toMillis())
            .setIdleTimeoutUnit(TimeUnit.MILLISECONDS)
            .setDecompressionSupported(false),
        new PoolOptions().setHttp1MaxSize(CONNECTIONS));
  }

  private HttpServerOptions options() {
    HttpServerOptions options =
        new HttpServerOptions()
            .setMaxHeaderSize(EdgeLimits.HEADER_BYTES)
            .setMaxInitialLineLength(EdgeLimits.REQUEST_LINE_BYTES)
            .setIdleTimeoutUnit(TimeUnit.MILLISECONDS)
            .setIdleTimeout((int) config.idleTime().toMillis())
            .setHttp2ClearTextEnabled(true)
            .setPerFrameWebSocketCompressionSupported(false)
            .setPerMessageWebSocketCompressionSupported(false)
            .setTcpNoDelay(true);
    GatewayTls tls = config.tls();
    if (tls != null) {
      options
          .setSsl(true)
          .setUseAlpn(true)
          .setAlpnVersions(List.of(HttpVersion.HTTP_2, HttpVersion.HTTP_1_1))
          .setKeyCertOptions(
              new PemKeyCertOptions()
                  .addCertPath(tls.certificate().toString())
                  .addKeyPath(tls.key().toString()));
    }
    return options;
  }

  private void handle(HttpServerRequest request) {
    HttpServerResponse response = request.response();
    if (request.method().equals(HttpMethod.CONNECT) || !request.uri().startsWith("/")) {
      request.resume();
      ProblemJson.problem(
          response,
          400,
          "the request's target is no path (expected: one that begins with /, as in GET /orders)");
      return;
    }
    request.pause();
    Objects.requireNonNull(question)
        .ask(request)
        .onComplete(
            verdict -> follow(request, verdict),
            _ -> follow(request, new Verdict.Unanswered("it could not be reached")));
  }

  private void follow(HttpServerRequest request, Verdict verdict) {
    HttpServerResponse response = request.response();
    if (response.closed()) {
      return;
    }
    switch (verdict) {
      case Verdict.Allowed allowed -> {
        if (ForwardedHeaders.awaitsContinue(request)) {
          response.writeContinue();
        }
        ForwardedHeaders.put(request, allowed.said());
        Objects.requireNonNull(proxy).handle(request);
      }
      case Verdict.Refused refused -> {
        leave(request);
        response.setStatusCode(refused.status()).headers().addAll(refused.headers());
        response.end(refused.body());
      }
      case Verdict.Unanswered unanswered -> {
        leave(request);
        response.putHeader(HttpHeaders.RETRY_AFTER, "1");
        ProblemJson.problem(
            response,
            503,
            "the edge that verifies requests gave no verdict: "
                + unanswered.why()
                + "; the request is refused, retry later");
      }
    }
  }

  /// Drops a body that nobody will read; a connection that is busy sending one is closed.
  private static void leave(HttpServerRequest request) {
    if (request.version() != HttpVersion.HTTP_2 && !request.isEnded()) {
      boolean hasBody =
          request.headers().contains(HttpHeaders.TRANSFER_ENCODING)
              || !Objects.requireNonNullElse(request.getHeader(HttpHeaders.CONTENT_LENGTH), "0")
                  .equals("0");
      if (hasBody) {
        request.response().putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
      }
    }
    request.resume();
  }

  private static void refuseUnreadable(HttpServerRequest request) {
    ProblemJson.problem(
        request.response(),
        400,
        "this is not HTTP/1.1, or its headers are larger than 16 KiB (expected: RFC 9112)");
    request.connection().close();
  }
}
