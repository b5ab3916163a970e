package io.counterfoil.server.oidc;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.proc.DefaultJWTClaimsVerifier;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.time.Duration;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Talks to one identity provider: OpenID Connect Core 1.0 (authorization code flow), PKCE (RFC
/// 7636) and Discovery 1.0. Its metadata is fetched at the first use and kept; its keys are fetched
/// again when it signs with one that is not known. Safe for many threads.
public final class OidcClient {
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  /// Signatures by a key that only the provider has; never `none`, never a shared secret.
  private static final Set<JWSAlgorithm> ALGORITHMS =
      Set.of(JWSAlgorithm.RS256, JWSAlgorithm.PS256, JWSAlgorithm.ES256, JWSAlgorithm.ES384);

  private final OidcConfig config;
  private final ObjectMapper mapper = new ObjectMapper();
  private volatile @Nullable Provider provider;

  private record Provider(URI authorization, URI token, JWKSource<SecurityContext> keys) {}

  /// A client of the provider.
  public OidcClient(OidcConfig config) {
    this.config = config;
  }

  /// What people call the provider.
  public String name() {
    return config.name();
  }

  /// Who somebody is, as the provider says.
  ///
  /// @param emailVerified whether the provider made sure that the address is theirs
  public record Identity(String subject, String email, boolean emailVerified) {}

  /// Where a browser is sent to sign in.
  ///
  /// @throws OidcException if the provider does not say where that is
  public URI authorization(Flow flow, String redirect) throws OidcException {
    Map<String, String> query = new LinkedHashMap<>();
    query.put("response_type", "code");
    query.put("client_id", config.clientId());
    query.put("redirect_uri", redirect);
    query.put("scope", "openid email");
    query.put("state", flow.state());
    query.put("nonce", flow.nonce());
    query.put("code_challenge", flow.challenge());
    query.put("code_challenge_method", "S256");
    URI endpoint = provider().authorization();
    String joint = endpoint.getQuery() == null ? "?" : "&";
    return URI.create(endpoint + joint + form(query));
  }

  /// Who the code was issued for.
  ///
  /// @param issuer what the answer to the browser said of its issuer (RFC 9207); null for nothing
  /// @throws OidcException if the provider does not say, or what it says cannot be trusted
  public Identity identity(Flow flow, String code, @Nullable String issuer, String redirect)
      throws OidcException {
    if (issuer != null && !issuer.equals(config.issuer().toString())) {
      throw new OidcException("the answer is another provider's");
    }
    Provider known = provider();
    Map<String, String> fields = new LinkedHashMap<>();
    fields.put("grant_type", "authorization_code");
    fields.put("code", code);
    fields.put("redirect_uri", redirect);
    fields.put("code_verifier", flow.verifier());
    HttpRequest request =
        HttpRequest.newBuilder(known.token())
            .timeout(PATIENCE)
            .header("Content-Type", "application/x-www-form-urlencoded")
            .header("Accept", "application/json")
            .header("Authorization", basic())
            .POST(HttpRequest.BodyPublishers.ofString(form(fields)))
            .build();
    String token = send(request).path("id_token").asText("");
    return identity(verified(known, token, flow));
  }

  private static Identity identity(JWTClaimsSet claims) throws OidcException {
    try {
      String email = claims.getStringClaim("email");
      Object verified = claims.getClaim("email_verified");
      if (email == null) {
        throw new OidcException("the provider tells no e-mail address");
      }
      return new Identity(claims.getSubject(), email, Boolean.TRUE.equals(verified));
    } catch (ParseException e) {
      throw new OidcException("the e-mail address is no text", e);
    }
  }

  /// The claims of an ID token (OpenID Connect Core 1.0, 3.1.3.7).
  private JWTClaimsSet verified(Provider known, String token, Flow flow) throws OidcException {
    var processor = new DefaultJWTProcessor<SecurityContext>();
    processor.setJWSKeySelector(new JWSVerificationKeySelector<>(ALGORITHMS, known.keys()));
    processor.setJWTClaimsSetVerifier(
        new DefaultJWTClaimsVerifier<>(
            config.clientId(),
            new JWTClaimsSet.Builder()
                .issuer(config.issuer().toString())
                .claim("nonce", flow.nonce())
                .build(),
            Set.of("sub", "iat", "exp")));
    try {
      return processor.process(token, null);
    } catch (ParseException | BadJOSEException | JOSEException e) {
      throw new OidcException("the ID token is not good: " + e.getMessage(), e);
    }
  }

  private Provider provider() throws OidcException {
    Provider known = provider;
    if (known == null) {
      known = discovered();
      provider = known;
    }
    return known;
  }

  private Provider discovered() throws OidcException {
    String issuer = config.issuer().toString();
    String base = issuer.endsWith("/") ? issuer.substring(0, issuer.length() - 1) : issuer;
    URI at = URI.create(base + "/.well-known/openid-configuration");
    JsonNode found = send(HttpRequest.newBuilder(at).timeout(PATIENCE).build());
    if (!issuer.equals(found.path("issuer").asText())) {
      throw new OidcException("the provider calls itself otherwise (expected: " + issuer + ")");
    }
    try {
      return new Provider(
          URI.create(found.path("authorization_endpoint").asText()),
          URI.create(found.path("token_endpoint").asText()),
          JWKSourceBuilder.create(URI.create(found.path("jwks_uri").asText()).toURL()).build());
    } catch (IllegalArgumentException | MalformedURLException e) {
      throw new OidcException("the provider's metadata lack an address", e);
    }
  }

  private JsonNode send(HttpRequest request) throws OidcException {
    try (HttpClient client = HttpClient.newBuilder().connectTimeout(PATIENCE).build()) {
      var response = client.send(request, HttpResponse.BodyHandlers.ofString());
      if (response.statusCode() != 200) {
        throw new OidcException(
            request.uri().getPath() + " answered with status " + response.statusCode());
      }
      return mapper.readTree(response.body());
    } catch (IOException e) {
      throw new OidcException("the provider does not answer: " + e.getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new OidcException("interrupted", e);
    }
  }

  /// RFC 6749, 2.3.1: both parts are form-encoded first.
  private String basic() {
    String pair = encoded(config.clientId()) + ":" + encoded(config.clientSecret().reveal());
    return "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
  }

  private static String form(Map<String, String> fields) {
    return fields.entrySet().stream()
        .map(field -> encoded(field.getKey()) + "=" + encoded(field.getValue()))
        .collect(Collectors.joining("&"));
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
