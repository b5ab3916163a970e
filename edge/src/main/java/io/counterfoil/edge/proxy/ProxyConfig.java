package io.counterfoil.edge.proxy;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Makes the whole configuration of a proxy: safe as it stands, commented, and closed where
/// Counterfoil does not answer.
public final class ProxyConfig {
  /// What only Counterfoil says to the API, and what it says to proxies.
  private static final List<String> OURS =
      List.of(
          "X-Counterfoil-Account",
          "X-Counterfoil-Key",
          "X-Counterfoil-Key-Label",
          "X-Counterfoil-Roles",
          "X-Counterfoil-Revision",
          "X-Counterfoil-Request-Id",
          "X-Counterfoil-Refusal-Id",
          "X-Counterfoil-Decision-Id",
          "X-Counterfoil-Reason",
          "X-Counterfoil-Status");

  /// What makes some frameworks take another path or method than the request line's.
  private static final List<String> OVERRIDES =
      List.of(
          "X-Original-URL",
          "X-Original-URI",
          "X-Original-Method",
          "X-Rewrite-URL",
          "X-Forwarded-Uri",
          "X-Forwarded-Method",
          "X-Forwarded-Prefix",
          "X-HTTP-Method",
          "X-HTTP-Method-Override",
          "X-Method-Override");

  private static final Pattern BLANK = Pattern.compile("\\{\\{([a-z-]+)}}");

  private final ProxyKind kind;
  private final Map<String, String> values = new LinkedHashMap<>();

  private ProxyConfig(ProxyKind kind, ProxyPlan plan) {
    this.kind = kind;
    String account = plan.account() == null ? "" : plan.account();
    place("address", "port", plan.listen());
    place("upstream-host", "upstream-port", plan.upstream());
    Integer told = plan.adapterPort();
    int adapterPort = told == null ? kind.adapterPort() : told;
    String edgeHost = plan.edge().substring(0, plan.edge().lastIndexOf(':'));
    String adapter = adapterPort == 0 ? plan.edge() : edgeHost + ":" + adapterPort;
    place("service-host", "service-port", adapter);
    values.put("listen", plan.listen());
    values.put("host", plan.host());
    values.put("upstream", plan.upstream());
    values.put("edge", plan.edge());
    values.put("adapter", adapter);
    values.put("adapter-port", Integer.toString(adapterPort));
    values.put("account", account);
    accountLines(account);
    headerLines();
    if (kind == ProxyKind.ENVOY || kind == ProxyKind.ENVOY_HTTP) {
      envoy(account);
    }
  }

  /// The text of each file, by its name.
  public static Map<String, String> of(ProxyKind kind, ProxyPlan plan) {
    var config = new ProxyConfig(kind, plan);
    Map<String, String> files = new LinkedHashMap<>();
    for (String file : kind.files()) {
      files.put(file, config.filled(template(file)));
    }
    return files;
  }

  private void place(String host, String port, String place) {
    int colon = place.lastIndexOf(':');
    values.put(host, place.substring(0, colon));
    values.put(port, place.substring(colon + 1));
  }

  /// What is left out where no account is named.
  private void accountLines(String account) {
    boolean isNamed = !account.isEmpty();
    values.put("account-argument", isNamed ? " account=str(" + account + ")" : "");
    values.put(
        "account-line",
        switch (kind) {
          case CADDY -> isNamed ? "\n\t\t\theader_up X-Counterfoil-Account " + account : "";
          case APACHE -> isNamed ? part("apache-account.conf") : "\n";
          case NGINX, TRAEFIK, HAPROXY, ENVOY, ENVOY_HTTP, INGRESS_NGINX, ISTIO -> "";
        });
    // Traefik asks with the headers that the client's request has by then.
    values.put(
        "account-lines",
        aliases(OURS)
            .map(name ->
                "          %s: \"%s\""
                    .formatted(name, name.equals("X-Counterfoil-Account") ? account : ""))
            .collect(Collectors.joining("\n")));
  }

  private static Stream<String> aliases(List<String> names) {
    return names.stream().flatMap(name -> Stream.of(name, name.replace('-', '_')));
  }

  private void headerLines() {
    values.put(
        "unset-early",
        aliases(OURS)
            .map(name -> "  RequestHeader unset " + name + " early")
            .collect(Collectors.joining("\n")));
    values.put(
        "unset-overrides",
        OVERRIDES.stream()
            .map(name -> "  RequestHeader unset " + name + " early")
            .collect(Collectors.joining("\n")));
    values.put(
        "empty-overrides",
        OVERRIDES.stream()
            .map(name -> "      proxy_set_header " + name + " \"\";")
            .collect(Collectors.joining("\n")));
    values.put(
        "remove-ours",
        OURS.stream()
            .map(name -> "                          - remove: " + name.toLowerCase(Locale.ROOT))
            .collect(Collectors.joining("\n")));
    values.put(
        "remove-overrides",
        OVERRIDES.stream()
            .map(name ->
                kind == ProxyKind.TRAEFIK
                    ? "          " + name + ": \"\""
                    : "                          - remove: " + name.toLowerCase(Locale.ROOT))
            .collect(Collectors.joining("\n")));
  }

  private void envoy(String account) {
    boolean isHttp = kind == ProxyKind.ENVOY_HTTP;
    boolean isNamed = !account.isEmpty();
    values.put(
        "protocol",
        isHttp
            ? "HTTP"
            : "gRPC.\n# The server runs with --grpc-port " + values.get("adapter-port"));
    values.put("http-account", isNamed ? part("envoy-http-account.yaml") : "");
    values.put("service", part(isHttp ? "envoy-http-service.yaml" : "envoy-grpc-service.yaml"));
    values.put("grpc-account", isNamed && !isHttp ? part("envoy-grpc-account.yaml") : "");
    values.put("cluster-protocol", isHttp ? "" : part("envoy-grpc-cluster.yaml"));
  }

  private String part(String file) {
    return filled(template("part/" + file));
  }

  private String filled(String template) {
    Matcher blanks = BLANK.matcher(template);
    var text = new StringBuilder();
    while (blanks.find()) {
      String value = values.get(blanks.group(1));
      if (value == null) {
        throw new IllegalStateException("nothing to fill in for `" + blanks.group() + "`");
      }
      blanks.appendReplacement(text, Matcher.quoteReplacement(value));
    }
    return blanks.appendTail(text).toString();
  }

  private static String template(String file) {
    try (InputStream in = ProxyConfig.class.getResourceAsStream(file)) {
      if (in == null) {
        throw new IllegalStateException("no template `" + file + "`");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
