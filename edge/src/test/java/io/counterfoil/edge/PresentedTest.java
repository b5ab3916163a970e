package io.counterfoil.edge;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Where credentials are read, and every slip that reaches us through a proxy.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class PresentedTest {
  private EdgeWorld world;

  @BeforeAll
  void start() {
    world = EdgeWorld.start();
  }

  @AfterAll
  void stop() {
    world.close();
  }

  private JsonObject refused(String uri, String... headers) throws IOException {
    var reply = world.forward("GET", uri, headers);
    assertThat(reply.status()).isEqualTo(401);
    return new JsonObject(reply.body());
  }

  /// `$` stands for the token of a key that would be allowed; each character for a byte.
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      ignoreLeadingAndTrailingWhitespace = false,
      value = {
        "go od|inner_space",
        "cft_0\u00c2\u00a0|invisible_character",
        "\u00e2\u0080\u008b$|invisible_character",
        "\u00d0\u00b0bc|lookalike_character",
        "\"$\"|quoted",
        "cft%5F0|percent_encoded",
        "Bearer $|scheme_prefix",
        "${APP_TOKEN}|placeholder",
        "cft_abc|truncated",
      })
  void aMistakeInTheTokenIsHintedAt(String value, String hint) throws IOException {
    String token = value.equals("${APP_TOKEN}") ? value : value.replace("$", token());
    JsonObject problem = refused("/orders/17", EdgeWorld.pair(EdgeWorld.VIEWER, token));

    assertThat(problem.getString("code")).isEqualTo("app_token_malformed");
    assertThat(problem.getJsonArray("hints").toString()).contains("\"" + hint + "\"");
  }

  private String token() {
    return world.token(EdgeWorld.VIEWER);
  }

  @Test
  void aControlCharacterIsNoHttp() throws IOException {
    String pair = EdgeWorld.pair(EdgeWorld.VIEWER, "a\u000bb");

    assertThat(world.forward("GET", "/orders/17", pair).status()).isEqualTo(400);
  }

  @Test
  void aTokenBeyond4KiBIsTooLong() throws IOException {
    JsonObject problem = refused("/orders/17", EdgeWorld.pair(EdgeWorld.VIEWER, "x".repeat(5000)));

    assertThat(problem.getJsonArray("hints").toString()).contains("too_long");
  }

  @Test
  void blanksAroundAValueAreHttps_notItsOwn() throws IOException {
    var reply =
        world.forward(
            "GET", "/orders/17", EdgeWorld.pair(EdgeWorld.VIEWER, " \t" + token() + "  "));

    assertThat(reply.status()).isEqualTo(200);
  }

  @Test
  void copiesAreCountedEvenIfEqualOrJoined() throws IOException {
    String pair = world.pair(EdgeWorld.VIEWER);

    assertThat(
            refused("/orders/17", pair, "X-VTEX-API-AppKey: " + EdgeWorld.VIEWER).getString("code"))
        .isEqualTo("credentials_duplicated");
    assertThat(
            refused("/orders/17", EdgeWorld.pair(EdgeWorld.VIEWER, token() + ", " + token()))
                .getString("code"))
        .isEqualTo("credentials_duplicated");
  }

  @Test
  void anEmptyHeaderIsNone() throws IOException {
    assertThat(refused("/orders/17", EdgeWorld.pair("", token())).getString("code"))
        .isEqualTo("app_key_missing");
    assertThat(refused("/orders/17", EdgeWorld.pair("", "")).getString("code"))
        .isEqualTo("credentials_missing");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "/orders/17?appKey=a | Accept: a | the query",
        "/orders/17?x=%63ft_abc | Accept: a | the query",
        "/orders/17?X-VTEX-API-AppToken=b | Accept: a | the query",
        "/orders/17 | Authorization: Bearer $ | the header Authorization",
        "/orders/17 | Authorization: Basic @ | the header Authorization",
        "/orders/17 | X_VTEX_API_AppToken: abc | the header X_VTEX_API_AppToken",
        "/orders/17 | vtex-api-appkey: abc | the header vtex-api-appkey",
        "/orders/17 | X-API-Key: $ | the header X-API-Key",
        "/orders/17 | Cookie: token=$ | the header Cookie",
      })
  void aCredentialElsewhereIsPointedAtAndNotRead(String uri, String header, String place)
      throws IOException {
    String basic = EdgeWorld.VIEWER + ":" + token();
    String encoded =
        Base64.getEncoder().encodeToString(basic.getBytes(StandardCharsets.ISO_8859_1));
    JsonObject problem = refused(uri, header.replace("$", token()).replace("@", encoded));

    assertThat(problem.getString("code")).isEqualTo("credentials_in_wrong_place");
    assertThat(problem.getString("detail")).contains(place).doesNotContain(token());
  }

  @Test
  void anAuthorizationOfTheApisOwnIsNoneOfOurs() throws IOException {
    assertThat(refused("/orders/17", "Authorization: Bearer eyJ.e30.x").getString("code"))
        .isEqualTo("credentials_missing");
  }

  @Test
  void aUserTokenIsReadFromHeaderAndCookie_theAccountsOwnOneIfItIsNamed() throws IOException {
    assertThat(world.forward("GET", "/me", "vtexidclientautcookie: of-viewer").status())
        .isEqualTo(200);
    assertThat(world.forward("GET", "/me", "Cookie: VtexIdclientAutCookie=of-viewer").status())
        .isEqualTo(200);
    assertThat(
            world
                .forward(
                    "GET",
                    "/me",
                    "X-Counterfoil-Account: acme",
                    "Cookie: VtexIdclientAutCookie_beta=nonsense; VtexIdclientAutCookie_acme=of-ana")
                .status())
        .isEqualTo(200);
  }
}
