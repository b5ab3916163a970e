package io.counterfoil.core.decision;

import io.counterfoil.core.key.AppKey;
import io.counterfoil.core.key.AppToken;
import io.counterfoil.core.key.TokenFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Turns presented values into credentials, or says why they cannot be any. A pure function of the
/// caller's own bytes and of the key that signs user tokens.
public final class CredentialReader {
  /// The header that carries the key, as its documentation spells it.
  public static final String APP_KEY = "X-VTEX-API-AppKey";

  /// The header that carries the token, as its documentation spells it.
  public static final String APP_TOKEN = "X-VTEX-API-AppToken";

  /// The header and the cookie that carry a user token.
  public static final String USER_TOKEN = "VtexIdclientAutCookie";

  private final UserTokenReader userTokens;

  /// A reader that has user tokens read so.
  public CredentialReader(UserTokenReader userTokens) {
    this.userTokens = userTokens;
  }

  /// Reads. Values are taken exactly: an altered one is explained, never accepted.
  public Credentials read(Presented presented) {
    Refusal doubled = doubled(presented);
    if (doubled != null) {
      return new Credentials.Unusable(doubled);
    }
    String key = first(presented.keys());
    String token = first(presented.tokens());
    String userToken = first(presented.userTokens());
    if (key.isEmpty() && token.isEmpty() && userToken.isEmpty()) {
      String accessToken = first(presented.accessTokens());
      return accessToken.isEmpty() ? absent(presented) : userTokens.readAccessToken(accessToken);
    }
    Credentials told = told(key, token, userToken);
    return presented.accessTokens().isEmpty()
        ? told
        : agreed(told, first(presented.accessTokens()));
  }

  /// What the headers say that are meant for credentials alone.
  private Credentials told(String key, String token, String userToken) {
    if (key.isEmpty() && token.isEmpty()) {
      return userTokens.read(userToken);
    }
    if (key.isEmpty() || token.isEmpty()) {
      return new Credentials.Unusable(
          key.isEmpty() ? new Refusal.AppKeyMissing() : new Refusal.AppTokenMissing());
    }
    Credentials pair = pair(key, token);
    return userToken.isEmpty() ? pair : agreed(pair, userTokens.read(userToken));
  }

  private static Credentials absent(Presented presented) {
    String place = presented.elsewhere();
    return new Credentials.Unusable(
        place == null
            ? new Refusal.CredentialsMissing()
            : new Refusal.CredentialsInWrongPlace(place));
  }

  private static @Nullable Refusal doubled(Presented presented) {
    if (isDoubled(presented.keys())) {
      return new Refusal.CredentialsDuplicated(APP_KEY);
    }
    if (isDoubled(presented.tokens())) {
      return new Refusal.CredentialsDuplicated(APP_TOKEN);
    }
    if (differ(presented.userTokens())) {
      return new Refusal.CredentialsDuplicated(USER_TOKEN);
    }
    return differ(presented.accessTokens())
        ? new Refusal.CredentialsDuplicated(Presented.AUTHORIZATION)
        : null;
  }

  private static boolean differ(List<String> values) {
    return values.size() > 1 && values.stream().distinct().count() > 1;
  }

  /// Proxies join copies of a header with a comma, and parsers differ on which copy counts.
  private static boolean isDoubled(List<String> values) {
    return values.size() > 1 || !values.isEmpty() && values.getFirst().indexOf(',') >= 0;
  }

  private static String first(List<String> values) {
    return values.isEmpty() ? "" : values.getFirst();
  }

  private static Credentials pair(String key, String token) {
    Credentials issued = issued(key, token);
    return issued == null ? other(key, token) : issued;
  }

  /// What nearly every request presents: both shaped as we issue them, so that nothing else need be
  /// asked of their bytes. Null where they are not.
  private static Credentials.@Nullable Pair issued(String key, String token) {
    if (token.length() != TokenFormat.LENGTH || !AppKey.looksIssued(key)) {
      return null;
    }
    AppToken presented = AppToken.of(token);
    return presented.isIntact() ? new Credentials.Pair(new AppKey(key), presented) : null;
  }

  private static Credentials other(String key, String token) {
    if (isSwapped(key, token)) {
      return new Credentials.Unusable(new Refusal.CredentialsSwapped());
    }
    List<Hint> ofKey = Shape.ofKey(key);
    if (!ofKey.isEmpty()) {
      return new Credentials.Unusable(new Refusal.AppKeyMalformed(ofKey));
    }
    List<Hint> ofToken = Shape.ofToken(token);
    if (!ofToken.isEmpty()) {
      return new Credentials.Unusable(new Refusal.AppTokenMalformed(ofToken));
    }
    return TokenFormat.claimsToBeOurs(token) && !TokenFormat.isIntact(token)
        ? new Credentials.Unusable(new Refusal.ChecksumMismatch())
        : new Credentials.Pair(new AppKey(key), AppToken.of(token));
  }

  private static boolean isSwapped(String key, String token) {
    return TokenFormat.claimsToBeOurs(key) && !TokenFormat.claimsToBeOurs(token)
        || AppKey.looksIssued(token) && !AppKey.looksIssued(key);
  }

  private static Credentials agreed(Credentials pair, Credentials userToken) {
    boolean sameKey =
        pair instanceof Credentials.Pair(var appKey, _)
            && userToken instanceof Credentials.UserToken(Subject.OfKey(var subject), _)
            && subject.equals(appKey);
    return sameKey || pair instanceof Credentials.Unusable
        ? pair
        : new Credentials.Unusable(new Refusal.CredentialsConflict());
  }

  /// An access token beside another credential has to speak of the same key.
  private Credentials agreed(Credentials told, String accessToken) {
    return told instanceof Credentials.Unusable
            || !(userTokens.readAccessToken(accessToken)
                instanceof Credentials.AccessToken(var holder, _, _, _, _))
            || speaksFor(told, holder)
        ? told
        : new Credentials.Unusable(new Refusal.CredentialsConflict());
  }

  private static boolean speaksFor(Credentials told, AppKey holder) {
    return switch (told) {
      case Credentials.Pair(var appKey, _) -> appKey.equals(holder);
      case Credentials.UserToken(Subject.OfKey(var appKey), _) -> appKey.equals(holder);
      case Credentials.UserToken(Subject.OfUser _, _),
          Credentials.AccessToken _,
          Credentials.Supposed _,
          Credentials.Unusable _ ->
          false;
    };
  }
}
