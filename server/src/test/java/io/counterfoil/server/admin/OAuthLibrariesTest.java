package io.counterfoil.server.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.oauth2.sdk.AccessTokenResponse;
import com.nimbusds.oauth2.sdk.ClientCredentialsGrant;
import com.nimbusds.oauth2.sdk.OAuth2Error;
import com.nimbusds.oauth2.sdk.Scope;
import com.nimbusds.oauth2.sdk.TokenIntrospectionRequest;
import com.nimbusds.oauth2.sdk.TokenIntrospectionResponse;
import com.nimbusds.oauth2.sdk.TokenRequest;
import com.nimbusds.oauth2.sdk.TokenResponse;
import com.nimbusds.oauth2.sdk.TokenRevocationRequest;
import com.nimbusds.oauth2.sdk.as.AuthorizationServerMetadata;
import com.nimbusds.oauth2.sdk.auth.ClientAuthentication;
import com.nimbusds.oauth2.sdk.auth.ClientSecretBasic;
import com.nimbusds.oauth2.sdk.auth.ClientSecretPost;
import com.nimbusds.oauth2.sdk.auth.Secret;
import com.nimbusds.oauth2.sdk.id.ClientID;
import com.nimbusds.oauth2.sdk.token.AccessToken;
import java.net.URI;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.security.oauth2.client.endpoint.OAuth2ClientCredentialsGrantRequest;
import org.springframework.security.oauth2.client.endpoint.RestClientClientCredentialsTokenResponseClient;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.security.oauth2.core.OAuth2AuthorizationException;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtValidators;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;
import org.springframework.security.oauth2.server.resource.introspection.BadOpaqueTokenException;
import org.springframework.security.oauth2.server.resource.introspection.SpringOpaqueTokenIntrospector;

/// Real clients of OAuth 2 in Java: Spring Security and the SDK of Nimbus, as people configure
/// them.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@SuppressWarnings("NullAway.Init") // set before all tests
class OAuthLibrariesTest {
  private RunningDemo demo;
  private String id;
  private String secret;

  @BeforeAll
  void start(@TempDir Path directory) {
    demo = new RunningDemo(directory);
    id = demo.value("DEMO_ORDERS_KEY");
    secret = demo.value("DEMO_ORDERS_TOKEN");
  }

  @AfterAll
  void stop() {
    demo.close();
  }

  private URI at(String path) {
    return URI.create(demo.url() + path);
  }

  private ClientRegistration.Builder spring(ClientAuthenticationMethod method) {
    return ClientRegistration.withRegistrationId("counterfoil")
        .tokenUri(demo.url() + "/oauth2/token")
        .clientId(id)
        .clientSecret(secret)
        .clientAuthenticationMethod(method)
        .authorizationGrantType(AuthorizationGrantType.CLIENT_CREDENTIALS)
        .scope("OMSViewer");
  }

  private static String token(ClientRegistration registration) {
    return new RestClientClientCredentialsTokenResponseClient()
        .getTokenResponse(new OAuth2ClientCredentialsGrantRequest(registration))
        .getAccessToken()
        .getTokenValue();
  }

  @Test
  void springGetsATokenEitherWay_andItsResourceServersTakeIt() {
    String token = token(spring(ClientAuthenticationMethod.CLIENT_SECRET_BASIC).build());
    assertThat(token(spring(ClientAuthenticationMethod.CLIENT_SECRET_POST).build())).isNotEmpty();

    var introspector =
        SpringOpaqueTokenIntrospector.withIntrospectionUri(demo.url() + "/oauth2/introspect")
            .clientId(demo.value("DEMO_ADMIN_KEY"))
            .clientSecret(demo.value("DEMO_ADMIN_TOKEN"))
            .build();
    assertThat(introspector.introspect(token).getAuthorities())
        .extracting("authority")
        .containsExactly("SCOPE_OMSViewer");
    assertThatThrownBy(() -> introspector.introspect("nonsense"))
        .isInstanceOf(BadOpaqueTokenException.class);

    NimbusJwtDecoder decoder =
        NimbusJwtDecoder.withJwkSetUri(demo.url() + "/oauth2/jwks")
            .jwsAlgorithm(SignatureAlgorithm.ES256)
            .validateType(false)
            .build();
    decoder.setJwtValidator(
        JwtValidators.createAtJwtValidator()
            .issuer(demo.url())
            .audience(demo.url())
            .clientId(id)
            .build());
    Jwt jwt = decoder.decode(token);
    assertThat(jwt.getSubject()).isEqualTo(id);
  }

