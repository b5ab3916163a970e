package io.counterfoil.server.gateway;

import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// Where a gateway listens, whom it asks and what it stands before.
///
/// @param port 0 for a free one
/// @param upstream where allowed requests go; scheme, host and port
/// @param edge whom it asks
/// @param account whose API this is; null where the host or the key tells
/// @param tls what it shows its clients; null to speak plain HTTP
/// @param patience how long the edge may take to answer
/// @param idleTime how long a connection may be silent, in either direction
/// @param drain how long requests under way may take when it stops
public record GatewayConfig(
    String host,
    int port,
    URI upstream,
    URI edge,
    @Nullable String account,
    @Nullable GatewayTls tls,
    Duration patience,
    Duration idleTime,
    Duration drain) {

  /// @throws IllegalArgumentException that says which address is wrong
  public GatewayConfig {
    check("upstream", upstream);
    check("edge", edge);
  }

  /// The address that the text is.
  ///
  /// @throws IllegalArgumentException if it is none
  public static URI address(String name, String text) {
    try {
      return new URI(text);
    } catch (URISyntaxException e) {
      throw wrong(name, text);
    }
  }

  private static IllegalArgumentException wrong(String name, String text) {
    return new IllegalArgumentException(
        "%s: `%s` (expected: scheme, host and port, such as http://127.0.0.1:3000)"
            .formatted(name, text));
  }

  private static void check(String name, URI address) {
    String scheme = address.getScheme();
    boolean isHttp = "http".equals(scheme) || "https".equals(scheme);
    String path = address.getRawPath();
    boolean isBare =
        (path == null || path.isEmpty() || path.equals("/"))
            && address.getRawQuery() == null
            && address.getRawFragment() == null
            && address.getRawUserInfo() == null;
    if (!isHttp || address.getHost() == null || !isBare) {
      throw wrong(name, address.toString());
    }
  }

  /// The port of an address, stated or usual.
  static int port(URI address) {
    if (address.getPort() >= 0) {
      return address.getPort();
    }
    return isSecure(address) ? 443 : 80;
  }

  static boolean isSecure(URI address) {
    return "https".equals(address.getScheme());
  }
}
