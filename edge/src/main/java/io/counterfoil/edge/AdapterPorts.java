package io.counterfoil.edge;

/// The ports of the adapters that speak protocols of their own.
///
/// @param grpc of Envoy's external authorization; 0 for any free one, [#OFF] for none
/// @param spoe of HAProxy's stream processing offload; the same
/// @param fastCgi of the FastCGI authorizer; the same
public record AdapterPorts(int grpc, int spoe, int fastCgi) {
  /// Stands for an adapter that is switched off.
  public static final int OFF = -1;

  /// All of them off.
  public static final AdapterPorts NONE = new AdapterPorts(OFF, OFF, OFF);

  /// @throws IllegalArgumentException if a port is out of range; the message says which
  public AdapterPorts {
    check("grpc-port", grpc);
    check("spoe-port", spoe);
    check("fastcgi-port", fastCgi);
  }

  private static void check(String name, int port) {
    if (port < OFF || port > 65_535) {
      throw new IllegalArgumentException(name + ": " + port + " (expected: 0 to 65535)");
    }
  }
}
