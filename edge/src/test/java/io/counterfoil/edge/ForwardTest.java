package io.counterfoil.edge;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class ForwardTest {
  private EdgeWorld world;

  @BeforeAll
  void start() {
    world = EdgeWorld.start();
  }

  @AfterAll
  void stop() {
    world.close();
  }

  @Test
  void anAllowedRequestGets200AndSaysWhoCalled() throws IOException {
    var reply =
        world.forward("GET", "/orders/17", world.pair(EdgeWorld.VIEWER), "X-Request-Id: r-1");

    assertThat(reply.status()).isEqualTo(200);
    assertThat(reply.body()).isEmpty();
    assertThat(reply.all("Content-Length")).containsExactly("0");
    assertThat(reply.all("X-Counterfoil-Account")).containsExactly("acme");
    assertThat(reply.all("X-Counterfoil-Key")).containsExactly(EdgeWorld.VIEWER);
    assertThat(reply.all("X-Counterfoil-Key-Label")).containsExactly("ERP %E2%80%93 nightly");
    assertThat(reply.all("X-Counterfoil-Roles")).containsExactly("Order viewer%2C a%C3%A7%C3%A3o");
    assertThat(reply.header("X-Counterfoil-Revision")).matches("\\d+\\.[0-9a-f]{8}");
    assertThat(reply.all("X-Counterfoil-Request-Id")).containsExactly("r-1");
    assertThat(reply.all("Cache-Control")).containsExactly("no-store");
    assertThat(reply.all("Transfer-Encoding")).isEmpty();
  }

  @Test
  void aPersonIsNamedByEmail() throws IOException {
    var reply =
        world.forward("GET", "/me?an=acme", "Cookie: a=b; VtexIdclientAutCookie_acme=of-ana");

    assertThat(reply.status()).isEqualTo(200);
    assertThat(reply.header("X-Counterfoil-Key")).isEqualTo("ana@example.com");
    assertThat(reply.header("X-Counterfoil-Key-Label")).isEqualTo("Ana");
  }

  @Test
  void namesOfHeadersMayBeInAnyLetterCase() throws IOException {
    var reply =
        world.forward(
            "GET",
            "/orders/17",
            "x-vtex-api-APPKEY: " + EdgeWorld.VIEWER,
            "X-Vtex-Api-Apptoken: " + world.token(EdgeWorld.VIEWER));

    assertThat(reply.status()).isEqualTo(200);
  }

  @Test
  void aTraceGivesTheRequestItsId_elseOneIsMade() throws IOException {
    var traced =
        world.forward(
            "GET",
            "/orders/17",
            world.pair(EdgeWorld.VIEWER),
            "traceparent: 00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01");
    var odd = world.forward("GET", "/orders/17", world.pair(EdgeWorld.VIEWER), "X-Request-Id: a b");

    assertThat(traced.header("X-Counterfoil-Request-Id"))
        .isEqualTo("4bf92f3577b34da6a3ce929d0e0e4736");
    assertThat(odd.header("X-Counterfoil-Request-Id")).matches("[0-9a-f]{32}");
  }

  @Test
  void aRefusalIsAProblemThatSaysWhatIsNeeded() throws IOException {
    var reply = world.forward("PUT", "/orders/17", world.pair(EdgeWorld.VIEWER));
    var problem = new JsonObject(reply.body());

    assertThat(reply.status()).isEqualTo(403);
    assertThat(reply.header("Content-Type")).isEqualTo("application/problem+json");
    assertThat(reply.header("Cache-Control")).isEqualTo("no-store");
    assertThat(reply.all("WWW-Authenticate")).isEmpty();
    assertThat(problem.fieldNames())
        .containsExactly(
            "type", "title", "status", "detail", "code", "refusalId", "hints", "needed");
    assertThat(problem.getString("type"))
        .isEqualTo("http://127.0.0.1:" + world.port() + "/problems/resource_missing");
    assertThat(problem.getInteger("status")).isEqualTo(403);
    assertThat(problem.getString("code")).isEqualTo("resource_missing");
    assertThat(problem.getString("detail")).contains("`EditOrders`");
    assertThat(problem.getString("refusalId"))
        .isEqualTo(reply.header("X-Counterfoil-Refusal-Id"))
        .startsWith("cf-");
    assertThat(problem.getJsonObject("needed").getJsonArray("allOf"))
        .isEqualTo(JsonArray.of("EditOrders", "ViewOrders"));
    assertThat(reply.body().length()).isLessThan(1024);
  }

  @Test
  void aRefusalWith401AsksForAPair() throws IOException {
    var reply = world.forward("GET", "/orders/17");

    assertThat(reply.status()).isEqualTo(401);
    assertThat(reply.header("WWW-Authenticate"))
        .isEqualTo(
            "AppKey realm=\"counterfoil\", error=\"credentials_missing\", refusal_id=\"%s\""
                .formatted(reply.header("X-Counterfoil-Refusal-Id")));
  }

  @Test
  void aRefusalIsToldInTheCallersLanguage() throws IOException {
    var reply = world.forward("GET", "/orders/17", "Accept-Language: pt-BR, en;q=0.5");

    assertThat(reply.header("Content-Language")).isEqualTo("pt");
  }

  @Test
  void headIsAnsweredWithTheLengthAlone() throws IOException {
    var reply = Wire.ask(world.port(), "HEAD /v1/authz/forward");

    assertThat(reply.status()).isEqualTo(500);
    assertThat(Integer.parseInt(reply.header("Content-Length"))).isPositive();
  }

  @Test
  void everyMethodMayAsk() throws IOException {
    for (String method : new String[] {"POST", "OPTIONS", "PATCH", "PURGE"}) {
      var reply =
          Wire.ask(
              world.port(),
              method + " /v1/authz/forward?x=1",
              "X-Forwarded-Method: GET",
              "X-Forwarded-Uri: /orders/17",
              world.pair(EdgeWorld.VIEWER));

      assertThat(reply.status()).as(method).isEqualTo(200);
    }
  }

  @Test
  void aKeyThatWasSwitchedOffIsRefusedFromTheNextRequestOn() throws IOException {
    try (EdgeWorld own = EdgeWorld.start()) {
      String pair = own.pair(EdgeWorld.VIEWER);
      assertThat(own.forward("GET", "/orders/17", pair).status()).isEqualTo(200);

      own.deactivate(EdgeWorld.VIEWER);

      assertThat(own.forward("GET", "/orders/17", pair).status()).isEqualTo(401);
    }
  }
}
