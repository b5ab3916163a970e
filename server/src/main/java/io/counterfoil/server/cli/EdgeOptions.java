package io.counterfoil.server.cli;

import io.counterfoil.edge.AdapterPorts;
import io.counterfoil.edge.EdgeConfig;
import io.counterfoil.edge.EdgeLimits;
import io.counterfoil.edge.EdgeSocket;
import io.counterfoil.edge.EdgeTls;
import io.counterfoil.edge.EdgeTransport;
import io.counterfoil.server.wiring.StartException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// Where the edge listens, how it is secured, and how much its clients may take.
final class EdgeOptions {
  @Option(
      names = "--edge-port",
      defaultValue = "8180",
      description = "Port of the edge, 0 for a free one (${DEFAULT-VALUE}).")
  private int port;

  @Option(
      names = "--edge-transport",
      defaultValue = "auto",
      description =
          "How the edge reaches the network: auto, io_uring, epoll or nio (${DEFAULT-VALUE}).")
  private String transport = "auto";

  @Option(
      names = "--edge-event-loops",
      defaultValue = "0",
      description = "How many threads decide; 0 for one a processor (${DEFAULT-VALUE}).")
  private int eventLoops;

  @Option(
      names = "--edge-socket",
      paramLabel = "unix:PATH",
      description = "Also listen at this Unix domain socket (0660).")
  private @Nullable String socket;

  @Option(
      names = "--edge-socket-only",
      description = "Listen at the Unix domain socket instead of a port.")
  private boolean isSocketOnly;

  @Option(
      names = "--grpc-port",
      paramLabel = "PORT",
      description = "Also answer Envoy's external authorization over gRPC there (8181 is usual).")
  private @Nullable Integer grpcPort;

  @Option(
      names = "--spoe-port",
      paramLabel = "PORT",
      description = "Also answer HAProxy's stream processing offload there (8182 is usual).")
  private @Nullable Integer spoePort;

  @Option(
      names = "--fastcgi-port",
      paramLabel = "PORT",
      description = "Also answer as a FastCGI authorizer there (8183 is usual).")
  private @Nullable Integer fastCgiPort;

  @Option(
      names = "--edge-tls-cert",
      paramLabel = "FILE",
      description = "Certificate chain of the edge (PEM); looked at again every 5 seconds.")
  private @Nullable Path certificate;

  @Option(
      names = "--edge-tls-key",
      paramLabel = "FILE",
      description = "Private key of the certificate (PEM).")
  private @Nullable Path key;

  @Option(
      names = "--edge-tls-client-ca",
      paramLabel = "FILE",
      description = "Who signs the certificates of clients (PEM).")
  private @Nullable Path clientAuthorities;

  @Option(
      names = "--edge-tls-client-auth",
      defaultValue = "required",
      description =
          "Whether clients must show a certificate: required or optional (${DEFAULT-VALUE}).")
  private String clientAuth = "required";

  @Option(
      names = "--edge-connections",
      defaultValue = "16384",
      description = "The most connections at once (${DEFAULT-VALUE}).")
  private int connections = EdgeLimits.DEFAULT.connections();

  @Option(
      names = "--edge-connections-per-address",
      defaultValue = "0",
      description = "The most of them from one address; 0 for any number (${DEFAULT-VALUE}).")
  private int connectionsPerAddress;

  @Option(
      names = "--edge-header-timeout",
      paramLabel = "SECONDS",
      defaultValue = "10",
      description = "How long a request may take to arrive (${DEFAULT-VALUE}).")
  private int headerSeconds = 10;

  @Option(
      names = "--edge-idle-timeout",
      paramLabel = "SECONDS",
      defaultValue = "75",
      description = "After how long a silent connection is closed (${DEFAULT-VALUE}).")
  private int idleSeconds = 75;

  @Option(
      names = "--edge-drain",
      paramLabel = "SECONDS",
      defaultValue = "5",
      description = "How long requests under way may take when it stops (${DEFAULT-VALUE}).")
  private int drainSeconds = 5;

  /// What the options say.
  ///
  /// @throws StartException that lists every mistake
  EdgeConfig config(String host) {
    List<String> mistakes = new ArrayList<>();
    EdgeConfig config = EdgeConfig.loopback(0).withHost(host);
    config = with(config, one -> one.withPort(port), mistakes);
    config = with(config, one -> one.withTransport(EdgeTransport.Choice.of(transport)), mistakes);
    if (eventLoops != 0) {
      config = with(config, one -> one.withEventLoops(eventLoops), mistakes);
    }
    config = with(config, one -> one.withLimits(limits()), mistakes);
    config = with(config, one -> one.withDrain(Duration.ofSeconds(drainSeconds)), mistakes);
    config = with(config, this::withSocket, mistakes);
    config = with(config, this::withTls, mistakes);
    config = with(config, one -> one.withAdapters(adapters()), mistakes);
    if (!mistakes.isEmpty()) {
      throw new StartException(String.join("\n", mistakes));
    }
    return config;
  }

  private static EdgeConfig with(
      EdgeConfig config, UnaryOperator<EdgeConfig> change, List<String> mistakes) {
    try {
      return change.apply(config);
    } catch (IllegalArgumentException e) {
      mistakes.add(String.valueOf(e.getMessage()));
      return config;
    }
  }

  private AdapterPorts adapters() {
    return new AdapterPorts(port(grpcPort), port(spoePort), port(fastCgiPort));
  }

  private static int port(@Nullable Integer told) {
    return told == null ? AdapterPorts.OFF : told;
  }

  private EdgeLimits limits() {
    return new EdgeLimits(
        connections,
        connectionsPerAddress,
        Duration.ofSeconds(headerSeconds),
        Duration.ofSeconds(idleSeconds));
  }

  private EdgeConfig withSocket(EdgeConfig config) {
    String address = socket;
    if (address != null) {
      return config.withSocket(EdgeSocket.of(address, isSocketOnly));
    }
    if (isSocketOnly) {
      throw new IllegalArgumentException(
          "edge-socket-only: which socket? (expected: --edge-socket beside it)");
    }
    return config;
  }

  private EdgeConfig withTls(EdgeConfig config) {
    Path chain = certificate;
    Path secret = key;
    Path authorities = clientAuthorities;
    if (chain == null && secret == null && authorities == null) {
      return config;
    }
    if (chain == null || secret == null) {
      throw new IllegalArgumentException(
          "edge-tls: half of it (expected: --edge-tls-cert and --edge-tls-key, both)");
    }
    EdgeTls tls = EdgeTls.of(chain, secret);
    return config.withTls(authorities == null ? tls : tls.withClients(authorities, demands()));
  }

  private boolean demands() {
    return switch (clientAuth.toLowerCase(Locale.ROOT)) {
      case "required" -> true;
      case "optional" -> false;
      case String other ->
          throw new IllegalArgumentException(
              "edge-tls-client-auth: `" + other + "` (expected: required or optional)");
    };
  }
}
