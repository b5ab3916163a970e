package io.counterfoil.edge;

import static org.assertj.core.api.Assertions.assertThat;

import io.counterfoil.edge.proxy.HttpMessage;
import io.counterfoil.edge.proxy.StubApi;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// What callers get while the edge is down, and while it takes a connection and says nothing.
/// Nothing ever reaches the API.
@Tag("proxies")
final class ProxyOutageTest {
  private static final int PATIENCE_MILLIS = 40_000;
  private static final byte[] REQUEST =
      """
      GET /orders/1 HTTP/1.1\r
      Host: 127.0.0.1\r
      X-VTEX-API-AppKey: appkey-acme-VIEWER\r
      X-VTEX-API-AppToken: cft_anything\r
      Connection: close\r
      \r
      """
          .getBytes(StandardCharsets.US_ASCII);

  /// The status while the edge is down.
  private static int whileDown(ProxyPeer peer) {
    return switch (peer) {
      case NGINX, HAPROXY, ENVOY, ENVOY_HTTP -> 503;
      case CADDY, CADDY_LATEST -> 502;
      case APACHE, TRAEFIK -> 500;
    };
  }

  /// The status while it says nothing.
  private static int whileSilent(ProxyPeer peer) {
    return switch (peer) {
      case NGINX, HAPROXY, ENVOY, ENVOY_HTTP -> 503;
      case CADDY, CADDY_LATEST -> 504;
      case APACHE, TRAEFIK -> 500;
    };
  }

  @ParameterizedTest
  @EnumSource
  void whileTheEdgeIsDownNothingPasses(ProxyPeer peer, @TempDir Path folder) throws IOException {
    int nobody;
    try (ServerSocket closed = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      nobody = closed.getLocalPort();
    }
    try (StubApi api = new StubApi(0);
        ProxyPeer.Running proxy =
            peer.start(folder, nobody, nobody, api.port(), UnaryOperator.identity()).await()) {
      assertThat(ask(proxy)).as(proxy.output()).isEqualTo(whileDown(peer));
      assertThat(api.seen()).isEmpty();
      assertThat(proxy.output()).doesNotContain("cft_anything");
    }
  }

  /// Apache waits as long as its `Timeout`, Traefik 30 seconds: their own tests would be too long.
  @Test
  void whileTheEdgeIsSilentNothingPasses(@TempDir Path folder) throws IOException {
    List<Socket> held = new CopyOnWriteArrayList<>();
    Map<ProxyPeer, Integer> statuses = new EnumMap<>(ProxyPeer.class);
    try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        StubApi api = new StubApi(0)) {
      Thread.ofVirtual().start(() -> hold(silent, held));
      for (ProxyPeer peer : ProxyPeer.values()) {
        if (peer != ProxyPeer.APACHE && peer != ProxyPeer.TRAEFIK) {
          try (ProxyPeer.Running proxy =
              peer.start(
                      folder.resolve(peer.name()),
                      silent.getLocalPort(),
                      silent.getLocalPort(),
                      api.port(),
                      UnaryOperator.identity())
                  .await()) {
            long began = System.nanoTime();
            statuses.put(peer, ask(proxy));
            assertThat(Duration.ofNanos(System.nanoTime() - began))
                .as(peer.name())
                .isLessThan(Duration.ofSeconds(5));
          }
        }
      }
      assertThat(api.seen()).isEmpty();
    } finally {
      for (Socket one : held) {
        one.close();
      }
    }
    statuses.forEach(
        (peer, status) -> assertThat(status).as(peer.name()).isEqualTo(whileSilent(peer)));
  }

  private static void hold(ServerSocket silent, List<Socket> held) {
    while (!silent.isClosed()) {
      try {
        held.add(silent.accept());
      } catch (IOException closed) {
        return;
      }
    }
  }

  private static int ask(ProxyPeer.Running proxy) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), proxy.port())) {
      socket.setSoTimeout(PATIENCE_MILLIS);
      socket.getOutputStream().write(REQUEST);
      HttpMessage answer =
          HttpMessage.read(new BufferedInputStream(socket.getInputStream()), false);
      return answer == null ? 0 : answer.status();
    }
  }
}
