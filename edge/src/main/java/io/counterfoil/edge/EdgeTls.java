package io.counterfoil.edge;

import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// TLS at the edge's TCP port, from PEM files that are looked at again and again: a certificate
/// that is renewed takes effect on the next connection, and the others go on.
///
/// @param certificate the chain, the server's own certificate first
/// @param key its private key
/// @param clientAuthorities who signs the certificates of clients; null to ask for none
/// @param demandsClients whether a client without a certificate is sent away
/// @param lookEvery how long a renewed file may go unnoticed
public record EdgeTls(
    Path certificate,
    Path key,
    @Nullable Path clientAuthorities,
    boolean demandsClients,
    Duration lookEvery) {
  private static final Duration OFTEN = Duration.ofSeconds(5);

  /// @throws IllegalArgumentException if clients are asked for certificates that nobody signs
  public EdgeTls {
    if (demandsClients && clientAuthorities == null) {
      throw new IllegalArgumentException(
          "edge-tls-client-auth: required, and nobody signs (expected: --edge-tls-client-ca)");
    }
  }

  /// A server's certificate alone.
  public static EdgeTls of(Path certificate, Path key) {
    return new EdgeTls(certificate, key, null, false, OFTEN);
  }

  /// The same, and clients show certificates of these authorities, or may.
  public EdgeTls withClients(Path authorities, boolean demands) {
    return new EdgeTls(certificate, key, authorities, demands, lookEvery);
  }
}
