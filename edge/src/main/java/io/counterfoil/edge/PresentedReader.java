package io.counterfoil.edge;

import io.counterfoil.core.decision.CredentialReader;
import io.counterfoil.core.decision.Presented;
import io.counterfoil.core.key.AppKey;
import io.counterfoil.core.key.TokenFormat;
import io.counterfoil.edge.HeaderFields.Field;
import io.vertx.core.MultiMap;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Reads what a request presents: names in any letter case, values exactly as they came, every copy
/// counted. What looks like a credential anywhere else is reported, never read.
public final class PresentedReader {
  private static final String COOKIE = CredentialReader.USER_TOKEN;
  private static final String ANY_TOKEN = TokenFormat.PREFIX;
  private static final Set<String> ALIASES =
      Set.of("xvtexapiappkey", "xvtexapiapptoken", "vtexapiappkey", "vtexapiapptoken");
  private static final Set<String> PARAMETERS = Set.of("appkey", "apptoken");

  private PresentedReader() {}

  /// Reads.
  ///
  /// @param query the original query; null for none
  /// @param account whose cookie `VtexIdclientAutCookie_{account}` counts; null for any account's
  public static Presented read(MultiMap headers, @Nullable String query, @Nullable String account) {
    return read(new HeaderFields().read(headers), query, account);
  }

  /// Reads what was found already.
  static Presented read(HeaderFields fields, @Nullable String query, @Nullable String account) {
    List<String> keys = fields.all(Field.APP_KEY);
    List<String> tokens = fields.all(Field.APP_TOKEN);
    List<String> userTokens = userTokens(fields, account);
    List<String> accessTokens = accessTokens(fields);
    boolean isNothing =
        isBlank(keys) && isBlank(tokens) && isBlank(userTokens) && accessTokens.isEmpty();
    return new Presented(
        keys,
        tokens,
        userTokens,
        accessTokens,
        isNothing ? elsewhere(fields.headers(), query) : null);
  }

  private static boolean isBlank(List<String> values) {
    for (String value : values) {
      if (!value.isEmpty()) {
        return false;
      }
    }
    return true;
  }

  private static List<String> userTokens(HeaderFields fields, @Nullable String account) {
    if (fields.count(Field.USER_TOKEN) == 0 && fields.count(Field.COOKIE) == 0) {
      return List.of();
    }
    List<String> found = new ArrayList<>(fields.all(Field.USER_TOKEN));
    for (String line : fields.all(Field.COOKIE)) {
      for (String pair : line.split(";")) {
        int equals = pair.indexOf('=');
        if (equals > 0 && isUserToken(pair.substring(0, equals).strip(), account)) {
          found.add(pair.substring(equals + 1).strip());
        }
      }
    }
    return found;
  }

  private static List<String> accessTokens(HeaderFields fields) {
    if (fields.count(Field.AUTHORIZATION) == 0) {
      return List.of();
    }
    return fields.all(Field.AUTHORIZATION).stream()
        .map(Presented::bearer)
        .filter(Objects::nonNull)
        .toList();
  }

  private static boolean isUserToken(String name, @Nullable String account) {
    return name.equals(COOKIE)
        || (account == null ? name.startsWith(COOKIE + "_") : name.equals(COOKIE + "_" + account));
  }

  private static @Nullable String elsewhere(MultiMap headers, @Nullable String query) {
    if (Query.read(query).parameters().stream().anyMatch(PresentedReader::isCredential)) {
      return "the query";
    }
    for (Map.Entry<String, String> header : headers) {
      if (isCredential(header.getKey(), header.getValue())) {
        return "the header " + header.getKey();
      }
    }
    return null;
  }

  private static boolean isCredential(Query.Parameter parameter) {
    String name = squeezed(parameter.name());
    return ALIASES.contains(name)
        || PARAMETERS.contains(name)
        || TokenFormat.claimsToBeOurs(parameter.value());
  }

  private static boolean isCredential(String name, String value) {
    boolean isProper =
        name.equalsIgnoreCase(CredentialReader.APP_KEY)
            || name.equalsIgnoreCase(CredentialReader.APP_TOKEN);
    return !isProper
        && (ALIASES.contains(squeezed(name))
            || holdsToken(value)
            || name.equalsIgnoreCase("Authorization") && isPair(value));
  }

  /// A token as a word of its own: after a scheme, in a cookie, alone.
  private static boolean holdsToken(String value) {
    int at = value.indexOf(ANY_TOKEN);
    return at >= 0 && (at == 0 || !Character.isLetterOrDigit(value.charAt(at - 1)));
  }

  /// A pair in HTTP's basic authentication (RFC 7617).
  private static boolean isPair(String authorization) {
    if (!authorization.regionMatches(true, 0, "Basic ", 0, 6)) {
      return false;
    }
    try {
      byte[] decoded = Base64.getDecoder().decode(authorization.substring(6).strip());
      String pair = new String(decoded, StandardCharsets.ISO_8859_1);
      int colon = pair.indexOf(':');
      return colon > 0 && AppKey.looksIssued(pair.substring(0, colon))
          || TokenFormat.claimsToBeOurs(pair.substring(colon + 1));
    } catch (IllegalArgumentException notBase64) {
      return false;
    }
  }

  /// The name without what separates its words.
  private static String squeezed(String name) {
    return name.toLowerCase(Locale.ROOT).replaceAll("[-_.]", "");
  }
}
