package io.counterfoil.edge;

import io.vertx.core.MultiMap;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// The headers of a client that must not reach the API: the secret, and what only we may say.
///
/// Frameworks read `X_Counterfoil_Key` and `X.Counterfoil.Key` as `X-Counterfoil-Key`
/// (CVE-2025-64484, CVE-2026-39858), so other spellings count.
final class Unpassed {
  /// The header that carries the secret.
  static final String TOKEN = "x-vtex-api-apptoken";

  private static final Set<String> OURS =
      Set.of(
          "x-counterfoil-account",
          "x-counterfoil-key",
          "x-counterfoil-key-label",
          "x-counterfoil-roles",
          "x-counterfoil-revision",
          "x-counterfoil-request-id");

  private Unpassed() {}

  /// Their names, in lower case; without those that an answer overwrites.
  static List<String> of(MultiMap headers) {
    return headers.names().stream()
        .map(name -> name.toLowerCase(Locale.ROOT))
        .filter(Unpassed::isUnpassed)
        .distinct()
        .toList();
  }

  private static boolean isUnpassed(String name) {
    if (OURS.contains(name)) {
      return false;
    }
    String plain = name.replace('_', '-').replace('.', '-');
    return plain.startsWith("x-counterfoil-")
        || plain.equals(TOKEN)
        || plain.equals("vtex-api-apptoken");
  }
}
