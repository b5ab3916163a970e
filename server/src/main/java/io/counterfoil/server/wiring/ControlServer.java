package io.counterfoil.server.wiring;

import io.counterfoil.core.log.Drop;
import io.counterfoil.edge.Awaited;
import io.counterfoil.edge.EdgeServer;
import io.counterfoil.edge.ProblemJson;
import io.counterfoil.edge.ProblemSite;
import io.counterfoil.server.admin.AdminRoutes;
import io.counterfoil.server.catalogue.CatalogueRoute;
import io.counterfoil.server.console.ConsoleSite;
import io.counterfoil.server.control.FirstUseGate;
import io.counterfoil.server.control.Parts;
import io.counterfoil.server.imports.ForeignTokens;
import io.counterfoil.server.link.LinkSite;
import io.counterfoil.server.oauth.OAuthSite;
import io.counterfoil.server.outbox.Courier;
import io.counterfoil.server.why.WhySite;
import io.counterfoil.server.wire.vtex.VtexRoutes;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/// The control plane's HTTP server: the console, the admin API, VTEX's wire, the problem pages,
/// health, metrics.
final class ControlServer implements AutoCloseable {
  private static final long LARGEST_BODY = 16L * 1024 * 1024;
  private static final int LARGEST_HEADERS = 16 * 1024;

  private final Vertx vertx;
  private final HttpServer server;
  private final Parts parts;
  private final Feeding feeding;
  private volatile @Nullable EdgeServer edge;
  private volatile @Nullable Courier courier;
  private volatile @Nullable ForeignTokens firstUses;
  private volatile boolean isLeaving;

  private ControlServer(Vertx vertx, HttpServer server, Parts parts, Feeding feeding) {
    this.feeding = feeding;
    this.vertx = vertx;
    this.server = server;
    this.parts = parts;
  }

  /// Listens, and only then says where: a free port is known when it is taken.
  ///
  /// @throws StartException if it cannot listen there
  static ControlServer start(ServerConfig config, Parts unreachable, Feeding feeding) {
    String host = config.host();
    int port = config.controlPort();
    String publicUrl = config.publicUrl();
    Vertx vertx = Vertx.vertx();
    Router router = Router.router(vertx);
    HttpServer server =
        vertx
            .createHttpServer(
                new HttpServerOptions()
                    .setMaxHeaderSize(LARGEST_HEADERS)
                    .setCompressionSupported(true))
            .requestHandler(router);
    try {
      await(server.listen(port, host));
    } catch (ExecutionException | TimeoutException e) {
      vertx.close();
      feeding.close();
      Throwable cause = e.getCause() == null ? e : e.getCause();
      throw new StartException(
          "control server cannot listen at `"
              + host
              + ":"
              + port
              + "`: "
              + cause.getMessage()
              + " (expected: a free port of this machine); name another one with --port",
          e);
    }
    String url = publicUrl == null ? "http://" + host + ":" + server.actualPort() : publicUrl;
    ControlServer control = new ControlServer(vertx, server, unreachable.reachedAt(url), feeding);
    control.mount(router);
    return control;
  }

  private void mount(Router router) {
    router.route().handler(ControlServer::checkQuery);
    router.route().handler(BodyHandler.create(false).setBodyLimit(LARGEST_BODY));
    router.route().handler(new FirstUseGate(parts));
    router.post("/oauth2/*").handler(new OAuthSite(parts)::awaitFirstUse);
    router.get("/health/live").handler(context -> context.response().end("live\n"));
    router.get("/health/ready").handler(this::ready);
    router.get("/metrics").handler(this::metrics);
    var problems = new ProblemSite();
    router.route("/problems").handler(context -> problems.handle(context.request()));
    router.route("/problems/*").handler(context -> problems.handle(context.request()));
    feeding.site(parts).mount(router);
    new AdminRoutes(parts).mount(router);
    new LinkSite(parts).mount(router);
    new WhySite(parts).mount(router);
    new ConsoleSite().mount(router);
    new CatalogueRoute(parts).mount(router);
    new VtexRoutes(parts).mount(router);
    router.errorHandler(
        404,
        context ->
            ProblemJson.problem(
                context.response(), 404, "there is nothing at this address; see /openapi.json"));
    router.errorHandler(
        413,
        context ->
            ProblemJson.problem(
                context.response(), 413, "the body is too long (expected: at most 16 MiB)"));
    router.errorHandler(
        500,
        context ->
            ProblemJson.problem(
                context.response(), 500, "the request failed here; nothing of it was done"));
  }

