package io.counterfoil.server.token;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import io.counterfoil.core.decision.Credentials;
import io.counterfoil.core.key.ApiKey;
import io.counterfoil.core.key.AppKey;
import io.counterfoil.core.key.AppToken;
import io.counterfoil.core.key.Digester;
import io.counterfoil.core.key.KeySource;
import io.counterfoil.core.key.TokenDigest;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Date;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Issues and reads access tokens: JWTs signed with ES256, with the claims of RFC 9068, and in
/// `pair`, sealed, which pair each was issued for. Safe for many threads.
///
/// Only ES256 under a key of ours that counts now is accepted; a token chooses which of those by
/// name and nothing else (RFC 8725, 3.1). What was verified is remembered by the digest of the
/// token's text, for a signature costs far more than a decision; whether it still counts is decided
/// anew each time.
public final class BearerTokens {
  /// From issue to expiry.
  public static final Duration LIFETIME = Duration.ofMinutes(5);

  /// The longest that is read, in characters.
  public static final int LONGEST = 4096;

  private static final JOSEObjectType TYPE = new JOSEObjectType("at+jwt");
  private static final int PLACES = 4096;

  private final SigningKeys keys;
  private final PairSeal seal;
  private final KeySource pepper;
  private final InstantSource clock;

  /// What was verified lately, each in the place that its digest leads to. Threads may race for a
  /// place: then one of them verifies again.
  private final @Nullable Verified[] verified = new @Nullable Verified[PLACES];

  /// Tokens signed by the keys, for pairs under the pepper.
  public BearerTokens(SigningKeys keys, KeySource pepper, InstantSource clock) {
    this.keys = keys;
    this.pepper = pepper;
    this.clock = clock;
    seal = new PairSeal(pepper);
  }

  private record Verified(TokenDigest text, String keyId, Contents contents) {}

  /// What a token says.
  ///
  /// @param scope as it was granted; null for all that the key may do
  public record Contents(
      UUID id,
      AppKey holder,
      TokenDigest pair,
      @Nullable String scope,
      String issuer,
      Instant issuedAt,
      Instant expiresAt) {

    /// The same as credentials.
    public Credentials.AccessToken credentials() {
      return new Credentials.AccessToken(
          holder, pair, id, scope == null ? null : ScopeText.read(scope), expiresAt);
    }
  }

  /// A token for the pair.
  ///
  /// @param token the key's own token, which was found to be right
  /// @param scope as it is granted; null for all that the key may do
  /// @param issuer where this server is reached
  /// @return the text, to be handed over
  public String issue(ApiKey holder, AppToken token, @Nullable String scope, String issuer) {
    Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
    UUID id = UUID.randomUUID();
    String name = holder.appKey().value();
    TokenDigest pair = new Digester(pepper).pair(holder.appKey(), token);
    JWTClaimsSet.Builder claims =
        new JWTClaimsSet.Builder()
            .issuer(issuer)
            .audience(issuer)
            .subject(name)
            .claim("client_id", name)
            .claim("account", holder.account().value())
            .issueTime(Date.from(now))
            .expirationTime(Date.from(now.plus(LIFETIME)))
            .jwtID(id.toString())
            .claim("pair", seal.seal(id, pair));
    if (scope != null) {
      claims.claim("scope", scope);
    }
    SigningKeys.Signer signer = keys.signer(now);
    JWSHeader header =
        new JWSHeader.Builder(JWSAlgorithm.ES256).type(TYPE).keyID(signer.id()).build();
    try {
      SignedJWT signed = new SignedJWT(header, claims.build());
      signed.sign(signer.by());
      return signed.serialize();
    } catch (JOSEException e) {
      throw new IllegalStateException("the signing key cannot sign (expected: ES256 on P-256)", e);
    }
  }

  /// What the token says, expired or not; null where it is none of ours, or what signed it does not
  /// count any more.
  public @Nullable Contents read(String token) {
    if (token.length() > LONGEST) {
      return null;
    }
    Instant now = clock.instant();
    TokenDigest text = digest(token);
    int place = (int) text.bits() & PLACES - 1;
    Verified known = verified[place];
    if (known != null && known.text().matches(text)) {
      return keys.verifier(known.keyId(), now) == null ? null : known.contents();
    }
    try {
      SignedJWT jwt = SignedJWT.parse(token);
      String keyId = jwt.getHeader().getKeyID();
      JWSVerifier verifier = keyId == null ? null : keys.verifier(keyId, now);
      if (keyId == null
          || verifier == null
          || !JWSAlgorithm.ES256.equals(jwt.getHeader().getAlgorithm())
          || !TYPE.equals(jwt.getHeader().getType())
          || !jwt.verify(verifier)) {
        return null;
      }
      Contents contents = contents(jwt.getJWTClaimsSet());
      if (contents != null) {
        verified[place] = new Verified(text, keyId, contents);
      }
      return contents;
    } catch (ParseException | JOSEException | IllegalArgumentException e) {
      return null;
    }
  }

  private @Nullable Contents contents(JWTClaimsSet claims) throws ParseException {
    UUID id = UUID.fromString(String.valueOf(claims.getJWTID()));
    TokenDigest pair = seal.open(id, String.valueOf(claims.getStringClaim("pair")));
    Date issued = claims.getIssueTime();
    Date expires = claims.getExpirationTime();
    if (pair == null || issued == null || expires == null) {
      return null;
    }
    return new Contents(
        id,
        new AppKey(String.valueOf(claims.getSubject())),
        pair,
        claims.getStringClaim("scope"),
        String.valueOf(claims.getIssuer()),
        issued.toInstant(),
        expires.toInstant());
  }

  private static TokenDigest digest(String token) {
    try {
      return TokenDigest.of(
          MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.ISO_8859_1)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("this Java has no SHA-256 (expected: Java 25)", e);
    }
  }
}
