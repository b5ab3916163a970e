package io.counterfoil.edge;

import java.util.Locale;

/// The ways in which a proxy may ask.
enum Adapter {
  /// Real statuses, and a body that says why.
  FORWARD,
  /// 200, 401 and 403 alone, without a body: all that `auth_request` of nginx passes on.
  NGINX,
  /// Envoy's external authorization over HTTP: what is asked about is the request line itself.
  ENVOY,
  /// Envoy's external authorization over gRPC.
  GRPC,
  /// HAProxy's stream processing offload.
  SPOE,
  /// The FastCGI authorizer of Apache and lighttpd.
  FASTCGI;

  /// How metrics and records name it.
  String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
