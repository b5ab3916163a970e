package io.counterfoil.edge;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.http.Http2Settings;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.net.SocketAddress;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// A running edge: one HTTP server on as many event loops as it was told, each with a verifier of
/// its own.
public final class EdgeServer implements AutoCloseable {
  /// Servers that ask for a free port by the same number share it; another edge must not join them.
  private static final AtomicInteger FREE_PORTS = new AtomicInteger();

  private final EdgeConfig config;
  private final EdgeParts parts;
  private final @Nullable Guarding guarding;
  private final DecisionCounters counters = new DecisionCounters();
  private final EdgeRoutes.Shared shared;
  private final List<Listener> listeners = new ArrayList<>();
  private final AtomicBoolean isClosed = new AtomicBoolean();
  private String transport = "none";
  private int port;
  private int grpcPort;
  private int spoePort;
  private int fastCgiPort;
  private @Nullable TlsReload tls;

  /// What looks after connections.
  private record Guarding(Admission admission, Watches watches) {}

  private EdgeServer(EdgeConfig config, EdgeParts parts, @Nullable Guarding guarding) {
    this.config = config;
    this.parts = parts;
    this.guarding = guarding;
    shared = new EdgeRoutes.Shared(new Denials(parts.clock()), counters, new AtomicBoolean());
  }

  /// Starts on event loops of its own.
  ///
  /// @throws EdgeException if it cannot listen there, or not over the transport that was asked for
  public static EdgeServer start(EdgeConfig config, EdgeParts parts) {
    var guarding = new Guarding(new Admission(config.limits()), new Watches(config.limits()));
    EdgeServer edge = new EdgeServer(config, parts, guarding);
    try {
      EdgeTransport best = EdgeTransport.of(config.transport());
      edge.transport = best.description();
      EdgeSocket socket = config.socket();
      if (socket == null || !socket.isOnly()) {
        edge.listenOverTcp(edge.own(best, guarding, true), true);
      }
      if (socket != null) {
        edge.listenAt(socket, best, guarding);
      }
      edge.listenToProxies(best, guarding);
      return edge;
    } catch (RuntimeException e) {
      edge.stop();
      throw e;
    }
  }

  /// Starts on the caller's event loops, which stay open when it closes. Connections are not
  /// counted there, a request may take its time to arrive, and HTTP/2 is spoken over TLS alone:
  /// these limits belong to a transport of the edge's own. There is no Unix domain socket either.
  ///
  /// @throws EdgeException if it cannot listen there
  public static EdgeServer start(Vertx vertx, EdgeConfig config, EdgeParts parts) {
    EdgeServer edge = new EdgeServer(config, parts, null);
    edge.transport = vertx.isNativeTransportEnabled() ? "native, shared" : "NIO, shared";
    try {
      edge.listenOverTcp(vertx, false);
      return edge;
    } catch (RuntimeException e) {
      edge.stop();
      throw e;
    }
  }

  private Vertx own(EdgeTransport way, Guarding guarding, boolean speaksHttp) {
    return Vertx.builder()
        .with(new VertxOptions().setEventLoopPoolSize(config.eventLoops()))
        .withTransport(way.guarded(guarding.admission(), guarding.watches(), speaksHttp))
        .build();
  }

  private void listenOverTcp(Vertx vertx, boolean isOwn) {
    SocketAddress address =
        config.port() == 0
            ? SocketAddress.sharedRandomPort(FREE_PORTS.incrementAndGet(), config.host())
            : SocketAddress.inetSocketAddress(config.port(), config.host());
    HttpServerOptions options = options();
    Listener listener = listener(vertx, isOwn, options, address);
    EdgeTls files = config.tls();
    if (files != null) {
      long patience = config.limits().headerTime().toMillis();
      var reload =
          new TlsReload(
              files,
              vertx,
              found ->
                  Future.all(
                      listeners.stream()
                          .map(each -> each.resecure(found.options(patience)))
                          .toList()));
      HttpDoor.secure(options, reload.options(patience));
      reload.begin();
      tls = reload;
    }
    listener.listen(config.eventLoops());
    port = listener.port();
  }

