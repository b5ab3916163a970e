package io.counterfoil.edge;

import io.vertx.core.MultiMap;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// The headers of a client that must not reach the API: the secret, and what only we may say.
///
/// Frameworks read `X_Counterfoil_Key` and `X.Counterfoil.Key` as `X-Counterfoil-Key`
/// (CVE-2025-64484, CVE-2026-39858), so other spellings count.
public final class Unpassed {
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
        .filter(name -> !OURS.contains(name) && holds(name))
        .distinct()
        .toList();
  }

  /// Whether a header of that name must not reach the API as the client sent it.
  public static boolean holds(String name) {
    String plain = plain(name);
    return plain.startsWith("x-counterfoil-")
        || plain.equals(TOKEN)
        || plain.equals("vtex-api-apptoken");
  }

  /// The name as frameworks may read it: in lower case, its words set apart by hyphens.
  public static String plain(String name) {
    return name.toLowerCase(Locale.ROOT).replace('_', '-').replace('.', '-');
  }
}
