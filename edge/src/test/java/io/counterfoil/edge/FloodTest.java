package io.counterfoil.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.UnixOperatingSystemMXBean;
import io.netty.handler.codec.http2.Http2Error;
import java.io.IOException;
import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.junit.jupiter.api.Test;

/// Many clients, or one that sends much, do not hold up the others, whatever they send.
final class FloodTest {
  /// Netty tells at length of each connection that it ends for a flood.
  private static final Logger NETTY = Logger.getLogger("io.netty.handler.codec.http2");

  static {
    NETTY.setLevel(Level.WARNING);
  }

  private static final int IDLE_CONNECTIONS = 10_000;

  /// Both ends of a connection are in this process.
  private static final int DESCRIPTORS_A_CONNECTION = 2;

  private static final int DESCRIPTORS_FOR_THE_REST = 500;
  private static final long MOST_BYTES_A_CONNECTION = 24 * 1024;
  private static final Duration PATIENCE = Duration.ofSeconds(3);
  private static final Duration SHORT = Duration.ofSeconds(1);
  private static final Duration LONG = Duration.ofSeconds(60);

  private static EdgeWorld limited(EdgeLimits limits) {
    return EdgeWorld.start(EdgeWorld.config().withLimits(limits));
  }

  private static int affordable() {
    if (ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean system) {
      long free =
          system.getMaxFileDescriptorCount()
              - system.getOpenFileDescriptorCount()
              - DESCRIPTORS_FOR_THE_REST;
      return Math.clamp(free / DESCRIPTORS_A_CONNECTION, 0, IDLE_CONNECTIONS);
    }
    return IDLE_CONNECTIONS;
  }

  private static SocketChannel open(int port) throws IOException {
    return SocketChannel.open(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
  }

  private static void closeAll(List<SocketChannel> channels) throws IOException {
    for (SocketChannel channel : channels) {
      // No waiting state for the port: the next test wants it.
      channel.setOption(StandardSocketOptions.SO_LINGER, 0);
      channel.close();
    }
  }

  private static ByteBuffer bytes(String text) {
    return ByteBuffer.wrap(text.getBytes(StandardCharsets.ISO_8859_1));
  }

  private static long usedMemory() {
    System.gc();
    var memory = ManagementFactory.getMemoryMXBean();
    long direct =
        ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class).stream()
            .mapToLong(BufferPoolMXBean::getMemoryUsed)
            .sum();
    return memory.getHeapMemoryUsage().getUsed() + direct;
  }

  @Test
  void tenThousandIdleConnectionsCostLittleMemoryAndNobodysTime() throws Exception {
    int count = affordable();
    List<SocketChannel> idle = new ArrayList<>();
    try (EdgeWorld world = limited(new EdgeLimits(IDLE_CONNECTIONS + 10, 0, LONG, LONG));
        Bystander bystander = new Bystander(world)) {
      Eventually.holds(() -> world.edge.connections() == 1);
      long before = usedMemory();
      for (int i = 0; i < count; i++) {
        idle.add(open(world.port()));
      }
      Eventually.holds(() -> world.edge.connections() == count + 1);
      long each = (usedMemory() - before) / Math.max(count, 1);
      System.out.printf(
          "%s: %,d idle connections (asked for: %,d), %,d bytes each with their clients%n",
          world.edge.transport(), count, IDLE_CONNECTIONS, each);

      assertThat(each).isLessThan(MOST_BYTES_A_CONNECTION);
      for (int i = 0; i < count; i += 100) {
        SocketChannel one = idle.get(i);
        one.write(bytes(Wire.request("GET /health/live")));
        ByteBuffer answer = ByteBuffer.allocate(12);
        while (answer.hasRemaining() && one.read(answer) >= 0) {
          // until the status is there
        }
        assertThat(answer.array()).asString(StandardCharsets.US_ASCII).isEqualTo("HTTP/1.1 200");
      }
      assertThat(bystander.longestWait()).isLessThan(PATIENCE);
      closeAll(idle);
      idle.clear();
      Eventually.holds(() -> world.edge.connections() <= 1);
    } finally {
      closeAll(idle);
    }
  }

  @Test
  void aCrowdThatSendsByteByByteIsSentAwayInTime() throws Exception {
    List<SocketChannel> crowd = new ArrayList<>();
    try (EdgeWorld world = limited(new EdgeLimits(10_000, 0, SHORT, LONG));
        Bystander bystander = new Bystander(world)) {
      for (int i = 0; i < 1_000; i++) {
        SocketChannel one = open(world.port());
        one.configureBlocking(false);
        crowd.add(one);
      }
      String request = "GET /health/live HTTP/1.1\r\nHost: a\r\nA: " + "b".repeat(100_000);
      boolean[] isGone = new boolean[crowd.size()];
      int gone = 0;
      ByteBuffer answer = ByteBuffer.allocate(4_096);
      for (int sent = 0; gone < crowd.size() && sent < request.length(); sent++) {
        for (int i = 0; i < crowd.size(); i++) {
          answer.clear();
          if (!isGone[i] && crowd.get(i).read(answer) != 0) {
            assertThat(new String(answer.array(), 0, 12, StandardCharsets.US_ASCII))
                .isEqualTo("HTTP/1.1 408");
            isGone[i] = true;
            gone++;
          } else if (!isGone[i]) {
            crowd.get(i).write(bytes(request.substring(sent, sent + 1)));
          }
        }
      }

      assertThat(gone).isEqualTo(crowd.size());
      assertThat(bystander.longestWait()).isLessThan(PATIENCE);
    } finally {
      closeAll(crowd);
    }
  }