  private void listenAt(EdgeSocket socket, EdgeTransport best, Guarding guarding) {
    EdgeTransport way = best.forSockets();
    if (!way.equals(best)) {
      transport += "; at the socket " + way.description();
    }
    socket.prepare();
    Listener listener =
        listener(
            own(way, guarding, true),
            true,
            options(),
            SocketAddress.domainSocketAddress(socket.path().toString()));
    listener.listen(config.eventLoops());
    socket.protect();
  }

  private Listener listener(
      Vertx vertx, boolean isOwn, HttpServerOptions options, SocketAddress address) {
    return added(
        new Listener(
            vertx,
            isOwn,
            address,
            () -> new HttpDoor(vertx, options, new EdgeRoutes(vertx, config, parts, shared))));
  }

  private Listener added(Listener listener) {
    listeners.add(listener);
    return listener;
  }

  /// The adapters that speak protocols of their own, as far as they are switched on.
  private void listenToProxies(EdgeTransport best, Guarding guarding) {
    AdapterPorts ports = config.adapters();
    ProblemJson problems = problems();
    grpcPort = listenAt(ports.grpc(), own -> grpc(own, problems), () -> own(best, guarding, true));
    spoePort =
        listenAt(
            ports.spoe(),
            own -> {
              Authorizer authorizer = new Authorizer(parts, counters);
              return new SocketDoor(own, socket -> new SpoeCaller(socket, authorizer, problems));
            },
            () -> own(best, guarding, false));
    fastCgiPort =
        listenAt(
            ports.fastCgi(),
            own -> {
              Authorizer authorizer = new Authorizer(parts, counters);
              return new SocketDoor(own, socket -> new FastCgiCaller(socket, authorizer, problems));
            },
            () -> own(best, guarding, false));
  }

  private Door grpc(Vertx own, ProblemJson problems) {
    HttpServerOptions options = options();
    TlsReload secured = tls;
    if (secured != null) {
      HttpDoor.secure(options, secured.options(config.limits().headerTime().toMillis()));
    }
    var service =
        new CheckService(
            new Authorizer(parts, counters),
            problems,
            () -> !shared.draining().get() && parts.snapshot().get().isReady());
    return new HttpDoor(own, options, service.routes(own));
  }

  /// @return the port; 0 where it is off
  private int listenAt(int wanted, Function<Vertx, Door> door, Supplier<Vertx> loops) {
    if (wanted == AdapterPorts.OFF) {
      return 0;
    }
    SocketAddress address =
        wanted == 0
            ? SocketAddress.sharedRandomPort(FREE_PORTS.incrementAndGet(), config.host())
            : SocketAddress.inetSocketAddress(wanted, config.host());
    Vertx own = loops.get();
    Listener listener = added(new Listener(own, true, address, () -> door.apply(own)));
    listener.listen(config.eventLoops());
    return listener.port();
  }

  private ProblemJson problems() {
    String base = config.problems();
    if (base != null) {
      return new ProblemJson(base);
    }
    String here = port == 0 ? "http://localhost" : url();
    return ProblemJson.ofCodesAlone(here + ProblemPages.ROOT + "/");
  }

  private HttpServerOptions options() {
    HttpServerOptions options =
        new HttpServerOptions()
            .setMaxHeaderSize(EdgeLimits.HEADER_BYTES)
            .setMaxInitialLineLength(EdgeLimits.REQUEST_LINE_BYTES)
            .setInitialSettings(
                new Http2Settings()
                    .setMaxConcurrentStreams(EdgeLimits.STREAMS)
                    .setMaxHeaderListSize(EdgeLimits.HEADER_BYTES))
            .setHttp2RstFloodMaxRstFramePerWindow(EdgeLimits.RESETS)
            .setHttp2RstFloodWindowDuration(EdgeLimits.RESET_SECONDS)
            .setHttp2ClearTextEnabled(guarding != null)
            .setPerFrameWebSocketCompressionSupported(false)
            .setPerMessageWebSocketCompressionSupported(false)
            .setTcpNoDelay(true)
            .setReuseAddress(true);
    if (guarding == null) {
      options
          .setIdleTimeoutUnit(TimeUnit.MILLISECONDS)
          .setIdleTimeout((int) config.limits().idleTime().toMillis());
    }
    return options;
  }

