package io.counterfoil.server.oauth;

import io.counterfoil.core.decision.Presented;
import io.vertx.ext.web.RoutingContext;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/// The pair that a client shows as its id and secret.
///
/// @param inHeader whether it came by `Authorization: Basic` (`client_secret_basic`), not in the
///   body (`client_secret_post`)
record ClientCredentials(Presented presented, boolean inHeader) {
  private static final String BASIC = "Basic ";

  /// Reads. Both values are form-encoded before they go into the header (RFC 6749, 2.3.1); tokens
  /// of ours are the same either way. Never both ways at once (2.3).
  ///
  /// @return null where the client shows none
  static @Nullable ClientCredentials read(RoutingContext context, Form form) {
    String authorization = context.request().getHeader("Authorization");
    boolean basic =
        authorization != null && authorization.regionMatches(true, 0, BASIC, 0, BASIC.length());
    String id = form.get("client_id");
    String secret = form.get("client_secret");
    if (!basic || authorization == null) {
      return id == null && secret == null
          ? null
          : new ClientCredentials(
              Presented.pair(id == null ? "" : id, secret == null ? "" : secret), false);
    }
    if (secret != null) {
      throw OAuthException.invalidRequest(
          "client credentials came in the header and in the body (expected: one of them)");
    }
    String[] pair = pair(authorization.substring(BASIC.length()).strip());
    if (id != null && !id.equals(pair[0])) {
      throw OAuthException.invalidRequest(
          "client_id: differs from the one in the header (expected: the same, or none)");
    }
    return new ClientCredentials(Presented.pair(pair[0], pair[1]), true);
  }

  private static String[] pair(String encoded) {
    try {
      byte[] bytes = Base64.getDecoder().decode(encoded);
      String[] pair = new String(bytes, StandardCharsets.ISO_8859_1).split(":", 2);
      if (pair.length == 2) {
        return new String[] {Form.decoded(pair[0]), Form.decoded(pair[1])};
      }
    } catch (IllegalArgumentException notBase64) {
      // said below, as where there is no colon
    }
    throw OAuthException.invalidRequest(
        "Authorization: not readable (expected: Basic, then id and secret with a colon between, in"
            + " base64)");
  }
}
