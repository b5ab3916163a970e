package io.counterfoil.edge;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/// The answers that nginx understands, and the second call that fetches the real one.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class NginxRouteTest {
  private EdgeWorld world;

  @BeforeAll
  void start() {
    world = EdgeWorld.start();
  }

  @AfterAll
  void stop() {
    world.close();
  }

  private Wire.Reply denial(String id, String... headers) throws IOException {
    return Wire.ask(world.port(), "GET /v1/denials/" + id, headers);
  }

  @Test
  void anAllowedRequestIsAnsweredAsEverywhere() throws IOException {
    var reply = world.nginx("GET", "/orders/17", world.pair(EdgeWorld.VIEWER));

    assertThat(reply.status()).isEqualTo(200);
    assertThat(reply.header("Content-Length")).isEqualTo("0");
    assertThat(reply.header("X-Counterfoil-Key")).isEqualTo(EdgeWorld.VIEWER);
  }

  @Test
  void aRefusalIsToldInHeaders_andTheDenialHasTheBody() throws IOException {
    var reply = world.nginx("GET", "/orders/17", world.pair(EdgeWorld.NO_ROLE));
    var denial = denial(reply.header("X-Counterfoil-Decision-Id"), "Accept-Language: es");
    var problem = new JsonObject(denial.body());

    assertThat(reply.status()).isEqualTo(403);
    assertThat(reply.header("Content-Length")).isEqualTo("0");
    assertThat(reply.header("X-Counterfoil-Reason")).isEqualTo("role_missing");
    assertThat(reply.header("X-Counterfoil-Status")).isEqualTo("403");
    assertThat(denial.status()).isEqualTo(403);
    assertThat(denial.header("Content-Type")).isEqualTo("application/problem+json");
    assertThat(denial.header("Content-Language")).isEqualTo("es");
    assertThat(denial.header("X-Counterfoil-Refusal-Id"))
        .isEqualTo(reply.header("X-Counterfoil-Decision-Id"));
    assertThat(problem.getString("code")).isEqualTo("role_missing");
    assertThat(problem.getJsonObject("needed").getJsonArray("anyOf").getString(0))
        .isEqualTo("ViewOrders");
  }

  @Test
  void aRefusalWith401AsksForAPairBothTimes() throws IOException {
    var reply = world.nginx("GET", "/orders/17");
    var denial = denial(reply.header("X-Counterfoil-Decision-Id"));

    assertThat(reply.status()).isEqualTo(401);
    assertThat(denial.status()).isEqualTo(401);
    assertThat(reply.header("WWW-Authenticate"))
        .startsWith("AppKey realm=")
        .isEqualTo(denial.header("WWW-Authenticate"));
  }

  @Test
  void aStatusThatNginxCannotPassOnIsKeptForTheSecondCall() throws IOException {
    try (EdgeWorld unready = EdgeWorld.unready()) {
      var reply = unready.nginx("GET", "/orders/17", world.pair(EdgeWorld.VIEWER));
      var denial =
          Wire.ask(unready.port(), "GET /v1/denials/" + reply.header("X-Counterfoil-Decision-Id"));

      assertThat(reply.status()).isEqualTo(403);
      assertThat(reply.header("X-Counterfoil-Status")).isEqualTo("503");
      assertThat(reply.header("Retry-After")).isEqualTo("1");
      assertThat(denial.status()).isEqualTo(503);
      assertThat(denial.header("Retry-After")).isEqualTo("1");
    }
  }

  @Test
  void aConfigurationThatTellsNothingIsToldWhatToSend() throws IOException {
    var reply = Wire.ask(world.port(), "GET /v1/authz/nginx", world.pair(EdgeWorld.VIEWER));

    assertThat(reply.status()).isEqualTo(403);
    assertThat(reply.header("X-Counterfoil-Status")).isEqualTo("500");
    assertThat(
            new JsonObject(denial(reply.header("X-Counterfoil-Decision-Id")).body())
                .getString("detail"))
        .contains("`X-Original-Method, X-Original-URI`");
  }

  @Test
  void aDenialThatIsNotKeptIsAnsweredFromItsId() throws IOException {
    String id = world.forward("GET", "/nothing").header("X-Counterfoil-Refusal-Id");
    var denial = denial(id);

    assertThat(denial.status()).isEqualTo(401);
    assertThat(new JsonObject(denial.body()).getString("code")).isEqualTo("credentials_missing");
    assertThat(new JsonObject(denial.body()).getString("refusalId")).isEqualTo(id);
  }

  @Test
  void anUnknownIdIsNotFound() throws IOException {
    assertThat(denial("cf-" + "0".repeat(26)).status()).isEqualTo(404);
    assertThat(denial("nonsense").status()).isEqualTo(404);
    assertThat(denial("").status()).isEqualTo(404);
    assertThat(denial("x").header("Content-Type")).isEqualTo("application/problem+json");
  }

  @Test
  void aDenialAnswersGetAndHeadAlone() throws IOException {
    var reply = Wire.ask(world.port(), "POST /v1/denials/x");

    assertThat(reply.status()).isEqualTo(405);
    assertThat(reply.header("Allow")).isEqualTo("GET, HEAD");
  }

  @Test
  void aLongPathIsShortenedForTheSecondCall_andReadsTheSame() throws IOException {
    String uri = "/" + "a".repeat(3000);
    String forward = world.forward("GET", uri, world.pair(EdgeWorld.VIEWER)).body();
    var reply = world.nginx("GET", uri, world.pair(EdgeWorld.VIEWER));
    String denial = denial(reply.header("X-Counterfoil-Decision-Id")).body();

    assertThat(new JsonObject(denial).getString("detail"))
        .isEqualTo(new JsonObject(forward).getString("detail"));
  }

  @Test
  void everyIdIsDifferent() throws IOException {
    Map<String, Integer> seen = new HashMap<>();
    for (int i = 0; i < 50; i++) {
      seen.merge(
          world.nginx("GET", "/orders/17").header("X-Counterfoil-Decision-Id"), 1, Integer::sum);
    }

    assertThat(seen).hasSize(50);
  }
}
