package io.counterfoil.server.verifier;

import io.counterfoil.core.node.NodeCredential;
import io.counterfoil.edge.ClientAddress;
import io.counterfoil.edge.EdgeConfig;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What a verifier is told at its start.
///
/// @param controls where the control nodes are reached; the feed comes from the first that answers,
///   and all are told how far the verifier is
/// @param data where the copy of the record is kept
/// @param edge how the edge listens
/// @param trustedHops how many proxies stand between clients and the edge
/// @param statusPort of `/metrics` and `/health`; 0 for a free one
/// @param tls how the control nodes are trusted, and what is shown to them
public record VerifierConfig(
    List<URI> controls,
    Path data,
    NodeCredential credential,
    EdgeConfig edge,
    int trustedHops,
    int statusPort,
    ControlTls tls) {

  private static final Set<String> LOOPBACK = Set.of("127.0.0.1", "localhost", "[::1]");

  /// @throws VerifierException that lists every mistake
  public VerifierConfig {
    controls = List.copyOf(controls);
    List<String> mistakes = new ArrayList<>();
    if (controls.isEmpty()) {
      mistakes.add("control: none (expected: --control URL)");
    }
    for (URI control : controls) {
      String mistake = mistake(control);
      if (mistake != null) {
        mistakes.add(mistake);
      }
    }
    if (trustedHops < 0 || trustedHops > ClientAddress.MOST_HOPS) {
      mistakes.add(
          "trusted-hops: " + trustedHops + " (expected: 0 to " + ClientAddress.MOST_HOPS + ")");
    }
    if (statusPort < 0 || statusPort > 65_535) {
      mistakes.add("status-port: " + statusPort + " (expected: 0 to 65535)");
    }
    if (!mistakes.isEmpty()) {
      throw new VerifierException(String.join("\n", mistakes));
    }
  }

  private static @Nullable String mistake(URI control) {
    String scheme = String.valueOf(control.getScheme());
    String host = control.getHost();
    if (host == null || !scheme.equals("http") && !scheme.equals("https")) {
      return "control: `" + control + "` (expected: https://HOST or https://HOST:PORT)";
    }
    return scheme.equals("http") && !LOOPBACK.contains(host)
        ? "control: `"
            + control
            + "` (expected: https, since the credential goes with each request; http only to"
            + " loopback)"
        : null;
  }
}
