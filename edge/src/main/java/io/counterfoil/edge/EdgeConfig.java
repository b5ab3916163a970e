package io.counterfoil.edge;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// How the edge listens.
///
/// @param host the address to listen at
/// @param port 0 for any free one
/// @param eventLoops how many threads answer
/// @param limits how much its clients may take
/// @param drain how long a request under way may take when the edge stops
/// @param problems what the address of a problem's page begins with, such as
///   `http://127.0.0.1:8080/problems/`; null for the pages that the edge itself serves
/// @param transport the way to the network, where the edge has event loops of its own
/// @param tls how TCP is secured; null for not at all
/// @param socket a Unix domain socket beside TCP, or instead; null for none
/// @param adapters where proxies are answered in protocols of their own
public record EdgeConfig(
    String host,
    int port,
    int eventLoops,
    EdgeLimits limits,
    Duration drain,
    @Nullable String problems,
    EdgeTransport.Choice transport,
    @Nullable EdgeTls tls,
    @Nullable EdgeSocket socket,
    AdapterPorts adapters) {

  /// Where the edge listens unless told otherwise.
  public static final String LOOPBACK = "127.0.0.1";

  /// @throws IllegalArgumentException if a value is out of range; the message says which
  public EdgeConfig {
    if (port < 0 || port > 65_535) {
      throw new IllegalArgumentException("edge port: " + port + " (expected: 0 to 65535)");
    }
    if (eventLoops < 1) {
      throw new IllegalArgumentException(
          "edge event loops: " + eventLoops + " (expected: at least 1)");
    }
    if (drain.isNegative()) {
      throw new IllegalArgumentException(
          "edge drain: `%s` (expected: no less than nothing)".formatted(drain));
    }
  }

  /// Loopback, one event loop a processor, the usual limits, 5 seconds to drain.
  public static EdgeConfig loopback(int port) {
    return new EdgeConfig(
        LOOPBACK,
        port,
        Runtime.getRuntime().availableProcessors(),
        EdgeLimits.DEFAULT,
        Duration.ofSeconds(5),
        null,
        EdgeTransport.Choice.AUTO,
        null,
        null,
        AdapterPorts.NONE);
  }

  /// The same at another address.
  public EdgeConfig withHost(String newHost) {
    return new EdgeConfig(
        newHost, port, eventLoops, limits, drain, problems, transport, tls, socket, adapters);
  }

  /// The same at another port.
  public EdgeConfig withPort(int newPort) {
    return new EdgeConfig(
        host, newPort, eventLoops, limits, drain, problems, transport, tls, socket, adapters);
  }

  /// The same with other limits.
  public EdgeConfig withLimits(EdgeLimits newLimits) {
    return new EdgeConfig(
        host, port, eventLoops, newLimits, drain, problems, transport, tls, socket, adapters);
  }

  /// The same with other problem pages.
  public EdgeConfig withProblems(String newProblems) {
    return new EdgeConfig(
        host, port, eventLoops, limits, drain, newProblems, transport, tls, socket, adapters);
  }

  /// The same over another way to the network.
  public EdgeConfig withTransport(EdgeTransport.Choice choice) {
    return new EdgeConfig(
        host, port, eventLoops, limits, drain, problems, choice, tls, socket, adapters);
  }

  /// The same on another number of event loops.
  public EdgeConfig withEventLoops(int count) {
    return new EdgeConfig(
        host, port, count, limits, drain, problems, transport, tls, socket, adapters);
  }

  /// The same with another time to drain.
  public EdgeConfig withDrain(Duration newDrain) {
    return new EdgeConfig(
        host, port, eventLoops, limits, newDrain, problems, transport, tls, socket, adapters);
  }

  /// The same over TLS.
  public EdgeConfig withTls(EdgeTls newTls) {
    return new EdgeConfig(
        host, port, eventLoops, limits, drain, problems, transport, newTls, socket, adapters);
  }

  /// The same, and at a Unix domain socket.
  public EdgeConfig withSocket(EdgeSocket newSocket) {
    return new EdgeConfig(
        host, port, eventLoops, limits, drain, problems, transport, tls, newSocket, adapters);
  }

  /// The same, answering proxies in protocols of their own.
  public EdgeConfig withAdapters(AdapterPorts ports) {
    return new EdgeConfig(
        host, port, eventLoops, limits, drain, problems, transport, tls, socket, ports);
  }
}
