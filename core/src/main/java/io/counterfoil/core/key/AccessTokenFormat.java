package io.counterfoil.core.key;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/// What can be told of an access token from its bytes alone: it is a JSON Web Token (RFC 7519)
/// whose header names a signing key of ours.
public final class AccessTokenFormat {
  /// What the name of each of our signing keys begins with: a bearer token that names another is
  /// meant for the API behind, and none of our business.
  public static final String KEY_PREFIX = "cfk_";

  private static final String NAMED = "\"kid\":\"" + KEY_PREFIX;
  private static final int LONGEST_HEADER = 400;

  private AccessTokenFormat() {}

  /// Whether the text claims to be one of ours.
  public static boolean claimsToBeOurs(String text) {
    int dot = text.indexOf('.');
    if (dot <= 0 || dot > LONGEST_HEADER) {
      return false;
    }
    try {
      byte[] header = Base64.getUrlDecoder().decode(text.substring(0, dot));
      return new String(header, StandardCharsets.ISO_8859_1).contains(NAMED);
    } catch (IllegalArgumentException notBase64) {
      return false;
    }
  }
}
