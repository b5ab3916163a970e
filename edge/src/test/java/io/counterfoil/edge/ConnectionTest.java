package io.counterfoil.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.counterfoil.core.decision.UserTokenReader;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What happens on the wire, whatever is decided.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class ConnectionTest {
  private EdgeWorld world;

  @BeforeAll
  void start() {
    world = EdgeWorld.start();
  }

  @AfterAll
  void stop() {
    world.close();
  }

  private String allowed(String... more) {
    String[] headers = new String[more.length + 3];
    headers[0] = "X-Forwarded-Method: GET";
    headers[1] = "X-Forwarded-Uri: /orders/17";
    headers[2] = world.pair(EdgeWorld.VIEWER);
    System.arraycopy(more, 0, headers, 3, more.length);
    return Wire.request("POST /v1/authz/forward", headers);
  }

  @Test
  void oneConnectionServesAThousandRequests_refusedOnesToo() throws IOException {
    try (Wire wire = new Wire(world.port())) {
      for (int i = 0; i < 500; i++) {
        wire.write(allowed());
        assertThat(wire.read(false).status()).isEqualTo(200);
        assertThat(wire.ask("GET /v1/authz/nginx").status()).isEqualTo(403);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"Content-Length: 7", "Transfer-Encoding: chunked"})
  void anAnnouncedBodyIsNotWaitedFor(String header) throws IOException {
    long began = System.nanoTime();
    try (Wire wire = new Wire(world.port())) {
      wire.write(allowed(header));
      var reply = wire.read(false);

      assertThat(reply.status()).isEqualTo(200);
      assertThat(reply.header("Connection")).isEqualTo("close");
      assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofMillis(900));
      assertThat(wire.isClosed()).isTrue();
    }
  }

  @Test
  void whatFollowsAnAnnouncedBodyIsNeverTakenForARequest() throws IOException {
    try (Wire wire = new Wire(world.port())) {
      wire.write(allowed("Content-Length: 4") + "body" + allowed());

      assertThat(wire.read(false).status()).isEqualTo(200);
      assertThat(wire.isClosed()).isTrue();
    }
  }

  @Test
  void aBodyOfNothingKeepsTheConnection() throws IOException {
    try (Wire wire = new Wire(world.port())) {
      wire.write(allowed("Content-Length: 0"));
      assertThat(wire.read(false).status()).isEqualTo(200);
      wire.write(allowed());
      assertThat(wire.read(false).status()).isEqualTo(200);
    }
  }

  @Test
  void pipelinedRequestsAreAnsweredInOrder() throws IOException {
    try (Wire wire = new Wire(world.port())) {
      wire.write(allowed() + Wire.request("GET /health/live") + allowed());

      assertThat(wire.read(false).header("X-Counterfoil-Account")).isEqualTo("acme");
      assertThat(wire.read(false).body()).isEqualTo("ok\n");
      assertThat(wire.read(false).header("X-Counterfoil-Account")).isEqualTo("acme");
    }
  }

  @Test
  void headersBeyond16KiBAre431() throws IOException {
    assertThat(Wire.ask(world.port(), "GET /health/live", "A: " + "x".repeat(15_000)).status())
        .isEqualTo(200);
    assertThat(Wire.ask(world.port(), "GET /health/live", "A: " + "x".repeat(17_000)).status())
        .isEqualTo(431);
  }

  @Test
  void moreThanAHundredHeadersAre431() throws IOException {
    String[] headers = new String[99];
    Arrays.fill(headers, "A: b");
    assertThat(Wire.ask(world.port(), "GET /health/live", headers).status()).isEqualTo(200);

    String[] more = new String[100];
    Arrays.fill(more, "A: b");
    var reply = Wire.ask(world.port(), "GET /health/live", more);

    assertThat(reply.status()).isEqualTo(431);
    assertThat(new JsonObject(reply.body()).getString("detail")).contains("100 headers");
  }

  @Test
  void aRequestLineBeyond8KiBIs414() throws IOException {
    assertThat(Wire.ask(world.port(), "GET /health/live?" + "x".repeat(8_000)).status())
        .isEqualTo(200);
    assertThat(Wire.ask(world.port(), "GET /health/live?" + "x".repeat(9_000)).status())
        .isEqualTo(414);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\u0016\u0003\u0001\u0000\u00a5\r\n\r\n",
        "garbage\r\n\r\n",
        "GET / HTTP/1.1\r\nbroken\r\n\r\n",
        "GET / HTTP/1.1\r\nA : b\r\n\r\n",
        "GET / HTTP/1.1\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n",
        "GET / HTTP/1.1\r\nContent-Length: x\r\n\r\n"
      })
  void garbageIs400AndHurtsNobodyElse(String bytes) throws IOException {
    try (Wire other = new Wire(world.port());
        Wire wire = new Wire(world.port())) {
      assertThat(other.ask("GET /health/live").status()).isEqualTo(200);

      wire.write(bytes);

      var reply = wire.read(false);
      assertThat(reply.status()).isEqualTo(400);
      assertThat(reply.header("Content-Type")).isEqualTo("application/problem+json");
      assertThat(wire.isClosed()).isTrue();
      assertThat(other.ask("GET /health/live").status()).isEqualTo(200);
    }
  }

  @Test
  void anUnknownAddressIsNotFound() throws IOException {
    for (String path :
        new String[] {"/", "/v1/authz", "/v1/authz/forward/", "/v1//authz/forward"}) {
      var reply = Wire.ask(world.port(), "GET " + path);

      assertThat(reply.status()).as(path).isEqualTo(404);
      assertThat(reply.header("Content-Type")).isEqualTo("application/problem+json");
    }
  }

  @Test
  void itIsReadyOnceTheKeysAreLoaded() throws IOException {
    assertThat(Wire.ask(world.port(), "GET /health/ready").status()).isEqualTo(200);
    try (EdgeWorld unready = EdgeWorld.unready()) {
      assertThat(Wire.ask(unready.port(), "GET /health/ready").status()).isEqualTo(503);
      assertThat(Wire.ask(unready.port(), "GET /health/live").status()).isEqualTo(200);
    }
  }

  @Test
  void closingEndsIdleConnectionsAndFreesThePort() throws IOException {
    EdgeWorld own = EdgeWorld.start();
    int port = own.port();
    try (Wire wire = new Wire(port)) {
      assertThat(wire.ask("GET /health/live").status()).isEqualTo(200);
      own.close();
      assertThat(wire.isClosed()).isTrue();
    }
    assertThatThrownBy(() -> Wire.ask(port, "GET /health/live")).isInstanceOf(IOException.class);
  }

  @Test
  void aPortThatIsTakenIsSaidInOneSentence() {
    EdgeParts parts = parts();
    EdgeConfig taken = EdgeConfig.loopback(world.port());

    assertThatThrownBy(() -> EdgeServer.start(taken, parts))
        .isInstanceOf(EdgeException.class)
        .hasMessageContaining("`127.0.0.1:" + world.port() + "`");
  }

  @Test
  void itRunsOnEventLoopsOfTheCallersToo() throws Exception {
    Vertx vertx = Vertx.vertx();
    try (EdgeServer edge = EdgeServer.start(vertx, EdgeConfig.loopback(0), parts())) {
      assertThat(Wire.ask(edge.port(), "GET /health/live").status()).isEqualTo(200);
      assertThat(edge.transport()).contains("shared");
    } finally {
      vertx.close().toCompletionStage().toCompletableFuture().get();
    }
  }

  @Test
  void theStartUpLineSaysWhichTransportItIsAndWhy() {
    String asked = System.getProperty("edge.transport", "auto");
    assertThat(world.edge.transport())
        .matches(
            asked.equals("auto")
                ? "io_uring, the best of all|(epoll|NIO), because of io_uring: .+"
                : "(?i)" + asked + ", as asked for");
  }

  @Test
  void aTransportOfAnUnknownName_isRefusedWithThoseThatThereAre() {
    assertThatThrownBy(() -> EdgeTransport.Choice.of("kqueue"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("edge-transport: `kqueue` (expected: auto, io_uring, epoll or nio)");
  }

  private EdgeParts parts() {
    return world.parts(UserTokenReader.NONE);
  }
}
