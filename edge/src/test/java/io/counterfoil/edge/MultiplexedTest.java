package io.counterfoil.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.handler.codec.http2.Http2Error;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.util.Arrays;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/// HTTP/2 without TLS, begun with prior knowledge.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class MultiplexedTest {
  private EdgeWorld world;

  @BeforeAll
  void start() {
    world = EdgeWorld.start();
  }

  @AfterAll
  void stop() {
    world.close();
  }

  private String[] allowed(String... more) {
    String[] headers = Arrays.copyOf(more, more.length + 3);
    headers[more.length] = "X-Forwarded-Method: GET";
    headers[more.length + 1] = "X-Forwarded-Uri: /orders/17";
    headers[more.length + 2] = world.pair(EdgeWorld.VIEWER);
    return headers;
  }

  @Test
  void manyRequestsAreDecidedOnOneConnection() throws IOException {
    try (MultiplexedWire wire = new MultiplexedWire(world.port())) {
      for (int i = 0; i < 300; i++) {
        assertThat(wire.ask("/v1/authz/forward", allowed()).status()).isEqualTo(200);
        assertThat(wire.ask("/v1/authz/nginx").status()).isEqualTo(403);
      }
      assertThat(wire.ask("/v1/authz/forward", allowed()).headers().get("x-counterfoil-account"))
          .hasToString("acme");
    }
  }

  @Test
  void aRefusalIsAProblemAsItIsOverHttp1() throws IOException {
    try (MultiplexedWire wire = new MultiplexedWire(world.port())) {
      var reply =
          wire.ask("/v1/authz/forward", "X-Forwarded-Method: GET", "X-Forwarded-Uri: /orders/17");

      assertThat(reply.status()).isEqualTo(401);
      assertThat(new JsonObject(reply.body()).getString("code")).isEqualTo("credentials_missing");
    }
  }

  @Test
  void theAuthorityIsTheHost() throws IOException {
    try (MultiplexedWire wire = new MultiplexedWire(world.port())) {
      var headers =
          MultiplexedWire.get(
              "/v1/authz/forward",
              "X-Forwarded-Method: GET",
              "X-Forwarded-Uri: /orders/17",
              world.pair(EdgeWorld.VIEWER));
      headers.authority(EdgeWorld.HOST);

      var reply = wire.read(wire.begin(MultiplexedWire.END_STREAM, headers));

      assertThat(reply.status()).isEqualTo(403);
      assertThat(new JsonObject(reply.body()).getString("code")).isEqualTo("account_mismatch");
    }
  }

  @Test
  void anAnnouncedBodyIsNotWaitedFor_andOtherRequestsGoOn() throws IOException {
    try (MultiplexedWire wire = new MultiplexedWire(world.port())) {
      int posted =
          wire.begin(0, MultiplexedWire.get("/v1/authz/forward", allowed("content-length: 7")));

      assertThat(wire.read(posted).status()).isEqualTo(200);
      assertThat(wire.ask("/v1/authz/forward", allowed()).status()).isEqualTo(200);
      var calledOff = wire.next(MultiplexedWire.RESET);
      assertThat(calledOff.stream()).isEqualTo(posted);
      assertThat(calledOff.error()).isEqualTo((int) Http2Error.NO_ERROR.code());
      assertThat(wire.ask("/v1/authz/forward", allowed()).status()).isEqualTo(200);
    }
  }

  @Test
  void headersBeyondTheLimitsAre431_andOtherRequestsGoOn() throws IOException {
    String[] many = new String[101];
    Arrays.fill(many, "a: b");
    try (MultiplexedWire wire = new MultiplexedWire(world.port())) {
      assertThat(wire.ask("/health/live", many).status()).isEqualTo(431);
      assertThat(wire.ask("/health/live", "a: " + "x".repeat(15_000)).status()).isEqualTo(200);
      assertThat(wire.ask("/health/live", "a: " + "x".repeat(17_000)).status()).isEqualTo(431);
      assertThat(wire.ask("/health/live").status()).isEqualTo(200);
    }
  }

  @Test
  void aPathBeyond8KiBIs414() throws IOException {
    try (MultiplexedWire wire = new MultiplexedWire(world.port())) {
      assertThat(wire.ask("/health/live?" + "x".repeat(9_000)).status()).isEqualTo(414);
      assertThat(wire.ask("/health/live?" + "x".repeat(8_000)).status()).isEqualTo(200);
    }
  }

  @Test
  void moreStreamsThanAllowedAreRefused() throws IOException {
    try (MultiplexedWire wire = new MultiplexedWire(world.port())) {
      for (int i = 0; i < EdgeLimits.STREAMS; i++) {
        int one = wire.begin(0, MultiplexedWire.get("/health/live"));
        assertThat(wire.read(one).status()).isEqualTo(200);
      }
      int more = wire.begin(0, MultiplexedWire.get("/health/live"));

      var refused = wire.next(MultiplexedWire.RESET);

      assertThat(refused.stream()).isEqualTo(more);
      assertThat(refused.error()).isEqualTo((int) Http2Error.REFUSED_STREAM.code());
    }
  }

  @Test
  void resettingRequestsAgainAndAgainEndsTheConnection() throws IOException {
    try (MultiplexedWire wire = new MultiplexedWire(world.port())) {
      assertThatThrownBy(
              () -> {
                for (int i = 0; i < 10_000; i++) {
                  int one = wire.begin(0, MultiplexedWire.get("/health/live"));
                  wire.write(MultiplexedWire.RESET, 0, one, new byte[] {0, 0, 0, 8});
                }
                throw new IOException(
                    "error " + wire.next(MultiplexedWire.GO_AWAY).error() + " was said");
              })
          .isInstanceOf(IOException.class);
    }
    assertThat(Wire.ask(world.port(), "GET /health/live").status()).isEqualTo(200);
  }

  @Test
  void aClientThatAsksToGoOnInHttp2GetsAnOrdinaryAnswer() throws IOException {
    try (Wire wire = new Wire(world.port())) {
      for (int i = 0; i < 2; i++) {
        var reply =
            wire.ask(
                "GET /health/live",
                "Connection: Upgrade, HTTP2-Settings",
                "Upgrade: h2c",
                "HTTP2-Settings: AAMAAABkAAQAAP__");

        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.body()).isEqualTo("ok\n");
      }
      assertThat(wire.ask("GET /health/live", "Upgrade: h2c").status()).isEqualTo(200);
    }
  }
}
