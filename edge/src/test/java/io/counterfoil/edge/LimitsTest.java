package io.counterfoil.edge;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/// How many connections there may be, and how long they may keep us waiting.
final class LimitsTest {
  private static final Duration SHORT = Duration.ofMillis(400);
  private static final Duration LONG = Duration.ofSeconds(60);

  private static EdgeWorld limited(EdgeLimits limits) {
    return EdgeWorld.start(EdgeWorld.config().withLimits(limits));
  }

  @Test
  void oneConnectionTooManyIsTold503_andThereIsRoomAgainWhenOneGoes() throws IOException {
    try (EdgeWorld world = limited(new EdgeLimits(2, 0, LONG, LONG))) {
      try (Wire first = new Wire(world.port());
          Wire second = new Wire(world.port());
          Wire third = new Wire(world.port())) {
        assertThat(first.ask("GET /health/live").status()).isEqualTo(200);
        assertThat(second.ask("GET /health/live").status()).isEqualTo(200);
        var reply = third.read(false);

        assertThat(reply.status()).isEqualTo(503);
        assertThat(reply.header("Retry-After")).isEqualTo("1");
        assertThat(new JsonObject(reply.body()).getString("detail")).contains("connections");
        assertThat(third.isClosed()).isTrue();
        assertThat(world.edge.connections()).isEqualTo(2);
        assertThat(world.edge.turnedAway()).isEqualTo(1);
        assertThat(first.ask("GET /health/live").status()).isEqualTo(200);
      }
      Eventually.holds(() -> Wire.ask(world.port(), "GET /health/live").status() == 200);
    }
  }

  @Test
  void oneAddressCannotTakeEveryPlace() throws IOException {
    InetAddress other = InetAddress.getByName("127.0.0.2");
    try (EdgeWorld world = limited(new EdgeLimits(100, 2, LONG, LONG));
        Wire first = new Wire(world.port());
        Wire second = new Wire(world.port());
        Wire third = new Wire(world.port());
        Wire elsewhere = new Wire(world.port(), other)) {
      assertThat(first.ask("GET /health/live").status()).isEqualTo(200);
      assertThat(second.ask("GET /health/live").status()).isEqualTo(200);
      assertThat(third.read(false).status()).isEqualTo(503);
      assertThat(elsewhere.ask("GET /health/live").status()).isEqualTo(200);
    }
  }

  @Test
  void aRequestThatArrivesByteByByteIs408_andOthersAreAnsweredMeanwhile() throws IOException {
    try (EdgeWorld world = limited(new EdgeLimits(100, 0, SHORT, LONG));
        Wire slow = new Wire(world.port());
        Wire other = new Wire(world.port())) {
      String endless = "GET /health/live HTTP/1.1\r\nHost: a\r\nA: " + "b".repeat(10_000);
      int sent = 0;
      while (!slow.hasAnswer()) {
        slow.write(endless.substring(sent, sent + 1));
        sent++;
        assertThat(other.ask("GET /health/live").status()).isEqualTo(200);
      }
      var reply = slow.read(false);

      assertThat(reply.status()).isEqualTo(408);
      assertThat(reply.header("Connection")).isEqualTo("close");
      assertThat(reply.header("Content-Type")).isEqualTo("application/problem+json");
      assertThat(slow.isClosed()).isTrue();
    }
  }

  @Test
  void aSecondRequestMayNotDawdleEither() throws IOException {
    try (EdgeWorld world = limited(new EdgeLimits(100, 0, SHORT, LONG));
        Wire slow = new Wire(world.port())) {
      assertThat(slow.ask("GET /health/live").status()).isEqualTo(200);
      slow.write("GET /health/live HTTP/1.1\r\nA: ");

      assertThat(slow.read(false).status()).isEqualTo(408);
    }
  }

  @Test
  void halfAPrefaceIsClosedInTime() throws IOException {
    try (EdgeWorld world = limited(new EdgeLimits(100, 0, SHORT, LONG));
        Wire slow = new Wire(world.port())) {
      slow.write("PRI * HTTP/2.0");

      assertThat(slow.isClosed()).isTrue();
    }
  }

  @Test
  void aSilentConnectionIsClosedWithoutAWord() throws IOException {
    try (EdgeWorld world = limited(new EdgeLimits(100, 0, LONG, SHORT));
        Wire silent = new Wire(world.port());
        Wire once = new Wire(world.port())) {
      assertThat(once.ask("GET /health/live").status()).isEqualTo(200);

      assertThat(silent.isClosed()).isTrue();
      assertThat(once.isClosed()).isTrue();
    }
  }

  @Test
  void aBusyConnectionOutlivesEveryTimeOut() throws IOException {
    try (EdgeWorld world = limited(new EdgeLimits(100, 0, SHORT, SHORT));
        Wire busy = new Wire(world.port());
        MultiplexedWire multiplexed = new MultiplexedWire(world.port())) {
      long end = System.nanoTime() + SHORT.multipliedBy(3).toNanos();
      while (System.nanoTime() < end) {
        assertThat(busy.ask("GET /health/live").status()).isEqualTo(200);
        assertThat(multiplexed.ask("/health/live").status()).isEqualTo(200);
      }
    }
  }

  @Test
  void aConnectionOfHttp2ThatNeverFinishesItsHeadersIsClosed() throws IOException {
    try (EdgeWorld world = limited(new EdgeLimits(100, 0, SHORT, SHORT));
        MultiplexedWire wire = new MultiplexedWire(world.port())) {
      wire.next(MultiplexedWire.SETTINGS);
      byte[] block = wire.encoded(MultiplexedWire.get("/health/live"));
      wire.write(MultiplexedWire.HEADERS, MultiplexedWire.END_STREAM, 1, block);

      assertThat(wire.next(MultiplexedWire.GO_AWAY).error()).isZero();
    }
  }

  @Test
  void theFarewellWaitsForWhatIsUnderWay_andSaysThatItIsOver() throws Exception {
    EdgeWorld world = EdgeWorld.start();
    try (Wire halfway = new Wire(world.port());
        Wire idle = new Wire(world.port());
        MultiplexedWire multiplexed = new MultiplexedWire(world.port())) {
      assertThat(halfway.ask("GET /health/ready").status()).isEqualTo(200);
      assertThat(idle.ask("GET /health/ready").status()).isEqualTo(200);
      assertThat(multiplexed.ask("/health/ready").status()).isEqualTo(200);
      halfway.write("GET /health/ready HTTP/1.1\r\nHost: a\r\n");
      // The edge has read as much as is written before it answers on another connection of the
      // loop.
      for (int i = 0; i < 4; i++) {
        assertThat(Wire.ask(world.port(), "GET /health/live").status()).isEqualTo(200);
      }
      Thread closing = Thread.ofVirtual().start(world::close);

      assertThat(idle.isClosed()).isTrue();
      assertThat(multiplexed.next(MultiplexedWire.GO_AWAY).error()).isZero();
      halfway.write("\r\n");
      var reply = halfway.read(false);
      assertThat(reply.status()).isEqualTo(503);
      assertThat(reply.header("Connection")).isEqualTo("close");
      assertThat(halfway.isClosed()).isTrue();
      closing.join();
    }
  }
}
