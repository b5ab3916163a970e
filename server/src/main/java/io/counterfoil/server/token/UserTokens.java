package io.counterfoil.server.token;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import io.counterfoil.core.account.AccountName;
import io.counterfoil.core.account.User;
import io.counterfoil.core.account.UserId;
import io.counterfoil.core.decision.Credentials;
import io.counterfoil.core.decision.Refusal;
import io.counterfoil.core.decision.Subject;
import io.counterfoil.core.decision.UserTokenReader;
import io.counterfoil.core.key.ApiKey;
import io.counterfoil.core.key.AppKey;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Date;
import java.util.Locale;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Issues and reads user tokens: JWTs signed with ES256, with the claims that VTEX ID documents
/// (`sub`, `account`, `audience`, `userId`, `exp`, `iat`, `iss`, `jti`). Safe for many threads.
///
/// Only ES256 under our own key is accepted; nothing in a token chooses algorithm or key (RFC 8725,
/// 3.1). A token lives as long as its key or user does, at most until `exp`.
public final class UserTokens implements UserTokenReader {
  private static final JOSEObjectType TYPE = new JOSEObjectType("jwt");
  private static final String ISSUER = "token-emitter";
  private static final int LONGEST = 4096;

  private final ECKey key;
  private final Duration lifetime;
  private final Function<UserId, @Nullable Instant> validFrom;

  /// @param key an EC key on P-256 with its private part
  /// @param lifetime from issue to expiry; VTEX ID documents 24 hours
  /// @param validFrom from when on a person's tokens are good; null for all of them
  public UserTokens(ECKey key, Duration lifetime, Function<UserId, @Nullable Instant> validFrom) {
    this.key = key;
    this.lifetime = lifetime;
    this.validFrom = validFrom;
  }

  /// A token that was just issued: it prints hidden.
  ///
  /// @param expires from when on it is refused
  public record Token(Text text, Instant expires) {}

  /// The text of a token.
  public static final class Text {
    private final String value;

    private Text(String value) {
      this.value = value;
    }

    /// The value, to hand it over.
    public String reveal() {
      return value;
    }

    @Override
    public String toString() {
      return "Text[hidden]";
    }
  }

  /// The public key that tokens are verified with, as a JSON Web Key.
  public String publicKey() {
    return key.toPublicJWK().toJSONString();
  }

  /// A token for a key, with the key's own permissions.
  public Token issue(ApiKey holder, Instant now) {
    return sign(holder.appKey().value(), holder.account(), holder.id().toString(), "key", now);
  }

  /// A token for a person who signed in at the account.
  public Token issue(User holder, AccountName account, Instant now) {
    return sign(holder.email().value(), account, holder.id().toString(), "user", now);
  }

  private Token sign(String subject, AccountName account, String id, String kind, Instant now) {
    Instant expires = now.plus(lifetime);
    JWTClaimsSet claims =
        new JWTClaimsSet.Builder()
            .subject(subject)
            .claim("account", account.value())
            .claim("audience", "admin")
            .claim("userId", id)
            .claim("kind", kind)
            .issuer(ISSUER)
            .issueTime(Date.from(now))
            .expirationTime(Date.from(expires))
            .jwtID(UUID.randomUUID().toString())
            .build();
    JWSHeader header =
        new JWSHeader.Builder(JWSAlgorithm.ES256).type(TYPE).keyID(key.getKeyID()).build();
    try {
      SignedJWT token = new SignedJWT(header, claims);
      token.sign(new ECDSASigner(key));
      return new Token(
          new Text(token.serialize()), Instant.ofEpochSecond(expires.getEpochSecond()));
    } catch (JOSEException e) {
      throw new IllegalStateException("the signing key cannot sign (expected: ES256 on P-256)", e);
    }
  }

  @Override
  public Credentials read(String token) {
    JWTClaimsSet claims = token.length() > LONGEST ? null : verified(token);
    Subject subject = claims == null ? null : subject(claims);
    if (claims != null && subject instanceof Subject.OfUser(var user) && isEnded(claims, user)) {
      return new Credentials.Unusable(new Refusal.UserTokenRevoked(Refusal.Revocation.SIGNED_OUT));
    }
    return claims == null || subject == null || claims.getExpirationTime() == null
        ? new Credentials.Unusable(new Refusal.UserTokenInvalid())
        : new Credentials.UserToken(subject, claims.getExpirationTime().toInstant());
  }

  /// Whether all that the person had signed in before was ended since; to the second, as tokens say
  /// when they were issued.
  private boolean isEnded(JWTClaimsSet claims, UserId user) {
    Instant from = validFrom.apply(user);
    Date issued = claims.getIssueTime();
    return from != null
        && (issued == null || issued.toInstant().isBefore(from.truncatedTo(ChronoUnit.SECONDS)));
  }

  /// The claims of a token that is ours; null for any other.
  public @Nullable JWTClaimsSet verified(String token) {
    try {
      SignedJWT jwt = SignedJWT.parse(token);
      JWSVerifier verifier = new ECDSAVerifier(key.toPublicJWK());
      boolean ours =
          JWSAlgorithm.ES256.equals(jwt.getHeader().getAlgorithm())
              && TYPE.toString().equalsIgnoreCase(String.valueOf(jwt.getHeader().getType()))
              && jwt.verify(verifier);
      JWTClaimsSet claims = ours ? jwt.getJWTClaimsSet() : null;
      return claims != null && ISSUER.equals(claims.getIssuer()) ? claims : null;
    } catch (ParseException | JOSEException e) {
      return null;
    }
  }

  private static @Nullable Subject subject(JWTClaimsSet claims) {
    try {
      String kind = String.valueOf(claims.getStringClaim("kind")).toLowerCase(Locale.ROOT);
      return switch (kind) {
        case "key" -> new Subject.OfKey(new AppKey(claims.getSubject()));
        case "user" ->
            new Subject.OfUser(new UserId(UUID.fromString(claims.getStringClaim("userId"))));
        default -> null;
      };
    } catch (ParseException | IllegalArgumentException e) {
      return null;
    }
  }
}