  /// The port that it listens at; 0 if it listens at a Unix domain socket alone.
  public int port() {
    return port;
  }

  /// The port of Envoy's external authorization over gRPC; 0 where it is off.
  public int grpcPort() {
    return grpcPort;
  }

  /// The port of HAProxy's stream processing offload; 0 where it is off.
  public int spoePort() {
    return spoePort;
  }

  /// The port of the FastCGI authorizer; 0 where it is off.
  public int fastCgiPort() {
    return fastCgiPort;
  }

  /// Where proxies reach it: its URL, or its Unix domain socket if it has nothing else.
  public String url() {
    EdgeSocket socket = config.socket();
    if (socket != null && socket.isOnly()) {
      return socket.toString();
    }
    String host = config.host();
    return "%s://%s:%d"
        .formatted(
            config.tls() == null ? "http" : "https",
            host.indexOf(':') >= 0 ? "[" + host + "]" : host,
            port);
  }

  /// All addresses that proxies reach it at.
  public String address() {
    EdgeSocket socket = config.socket();
    var all = new StringBuilder(url());
    if (socket != null && !socket.isOnly()) {
      all.append(" and ").append(socket);
    }
    tell(all, "gRPC", grpcPort);
    tell(all, "SPOE", spoePort);
    tell(all, "FastCGI", fastCgiPort);
    return all.toString();
  }

  private static void tell(StringBuilder all, String protocol, int at) {
    if (at != 0) {
      all.append(", ").append(protocol).append(" at ").append(at);
    }
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

  /// Writes what it counts, for Prometheus.
  public void writePrometheus(Appendable out) throws IOException {
    counters.writePrometheus(out);
    out.append("# HELP counterfoil_edge_connections Connections that are open now.\n")
        .append("# TYPE counterfoil_edge_connections gauge\ncounterfoil_edge_connections ")
        .append(Integer.toString(connections()))
        .append("\n# HELP counterfoil_edge_connections_turned_away_total Connections there was no")
        .append(" room for.\n# TYPE counterfoil_edge_connections_turned_away_total counter\n")
        .append("counterfoil_edge_connections_turned_away_total ")
        .append(Long.toString(turnedAway()))
        .append('\n');
    TlsReload secured = tls;
    if (secured != null) {
      out.append("# HELP counterfoil_edge_certificate_expiry_seconds When the certificate in use")
          .append(" expires, in seconds since 1970.\n")
          .append("# TYPE counterfoil_edge_certificate_expiry_seconds gauge\n")
          .append("counterfoil_edge_certificate_expiry_seconds ")
          .append(Long.toString(secured.validUntil().getEpochSecond()))
          .append('\n');
    }
  }

  /// Takes no more connections, says so at `/health/ready`, lets the requests under way finish,
  /// then stops.
  @Override
  public void close() {
    if (!isClosed.compareAndSet(false, true)) {
      return;
    }
    shared.draining().set(true);
    try {
      if (guarding != null) {
        Listener.await(Future.fromCompletionStage(guarding.watches().drain(config.drain())));
      }
    } catch (ExecutionException | TimeoutException e) {
      throw new EdgeException("edge: did not stop in order: " + e.getMessage(), e);
    } finally {
      stop();
    }
  }

  private void stop() {
    TlsReload secured = tls;
    if (secured != null) {
      secured.end();
    }
    listeners.forEach(Listener::close);
    EdgeSocket socket = config.socket();
    if (socket != null && isClosed.get()) {
      socket.remove();
    }
  }
}
