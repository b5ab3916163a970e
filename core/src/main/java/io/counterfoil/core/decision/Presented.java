package io.counterfoil.core.decision;

import io.counterfoil.core.key.AccessTokenFormat;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The values that a caller presented, exactly as they came: every copy of each header, in order. A
/// secret: it prints hidden and cannot be serialised.
///
/// Each character stands for one byte (ISO 8859-1), as HTTP header values are read.
public final class Presented {
  /// Nothing at all.
  public static final Presented NOTHING = new Presented(List.of(), List.of(), List.of(), null);

  /// The header that carries an access token.
  public static final String AUTHORIZATION = "Authorization";

  private static final String BEARER = "Bearer ";

  private final List<String> keys;
  private final List<String> tokens;
  private final List<String> userTokens;
  private final List<String> accessTokens;
  private final @Nullable String elsewhere;

  /// Without an access token.
  ///
  /// @param keys each value of the header `X-VTEX-API-AppKey`
  /// @param tokens each value of the header `X-VTEX-API-AppToken`
  /// @param userTokens each value of the header or cookie `VtexIdclientAutCookie`
  /// @param elsewhere where else something like a credential was seen, in words; null for nowhere
  public Presented(
      List<String> keys, List<String> tokens, List<String> userTokens, @Nullable String elsewhere) {
    this(keys, tokens, userTokens, List.of(), elsewhere);
  }

  /// @param accessTokens each [#bearer] of the header `Authorization`
  public Presented(
      List<String> keys,
      List<String> tokens,
      List<String> userTokens,
      List<String> accessTokens,
      @Nullable String elsewhere) {
    this.keys = List.copyOf(keys);
    this.tokens = List.copyOf(tokens);
    this.userTokens = List.copyOf(userTokens);
    this.accessTokens = List.copyOf(accessTokens);
    this.elsewhere = elsewhere;
  }

  /// A pair that came as text, in a JSON body: beyond ASCII its characters become bytes of UTF-8.
  public static Presented pair(String key, String token) {
    return new Presented(List.of(bytesOf(key)), List.of(bytesOf(token)), List.of(), null);
  }

  /// The access token that an `Authorization` header carries (RFC 6750, 2.1), ours or mistaken for
  /// ours; null where it carries none: another scheme, or somebody else's token.
  public static @Nullable String bearer(String authorization) {
    if (!authorization.regionMatches(true, 0, BEARER, 0, BEARER.length())) {
      return null;
    }
    String value = authorization.substring(BEARER.length()).strip();
    return AccessTokenFormat.claimsToBeOurs(value) ? value : null;
  }

  private static String bytesOf(String text) {
    return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
  }

  /// Each value of the key's header.
  public List<String> keys() {
    return keys;
  }

  /// Each value of the token's header.
  public List<String> tokens() {
    return tokens;
  }

  /// Each user token.
  public List<String> userTokens() {
    return userTokens;
  }

  /// Each value that might be an access token.
  public List<String> accessTokens() {
    return accessTokens;
  }

  /// Where else something like a credential was seen, in words; null for nowhere.
  public @Nullable String elsewhere() {
    return elsewhere;
  }

  @Override
  public String toString() {
    return "Presented[hidden]";
  }
}
