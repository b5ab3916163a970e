package io.counterfoil.edge;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/// Access tokens at the edge, in the place of a pair.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class AccessTokenTest {
  private EdgeWorld world;

  @BeforeAll
  void start() {
    world = EdgeWorld.start();
  }

  @AfterAll
  void stop() {
    world.close();
  }

  private String code(String uri, String... headers) throws IOException {
    Wire.Reply reply = world.forward("GET", uri, headers);
    return reply.status() == 200 ? "200" : new JsonObject(reply.body()).getString("code");
  }

  @Test
  void anAccessTokenStandsInForItsPair() throws IOException {
    Wire.Reply reply = world.forward("GET", "/orders/17", EdgeWorld.bearer("of-viewer"));

    assertThat(reply.status()).isEqualTo(200);
    assertThat(reply.header("X-Counterfoil-Key")).isEqualTo(EdgeWorld.VIEWER);
    assertThat(reply.header("X-Counterfoil-Account")).isEqualTo("acme");
  }

  @Test
  void whatTakesNoPair_takesNoAccessTokenEither() throws IOException {
    assertThat(code("/me", EdgeWorld.bearer("of-viewer")))
        .isEqualTo("credential_kind_not_accepted");
  }

  @Test
  void aKeyThatIsBoundToAddressesIsSoWithAnAccessToken() throws IOException {
    assertThat(code("/orders/17", EdgeWorld.bearer("of-fenced"), "X-Forwarded-For: 192.0.2.7"))
        .isEqualTo("200");
    assertThat(code("/orders/17", EdgeWorld.bearer("of-fenced"), "X-Forwarded-For: 198.51.100.7"))
        .isEqualTo("address_not_allowed");
  }

  @Test
  void besideAPair_itSpeaksOfTheSameKeyOrIsRefused() throws IOException {
    String viewer = world.pair(EdgeWorld.VIEWER);

    assertThat(code("/orders/17", viewer, EdgeWorld.bearer("of-viewer"))).isEqualTo("200");
    assertThat(code("/orders/17", viewer, EdgeWorld.bearer("of-fenced")))
        .isEqualTo("credentials_conflict");
    assertThat(code("/orders/17", viewer, EdgeWorld.bearer("altered"))).isEqualTo("200");
    assertThat(code("/orders/17", viewer, "Authorization: Bearer eyJ.of-the-api.x"))
        .isEqualTo("200");
  }

  @Test
  void twoOfThemAreRefused() throws IOException {
    assertThat(code("/orders/17", EdgeWorld.bearer("of-viewer"), EdgeWorld.bearer("of-fenced")))
        .isEqualTo("credentials_duplicated");
  }

  @Test
  void anEmptyKeyHeaderBesideIt_doesNotNameTheCaller() throws IOException {
    Wire.Reply reply =
        world.forward("GET", "/orders/17", "X-VTEX-API-AppKey: ", EdgeWorld.bearer("of-viewer"));

    assertThat(reply.header("X-Counterfoil-Key")).isEqualTo(EdgeWorld.VIEWER);
  }

  @Test
  void aKeyThatIsFoundByNameAlone_isToldOfWhereNoPairWasEverFound() throws IOException {
    try (EdgeWorld fresh = EdgeWorld.start()) {
      Wire.Reply reply = fresh.forward("GET", "/orders/17", EdgeWorld.bearer("of-renewed"));

      assertThat(reply.status()).isEqualTo(401);
      assertThat(new JsonObject(reply.body()).getString("code")).isEqualTo("access_token_revoked");
    }
  }

  @Test
  void aRefusedOneIsChallengedAsRfc6750Asks() throws IOException {
    assertThat(
            world
                .forward("GET", "/orders/17", EdgeWorld.bearer("expired"))
                .header("WWW-Authenticate"))
        .startsWith("Bearer realm=\"counterfoil\", error=\"invalid_token\"");
    assertThat(
            world
                .forward("GET", "/orders/17", EdgeWorld.bearer("narrow"))
                .header("WWW-Authenticate"))
        .startsWith("Bearer realm=\"counterfoil\", error=\"insufficient_scope\"");
  }
}
