package io.counterfoil.edge.proxy;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/// A proxy that a configuration can be made for.
public enum ProxyKind {
  /// nginx, by `auth_request`.
  NGINX("nginx", 0, "nginx.conf"),
  /// Caddy, by `forward_auth`.
  CADDY("caddy", 0, "Caddyfile"),
  /// Traefik, by `forwardAuth`.
  TRAEFIK("traefik", 0, "traefik.yml", "counterfoil.yml"),
  /// HAProxy, by its stream processing offload.
  HAPROXY("haproxy", 8182, "haproxy.cfg", "counterfoil-spoe.conf"),
  /// Apache httpd, by a FastCGI authorizer.
  APACHE("apache", 8183, "httpd.conf"),
  /// Envoy, by external authorization over gRPC.
  ENVOY("envoy", 8181, "envoy.yaml"),
  /// Envoy, by external authorization over HTTP.
  ENVOY_HTTP("envoy-http", 0, "envoy.yaml"),
  /// Kubernetes' ingress-nginx.
  INGRESS_NGINX("ingress-nginx", 0, "ingress-nginx.yaml"),
  /// Istio, by external authorization over gRPC.
  ISTIO("istio", 8181, "istio.yaml");

  private final String title;
  private final int adapterPort;

  @SuppressWarnings("ImmutableEnumChecker") // a list that cannot be changed
  private final List<String> files;

  ProxyKind(String title, int adapterPort, String... files) {
    this.title = title;
    this.adapterPort = adapterPort;
    this.files = List.of(files);
  }

  /// The proxy of that name.
  ///
  /// @throws IllegalArgumentException if there is none; the message names all
  public static ProxyKind of(String title) {
    return Arrays.stream(values())
        .filter(kind -> kind.title.equals(title))
        .findFirst()
        .orElseThrow(() ->
            new IllegalArgumentException(
                "proxy: `%s` (expected: %s)"
                    .formatted(
                        title,
                        Arrays.stream(values())
                            .map(ProxyKind::title)
                            .collect(Collectors.joining(", ")))));
  }

  /// How the command line names it.
  public String title() {
    return title;
  }

  /// The usual port of the adapter that it asks; 0 for the edge's own port.
  public int adapterPort() {
    return adapterPort;
  }

  /// The names of the files that its configuration consists of.
  public List<String> files() {
    return files;
  }
}
