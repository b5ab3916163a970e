package io.counterfoil.edge;

import java.util.Locale;

/// The ways in which a proxy may ask.
enum Adapter {
  /// Real statuses, and a body that says why.
  FORWARD,
  /// 200, 401 and 403 alone, without a body: all that `auth_request` of nginx passes on.
  NGINX;

  /// How metrics and records name it.
  String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
