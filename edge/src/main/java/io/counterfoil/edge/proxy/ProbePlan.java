package io.counterfoil.edge.proxy;

import io.counterfoil.core.key.AppKey;
import io.counterfoil.core.key.AppToken;

/// What a proxy is tried with: a call that its API should get.
///
/// @param host where the proxy listens
/// @param name the host that is asked for
/// @param path the path of a call that the key may make
public record ProbePlan(
    String host, int port, String name, AppKey key, AppToken token, String method, String path) {

  /// @throws IllegalArgumentException if the path is none
  public ProbePlan {
    if (!path.startsWith("/") || path.chars().anyMatch(c -> c <= ' ' || c >= 0x7f)) {
      throw new IllegalArgumentException(
          "path: `" + path + "` (expected: the path of a call that the key may make)");
    }
    if (!method.matches("[A-Z]+")) {
      throw new IllegalArgumentException("method: `" + method + "` (expected: such as GET)");
    }
  }
}
