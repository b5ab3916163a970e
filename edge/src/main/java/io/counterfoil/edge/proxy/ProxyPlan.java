package io.counterfoil.edge.proxy;

import io.counterfoil.core.account.AccountName;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What a proxy's configuration is made for. Every value is checked, since it becomes a part of a
/// program's text.
///
/// @param account the account that the proxy serves; null where the host or the key decides
/// @param listen where the proxy listens, `ADDRESS:PORT`
/// @param host the name that it serves
/// @param upstream where the API is, `HOST:PORT`
/// @param edge where the edge is, `HOST:PORT`
/// @param adapterPort the port of the adapter on the edge's host; null for the usual one
public record ProxyPlan(
    @Nullable String account,
    String listen,
    String host,
    String upstream,
    String edge,
    @Nullable Integer adapterPort) {
  private static final Pattern PLACE =
      Pattern.compile("([A-Za-z0-9](?:[A-Za-z0-9.-]*[A-Za-z0-9])?|\\[[0-9a-fA-F:]+]):([0-9]{1,5})");
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9](?:[A-Za-z0-9.-]*[A-Za-z0-9])?");

  /// @throws IllegalArgumentException that lists every mistake
  public ProxyPlan {
    List<String> mistakes = new ArrayList<>();
    if (account != null && !AccountName.isValid(account)) {
      mistakes.add("account: `" + account + "` (expected: the name of an account)");
    }
    check("listen", listen, mistakes);
    check("upstream", upstream, mistakes);
    check("edge", edge, mistakes);
    if (!NAME.matcher(host).matches()) {
      mistakes.add("host: `" + host + "` (expected: a host name)");
    }
    if (adapterPort != null && (adapterPort < 1 || adapterPort > 65_535)) {
      mistakes.add("adapter-port: " + adapterPort + " (expected: 1 to 65535)");
    }
    if (!mistakes.isEmpty()) {
      throw new IllegalArgumentException(String.join("\n", mistakes));
    }
  }

  /// For the API there, and everything else as it is unless told otherwise.
  public static ProxyPlan of(String upstream) {
    return new ProxyPlan(
        null,
        "127.0.0.1:8000",
        "api.example.com",
        place("upstream", upstream),
        "127.0.0.1:8180",
        null);
  }

  /// `HOST:PORT` from it or from `http://HOST:PORT`.
  ///
  /// @throws IllegalArgumentException if it is a URL of another kind
  public static String place(String name, String text) {
    String rest = text.startsWith("http://") ? text.substring("http://".length()) : text;
    String plain = rest.endsWith("/") ? rest.substring(0, rest.length() - 1) : rest;
    if (plain.contains("/")) {
      throw new IllegalArgumentException(
          "%s: `%s` (expected: http://HOST:PORT without a path; for TLS, change what is printed)"
              .formatted(name, text));
    }
    return plain.matches("[^:]+") ? plain + ":80" : plain;
  }

  private static void check(String name, String place, List<String> mistakes) {
    var matcher = PLACE.matcher(place);
    if (!matcher.matches() || Integer.parseInt(matcher.group(2)) > 65_535) {
      mistakes.add(name + ": `" + place + "` (expected: HOST:PORT)");
    }
  }

  /// The same for one account.
  public ProxyPlan withAccount(@Nullable String name) {
    return new ProxyPlan(name, listen, host, upstream, edge, adapterPort);
  }

  /// The same for a proxy that listens there.
  public ProxyPlan withListen(String place) {
    return new ProxyPlan(account, place, host, upstream, edge, adapterPort);
  }

  /// The same for a proxy that serves that name.
  public ProxyPlan withHost(String name) {
    return new ProxyPlan(account, listen, name, upstream, edge, adapterPort);
  }

  /// The same for an edge there.
  public ProxyPlan withEdge(String place) {
    return new ProxyPlan(account, listen, host, upstream, place("edge", place), adapterPort);
  }

  /// The same for an adapter at that port of the edge's host; null for the usual one.
  public ProxyPlan withAdapterPort(@Nullable Integer port) {
    return new ProxyPlan(account, listen, host, upstream, edge, port);
  }
}
