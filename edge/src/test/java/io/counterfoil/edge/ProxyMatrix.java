package io.counterfoil.edge;

import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What each real proxy made of each request, to be printed; and where one may differ, since it
/// hands on other bytes than it got.
final class ProxyMatrix {
  /// What no API may ever see from a client.
  static final List<String> FORBIDDEN =
      List.of(
          "X-VTEX-API-AppToken",
          "X_VTEX_API_AppToken",
          "X_Counterfoil_Key",
          "x_counterfoil_roles",
          "X-Counterfoil-Status",
          "X-Original-URI",
          "X-Original-URL",
          "X-Original-Method",
          "X-Rewrite-URL",
          "X-Forwarded-Uri",
          "X-Forwarded-Method",
          "X-Forwarded-Prefix",
          "X-HTTP-Method-Override");

  private final Map<String, Map<ProxyPeer, String>> rows = new LinkedHashMap<>();

  void note(ProxyPeer peer, ProxyCase one, int status, @Nullable String code) {
    rows.computeIfAbsent(one.name(), _ -> new EnumMap<>(ProxyPeer.class))
        .put(peer, code == null ? Integer.toString(status) : code);
  }

  /// The code that is expected; null where the request is allowed.
  static @Nullable String expected(ProxyPeer peer, ProxyCase one) {
    return switch (one.name()) {
      case "underscores in the names" ->
          dropsUnderscores(peer) ? "credentials_missing" : one.code();
      case "dots in the names" -> dropsDots(peer) ? "credentials_missing" : one.code();
      default -> one.code();
    };
  }

  private static boolean dropsUnderscores(ProxyPeer peer) {
    return switch (peer) {
      case NGINX, APACHE, ENVOY, ENVOY_HTTP, CADDY_LATEST -> true;
      case CADDY, HAPROXY, TRAEFIK -> false;
    };
  }

  private static boolean dropsDots(ProxyPeer peer) {
    return switch (peer) {
      case NGINX, APACHE, CADDY_LATEST -> true;
      case CADDY, HAPROXY, TRAEFIK, ENVOY, ENVOY_HTTP -> false;
    };
  }

  /// Whether the proxy refused by itself what it may. nginx hands a control character on to the
  /// edge, whose HTTP reader refuses it as no HTTP at all, which nginx takes for an outage.
  static boolean isStopped(ProxyPeer peer, ProxyCase one, int status) {
    boolean isRefusal = status >= 400 && status < 500 || status == 501;
    boolean isUnreadable =
        peer == ProxyPeer.NGINX && one.name().equals("a control character") && status == 503;
    return one.mayStop() && (isRefusal || isUnreadable);
  }

  /// Whether the proxy repaired the target before it asked, and passed on what it asked about.
  static boolean isRepaired(ProxyPeer peer, ProxyCase one, String seen) {
    boolean isAbsolute = one.target().startsWith("http:");
    return "path_ambiguous".equals(one.code())
        && (isAbsolute || peer == ProxyPeer.TRAEFIK)
        && seen.equals("/orders/1");
  }

  /// A request a line, a proxy a column; `=` where it is as the first.
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder("%-44s".formatted(""));
    for (ProxyPeer peer : ProxyPeer.values()) {
      text.append("%-28s".formatted(peer));
    }
    rows.forEach((name, cells) -> {
      text.append("\n%-44s".formatted(name));
      for (ProxyPeer peer : ProxyPeer.values()) {
        text.append("%-28s".formatted(cells.getOrDefault(peer, "-")));
      }
    });
    return text.toString();
  }
}