  @Test
  void springIsToldOfAWrongSecret() {
    ClientRegistration wrong =
        spring(ClientAuthenticationMethod.CLIENT_SECRET_BASIC)
            .clientSecret(demo.value("DEMO_ADMIN_TOKEN"))
            .build();

    assertThatThrownBy(() -> token(wrong))
        .isInstanceOf(OAuth2AuthorizationException.class)
        .hasMessageContaining("invalid_client");
  }

  private TokenResponse asked(ClientAuthentication client, String scope) throws Exception {
    var request =
        new TokenRequest.Builder(at("/oauth2/token"), client, new ClientCredentialsGrant())
            .scope(new Scope(scope))
            .build();
    return TokenResponse.parse(request.toHTTPRequest().send());
  }

  private TokenIntrospectionResponse seen(AccessToken token) throws Exception {
    var seer =
        new ClientSecretBasic(
            new ClientID(demo.value("DEMO_ADMIN_KEY")), new Secret(demo.value("DEMO_ADMIN_TOKEN")));
    var request = new TokenIntrospectionRequest(at("/oauth2/introspect"), seer, token);
    return TokenIntrospectionResponse.parse(request.toHTTPRequest().send());
  }

  @Test
  void nimbusGetsLooksIntoAndTakesBackATokenEitherWay() throws Exception {
    for (ClientAuthentication client :
        new ClientAuthentication[] {
          new ClientSecretBasic(new ClientID(id), new Secret(secret)),
          new ClientSecretPost(new ClientID(id), new Secret(secret))
        }) {
      AccessTokenResponse response = asked(client, "OMSViewer").toSuccessResponse();
      AccessToken token = response.getTokens().getAccessToken();
      assertThat(token.getLifetime()).isEqualTo(300);
      assertThat(token.getScope()).isEqualTo(new Scope("OMSViewer"));
      assertThat(seen(token).toSuccessResponse().isActive()).isTrue();

      var revoke = new TokenRevocationRequest(at("/oauth2/revoke"), client, token);
      assertThat(revoke.toHTTPRequest().send().indicatesSuccess()).isTrue();
      assertThat(seen(token).toSuccessResponse().isActive()).isFalse();
    }
  }

  @Test
  void nimbusReadsTheErrorsAndTheMetadata() throws Exception {
    var client = new ClientSecretBasic(new ClientID(id), new Secret(secret));
    assertThat(asked(client, "Save_User").toErrorResponse().getErrorObject())
        .isEqualTo(OAuth2Error.INVALID_SCOPE);
    var wrong = new ClientSecretBasic(new ClientID(id), new Secret(demo.value("DEMO_ADMIN_TOKEN")));
    assertThat(asked(wrong, "OMSViewer").toErrorResponse().getErrorObject())
        .isEqualTo(OAuth2Error.INVALID_CLIENT);

    var metadata =
        AuthorizationServerMetadata.parse(
            demo.asNobody("GET", "/.well-known/oauth-authorization-server", null).text());
    assertThat(metadata.getTokenEndpointURI()).isEqualTo(at("/oauth2/token"));
    assertThat(metadata.getJWKSetURI()).isEqualTo(at("/oauth2/jwks"));
  }
}