  /// Refuses a query that cannot be decoded before a route meets it, which would log it whole, with
  /// whatever secret it holds.
  private static void checkQuery(RoutingContext context) {
    try {
      context.request().params();
    } catch (IllegalArgumentException e) {
      ProblemJson.problem(
          context.response(), 400, "query: not decodable (expected: %, then two hex digits)");
      return;
    }
    context.next();
  }

  private void ready(RoutingContext context) {
    boolean ready = !isLeaving && parts.directory().isReady();
    context
        .response()
        .setStatusCode(ready ? 200 : 503)
        .end(
            ready
                ? "ready\n"
                : isLeaving
                    ? "not ready: it stops\n"
                    : "not ready: the record is still being loaded\n");
  }

  private void metrics(RoutingContext context) {
    StringBuilder text = new StringBuilder();
    var counts = parts.refusals().counts();
    text.append("# HELP counterfoil_revision Number of the newest revision that is applied.\n")
        .append("# TYPE counterfoil_revision gauge\ncounterfoil_revision ")
        .append(parts.directory().revision().number())
        .append("\n# HELP counterfoil_refusals_total Refusals by what became of their record.\n")
        .append("# TYPE counterfoil_refusals_total counter\n")
        .append("counterfoil_refusals_total{record=\"kept\"} ")
        .append(counts.recorded())
        .append("\ncounterfoil_refusals_total{record=\"dropped\"} ")
        .append(counts.dropped())
        .append("\n# HELP counterfoil_sign_in_failures_total Sign-ins that failed.\n")
        .append("# TYPE counterfoil_sign_in_failures_total counter\n")
        .append("counterfoil_sign_in_failures_total ")
        .append(parts.failures().total())
        .append("\n# HELP counterfoil_refusals_dropped_total Refusals without a record, by why.\n")
        .append("# TYPE counterfoil_refusals_dropped_total counter\n");
    for (Drop why : Drop.values()) {
      text.append("counterfoil_refusals_dropped_total{why=\"")
          .append(why.code())
          .append("\"} ")
          .append(parts.refusals().dropped(why))
          .append('\n');
    }
    text.append("# HELP counterfoil_refusal_followers Who follows refusals now.\n")
        .append("# TYPE counterfoil_refusal_followers gauge\ncounterfoil_refusal_followers ")
        .append(parts.refusals().tail().following())
        .append("\n# HELP counterfoil_refusals_left_out_total Records that a follower was too slow")
        .append(" for.\n# TYPE counterfoil_refusals_left_out_total counter\n")
        .append("counterfoil_refusals_left_out_total ")
        .append(parts.refusals().tail().leftOut())
        .append('\n');
    parts.leaks().writePrometheus(text);
    parts.usage().writePrometheus(text);
    parts.tokenCounts().writePrometheus(text);
    feeding.hub().writePrometheus(text);
    parts.nodes().writePrometheus(text, parts.directory().revision().number());
    Courier told = courier;
    if (told != null) {
      told.writePrometheus(text);
    }
    ForeignTokens counted = firstUses;
    if (counted != null) {
      counted.writePrometheus(text);
    }
    EdgeServer measured = edge;
    try {
      if (measured != null) {
        measured.writePrometheus(text);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    context
        .response()
        .putHeader("Content-Type", "text/plain; version=0.0.4; charset=utf-8")
        .end(text.toString());
  }

  /// Shows what the edge, the courier and the first uses of imported keys count, too.
  void measure(EdgeServer measured, Courier told, ForeignTokens counted) {
    edge = measured;
    courier = told;
    firstUses = counted;
  }

  /// What the surfaces work with, now that it is known where they are reached.
  Parts parts() {
    return parts;
  }

  /// Says that it is not ready from now on.
  void takeLeave() {
    isLeaving = true;
  }

  @Override
  public void close() {
    try {
      await(server.close());
      await(vertx.close());
    } catch (ExecutionException | TimeoutException e) {
      throw new StartException("control server did not stop in order: " + e.getMessage(), e);
    }
  }

  private static <T> T await(Future<T> future) throws ExecutionException, TimeoutException {
    return Awaited.of(
        future,
        e -> new StartException("interrupted while the control server started or stopped", e));
  }
}
