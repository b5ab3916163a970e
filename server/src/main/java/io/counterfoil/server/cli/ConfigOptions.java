package io.counterfoil.server.cli;

import io.counterfoil.edge.proxy.ProxyPlan;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// What a proxy's configuration is made for.
final class ConfigOptions {
  @Option(
      names = "--account",
      description = "The account that the proxy serves; the host or the key decides if unset.")
  private @Nullable String account;

  @Option(
      names = "--upstream",
      paramLabel = "URL",
      defaultValue = "http://127.0.0.1:9000",
      description = "Where the API is (${DEFAULT-VALUE}).")
  private String upstream = "http://127.0.0.1:9000";

  @Option(
      names = "--edge",
      paramLabel = "URL",
      defaultValue = "http://127.0.0.1:8180",
      description = "Where the edge is (${DEFAULT-VALUE}).")
  private String edge = "http://127.0.0.1:8180";

  @Option(
      names = "--adapter-port",
      description =
          "Port of the adapter on the edge's host: 8181 for Envoy and Istio, 8182 for HAProxy,"
              + " 8183 for Apache if unset.")
  private @Nullable Integer adapterPort;

  @Option(
      names = "--listen",
      paramLabel = "ADDRESS:PORT",
      defaultValue = "127.0.0.1:8000",
      description = "Where the proxy listens (${DEFAULT-VALUE}).")
  private String listen = "127.0.0.1:8000";

  @Option(
      names = "--server-name",
      defaultValue = "api.example.com",
      description = "The host name that the proxy serves (${DEFAULT-VALUE}).")
  private String host = "api.example.com";

  /// @throws IllegalArgumentException that lists every mistake
  ProxyPlan plan() {
    return new ProxyPlan(
        account,
        listen,
        host,
        ProxyPlan.place("upstream", upstream),
        ProxyPlan.place("edge", edge),
        adapterPort);
  }
}