  @Test
  void pipelinedGarbageEndsItsOwnConnectionAlone() throws Exception {
    try (EdgeWorld world = EdgeWorld.start();
        Bystander bystander = new Bystander(world)) {
      for (int i = 0; i < 50; i++) {
        try (Wire wire = new Wire(world.port())) {
          wire.write(Wire.request("GET /health/live").repeat(20) + "\u0000\u0001garbage\r\n\r\n");
          for (int answered = 0; answered < 20; answered++) {
            assertThat(wire.read(false).status()).isEqualTo(200);
          }
          assertThat(wire.read(false).status()).isEqualTo(400);
          assertThat(wire.isClosed()).isTrue();
        }
      }
      assertThat(bystander.longestWait()).isLessThan(PATIENCE);
    }
  }

  @Test
  void whoPipelinesAndDoesNotReadIsNotReadEither() throws Exception {
    ByteBuffer requests = bytes(Wire.request("GET /problems").repeat(1_000));
    try (EdgeWorld world = EdgeWorld.start();
        Bystander bystander = new Bystander(world);
        SocketChannel greedy = open(world.port())) {
      greedy.configureBlocking(false);
      long taken = 0;
      long quietSince = System.nanoTime();
      while (System.nanoTime() - quietSince < SHORT.toNanos()) {
        int written = greedy.write(requests);
        taken += written;
        quietSince = written > 0 ? System.nanoTime() : quietSince;
        requests.position(requests.hasRemaining() ? requests.position() : 0);
        assertThat(taken)
            .as("bytes of requests that nobody reads the answers of")
            .isLessThan(32_000_000);
      }

      assertThat(bystander.longestWait()).isLessThan(PATIENCE);
    }
  }

  @Test
  void longPathsOfManySegmentsAreRefusedAlmostAsFastAsShortOnes() throws Exception {
    String longPath = ("/" + "s".repeat(65)).repeat(120);
    assertThat(longPath).hasSizeBetween(7_900, 8_192);
    List<Long> shortNanos = new ArrayList<>();
    List<Long> longNanos = new ArrayList<>();
    try (EdgeWorld world = EdgeWorld.start();
        Bystander bystander = new Bystander(world);
        Wire wire = new Wire(world.port())) {
      for (int i = 0; i < 500; i++) {
        shortNanos.add(refused(world, wire, "/nothing"));
        longNanos.add(refused(world, wire, longPath));
      }
      assertThat(median(longNanos)).isLessThan(5 * median(shortNanos));
      assertThat(bystander.longestWait()).isLessThan(PATIENCE);
    }
  }

  private static long refused(EdgeWorld world, Wire wire, String path) throws IOException {
    long began = System.nanoTime();
    var reply =
        wire.ask(
            "GET /v1/authz/nginx",
            "X-Original-Method: GET",
            "X-Original-URI: " + path,
            world.pair(EdgeWorld.VIEWER));
    long took = System.nanoTime() - began;
    assertThat(reply.status()).isEqualTo(403);
    return took;
  }

  private static long median(List<Long> values) {
    return values.stream().sorted().skip(values.size() / 2).findFirst().orElseThrow();
  }

  @Test
  void headersWithoutAnEndEndTheConnection() throws Exception {
    try (EdgeWorld world = EdgeWorld.start();
        Bystander bystander = new Bystander(world)) {
      for (byte[] fragment : List.of(new byte[0], new byte[1], new byte[16_000])) {
        assertThatThrownBy(() -> continueForEver(world.port(), fragment))
            .as("fragments of %d bytes", fragment.length)
            .isInstanceOf(IOException.class);
      }
      assertThat(bystander.longestWait()).isLessThan(PATIENCE);
    }
  }

  private static void continueForEver(int port, byte[] fragment) throws IOException {
    try (MultiplexedWire wire = new MultiplexedWire(port)) {
      wire.next(MultiplexedWire.SETTINGS);
      wire.write(MultiplexedWire.HEADERS, 0, 1, wire.encoded(MultiplexedWire.get("/")));
      for (int i = 0; i < 1_000_000; i++) {
        wire.write(MultiplexedWire.CONTINUATION, 0, 1, fragment);
      }
    }
  }

  @Test
  void whoPingsAndDoesNotReadIsCalmed() throws Exception {
    try (EdgeWorld world = EdgeWorld.start();
        Bystander bystander = new Bystander(world)) {
      for (int type : new int[] {MultiplexedWire.PING, MultiplexedWire.SETTINGS}) {
        byte[] payload = new byte[type == MultiplexedWire.PING ? 8 : 0];
        assertThatThrownBy(
                () -> {
                  try (MultiplexedWire wire = new MultiplexedWire(world.port())) {
                    for (int i = 0; i < 3_000_000; i++) {
                      wire.write(type, 0, 0, payload);
                    }
                  }
                })
            .as("frames of type %d", type)
            .isInstanceOf(IOException.class);
      }
      assertThat(bystander.longestWait()).isLessThan(PATIENCE);
    }
  }

  @Test
  void resettingRequestsAgainAndAgainHurtsNobodyElse() throws Exception {
    try (EdgeWorld world = EdgeWorld.start();
        Bystander bystander = new Bystander(world)) {
      for (int i = 0; i < 20; i++) {
        assertThatThrownBy(() -> resetForEver(world.port())).isInstanceOf(IOException.class);
      }
      assertThat(bystander.longestWait()).isLessThan(PATIENCE);
    }
  }

  private static void resetForEver(int port) throws IOException {
    byte[] cancel = {0, 0, 0, (byte) Http2Error.CANCEL.code()};
    try (MultiplexedWire wire = new MultiplexedWire(port)) {
      for (int i = 0; i < 100_000; i++) {
        int one = wire.begin(0, MultiplexedWire.get("/health/live"));
        wire.write(MultiplexedWire.RESET, 0, one, cancel);
      }
    }
  }
}
