package io.counterfoil.edge;

import static org.assertj.core.api.Assertions.assertThat;

import io.counterfoil.core.decision.RefusalCode;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Every refusal that a request can earn at the edge, earned by one.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class RefusalsTest {
  /// Not earned here: what only the server's own administration refuses, its imports, or a verifier
  /// that lost contact.
  private static final Set<RefusalCode> ELSEWHERE =
      EnumSet.of(
          RefusalCode.SPONSOR_REQUIRED, RefusalCode.VERIFIER_STALE, RefusalCode.VERIFIER_BUSY);

  private EdgeWorld world;

  @BeforeAll
  void start() {
    world = EdgeWorld.start();
  }

  @AfterAll
  void stop() {
    world.close();
  }

  static Stream<RefusalCode> earned() {
    return Stream.of(RefusalCode.values()).filter(code -> !ELSEWHERE.contains(code));
  }

  @ParameterizedTest
  @MethodSource("earned")
  void eachIsEarnedByARequestAndTellsItsNameAndStatus(RefusalCode code) throws IOException {
    Wire.Reply reply = earn(code);

    assertThat(new JsonObject(reply.body()).getString("code")).isEqualTo(code.code());
    assertThat(reply.status()).isEqualTo(code.status());
    assertThat(reply.header("X-Counterfoil-Refusal-Id")).matches("cf-[0-9a-z]{26}");
    assertThat(reply.all("WWW-Authenticate"))
        .hasSize(code.status() == 401 || code == RefusalCode.SCOPE_TOO_NARROW ? 1 : 0);
    assertThat(reply.all("Retry-After"))
        .hasSize(code.status() == 503 || code.status() == 429 ? 1 : 0);
    assertThat(reply.body()).doesNotContain("\"?\"").doesNotContain(" ? ");
  }

  private Wire.Reply earn(RefusalCode code) throws IOException {
    String viewer = world.pair(EdgeWorld.VIEWER);
    String token = world.token(EdgeWorld.VIEWER);
    return switch (code) {
      case ORIGINAL_REQUEST_MISSING -> Wire.ask(world.port(), "GET /v1/authz/forward", viewer);
      case FORWARDED_HEADERS_CONFLICT -> get("/orders/17", viewer, "X-Original-URI: /me");
      case PATH_AMBIGUOUS -> get("/orders/../orders/17", viewer);
      case CREDENTIALS_MISSING -> get("/orders/17");
      case APP_KEY_MISSING -> get("/orders/17", "X-VTEX-API-AppToken: " + token);
      case APP_TOKEN_MISSING -> get("/orders/17", "X-VTEX-API-AppKey: " + EdgeWorld.VIEWER);
      case CREDENTIALS_DUPLICATED -> get("/orders/17", viewer, "x-vtex-api-apptoken: " + token);
      case CREDENTIALS_CONFLICT -> get("/orders/17", viewer, "VtexIdclientAutCookie: of-inactive");
      case CREDENTIALS_IN_WRONG_PLACE -> get("/orders/17?appKey=a&appToken=b");
      case APP_KEY_MALFORMED -> get("/orders/17", EdgeWorld.pair("\"quoted\"", token));
      case APP_TOKEN_MALFORMED ->
          get("/orders/17", EdgeWorld.pair(EdgeWorld.VIEWER, "Bearer " + token));
      case CREDENTIALS_SWAPPED -> get("/orders/17", EdgeWorld.pair(token, EdgeWorld.VIEWER));
      case CHECKSUM_MISMATCH ->
          get("/orders/17", EdgeWorld.pair(EdgeWorld.VIEWER, mistyped(token)));
      case PAIR_UNKNOWN ->
          get("/orders/17", EdgeWorld.pair(EdgeWorld.VIEWER, world.token(EdgeWorld.NO_ROLE)));
      case USER_TOKEN_INVALID -> get("/orders/17", "VtexIdclientAutCookie: eyJ.not.ours");
      case ACCESS_TOKEN_INVALID -> get("/orders/17", EdgeWorld.bearer("altered"));
      case ACCESS_TOKEN_EXPIRED -> get("/orders/17", EdgeWorld.bearer("expired"));
      case ACCESS_TOKEN_REVOKED -> get("/orders/17", EdgeWorld.bearer("of-renewed"));
      case SCOPE_TOO_NARROW -> get("/orders/17", EdgeWorld.bearer("narrow"));
      case KEY_INACTIVE -> get("/orders/17", world.pair(EdgeWorld.INACTIVE));
      case KEY_EXPIRED -> get("/orders/17", world.pair(EdgeWorld.EXPIRED));
      case KEY_QUARANTINED -> get("/orders/17", world.pair(EdgeWorld.QUARANTINED));
      case ACCOUNT_INACTIVE -> get("/orders/17", world.pair(EdgeWorld.OF_CLOSED));
      case USER_TOKEN_EXPIRED -> get("/orders/17", "VtexIdclientAutCookie: expired");
      case USER_TOKEN_REVOKED -> get("/orders/17", "Cookie: VtexIdclientAutCookie=of-inactive");
      case ACCOUNT_MISMATCH -> get("/orders/17", viewer, "X-Counterfoil-Account: beta");
      case HOST_NOT_OF_ACCOUNT ->
          get("/orders/17", world.pair(EdgeWorld.OF_BETA), "X-Forwarded-Host: elsewhere.example");
      case OPERATION_UNKNOWN -> get("/nothing/here", viewer);
      case CREDENTIAL_KIND_NOT_ACCEPTED -> get("/me", viewer);
      case ROLE_MISSING -> get("/orders/17", world.pair(EdgeWorld.NO_ROLE));
      case RESOURCE_MISSING -> world.forward("PUT", "/orders/17", viewer);
      case VERIFIER_NOT_READY -> {
        try (EdgeWorld unready = EdgeWorld.unready()) {
          yield unready.forward("GET", "/orders/17", viewer);
        }
      }
      case ADDRESS_NOT_ALLOWED ->
          get("/orders/17", world.pair(EdgeWorld.FENCED), "X-Forwarded-For: 198.51.100.7");
      case RATE_LIMITED -> {
        get("/orders/17", world.pair(EdgeWorld.LIMITED));
        get("/orders/17", world.pair(EdgeWorld.LIMITED));
        yield get("/orders/17", world.pair(EdgeWorld.LIMITED));
      }
      case SPONSOR_REQUIRED, VERIFIER_STALE, VERIFIER_BUSY ->
          throw new IllegalArgumentException(code + " cannot be earned here");
    };
  }

  private static String mistyped(String token) {
    return token.substring(0, 20) + (token.charAt(20) == 'a' ? 'b' : 'a') + token.substring(21);
  }

  private Wire.Reply get(String uri, String... headers) throws IOException {
    return world.forward("GET", uri, headers);
  }

  @Test
  void aHintIsToldInWordsToo() throws IOException {
    var reply = get("/orders/17", EdgeWorld.pair("appkey acme", world.token(EdgeWorld.VIEWER)));
    JsonObject hint = new JsonObject(reply.body()).getJsonArray("hints").getJsonObject(0);

    assertThat(hint.getString("code")).isEqualTo("inner_space");
    assertThat(hint.getString("text")).isNotBlank();
  }
}
