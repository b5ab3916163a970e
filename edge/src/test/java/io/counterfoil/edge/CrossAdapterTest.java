package io.counterfoil.edge;

import static org.assertj.core.api.Assertions.assertThat;

import io.counterfoil.core.role.RequestPath;
import io.counterfoil.edge.proxy.HttpMessage;
import io.counterfoil.edge.proxy.StubApi;
import io.vertx.core.json.JsonObject;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// The same requests through every real proxy, with the configuration that the generator makes: the
/// same decision, the same code, the same path, and an API that sees neither a secret nor a lie.
@Tag("proxies")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class CrossAdapterTest {
  private static final int PATIENCE_MILLIS = 10_000;

  private final Map<ProxyPeer, ProxyPeer.Running> proxies = new EnumMap<>(ProxyPeer.class);
  private final ProxyMatrix matrix = new ProxyMatrix();
  private @Nullable EdgeWorld running;
  private @Nullable StubApi api;

  @BeforeAll
  void start(@TempDir Path folder) throws IOException {
    EdgeWorld world = EdgeWorld.start(EdgeWorld.config().withAdapters(new AdapterPorts(0, 0, 0)));
    running = world;
    StubApi upstream = new StubApi(0);
    api = upstream;
    for (ProxyPeer peer : ProxyPeer.values()) {
      assertThat(peer.program()).as(peer + " (install it with ./check --install)").isPresent();
      proxies.put(peer, peer.start(folder.resolve(peer.name()), world.edge, upstream.port()));
    }
    for (ProxyPeer.Running proxy : proxies.values()) {
      proxy.await();
    }
    while (world.forward("GET", "/orders/1", world.pair(EdgeWorld.LIMITED)).status() == 200) {
      // Takes what the limited key has.
    }
  }

  @AfterAll
  void stop() throws IOException {
    proxies.values().forEach(ProxyPeer.Running::close);
    System.out.println(matrix);
    if (api != null) {
      api.close();
    }
    if (running != null) {
      running.close();
    }
  }

  private EdgeWorld world() {
    return Objects.requireNonNull(running);
  }

  private StubApi api() {
    return Objects.requireNonNull(api);
  }

  private ProxyPeer.Running proxy(ProxyPeer peer) {
    return Objects.requireNonNull(proxies.get(peer));
  }

  @ParameterizedTest
  @EnumSource
  void everyRequestIsTreatedAlike(ProxyPeer peer) throws IOException {
    List<String> faults = new ArrayList<>();
    for (ProxyCase one : ProxyCases.of(world())) {
      String fault = fault(peer, one);
      if (fault != null) {
        faults.add(one + ": " + fault);
      }
    }
    assertThat(faults).as(peer + "\n" + String.join("\n", faults)).isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void noLogHoldsATokenOrAPair(ProxyPeer peer) throws IOException {
    assertThat(proxy(peer).output()).doesNotContain(world().token(EdgeWorld.VIEWER));
  }

  @Test
  void thereAreSixtyRequestsAtLeast() {
    assertThat(ProxyCases.of(world())).hasSizeGreaterThanOrEqualTo(60);
  }

  /// What is wrong; null for nothing.
  private @Nullable String fault(ProxyPeer peer, ProxyCase one) throws IOException {
    api().forget();
    HttpMessage answer = ask(proxy(peer).port(), one);
    int status = answer.status();
    String code = code(answer);
    StubApi.Seen seen = api().seen().isEmpty() ? null : api().seen().getFirst();
    matrix.note(peer, one, status, code);
    if (seen != null) {
      return reached(peer, one, seen);
    }
    if (code == null) {
      return ProxyMatrix.isStopped(peer, one, status)
          ? null
          : "answered " + status + " by the proxy itself: " + answer.body();
    }
    String expected = ProxyMatrix.expected(peer, one);
    return code.equals(expected)
        ? told(answer, status)
        : "refused as " + code + ", expected " + expected;
  }

  /// Whether the refusal that came back is complete.
  private @Nullable String told(HttpMessage answer, int status) {
    String id = answer.header("X-Counterfoil-Refusal-Id");
    if (status != world().refusal(id).code().status()) {
      return "answered " + status;
    }
    return status == 401 && answer.header("WWW-Authenticate").isEmpty()
        ? "no WWW-Authenticate"
        : null;
  }

  /// What is wrong about a request that reached the API.
  private @Nullable String reached(ProxyPeer peer, ProxyCase one, StubApi.Seen seen) {
    String expected = ProxyMatrix.expected(peer, one);
    boolean isRepaired = ProxyMatrix.isRepaired(peer, one, seen.target());
    if (expected != null && !isRepaired) {
      return "reached the API as " + seen.method() + " " + seen.target();
    }
    String all = String.join("\n", seen.lines());
    if (all.contains(world().token(EdgeWorld.VIEWER)) || all.contains("forged")) {
      return "the API saw\n" + all;
    }
    if (ProxyMatrix.FORBIDDEN.stream().anyMatch(name -> !seen.all(name).isEmpty())) {
      return "the API saw\n" + all;
    }
    if (!seen.header("X-Counterfoil-Key").equals(EdgeWorld.VIEWER)
        || !seen.header("X-Counterfoil-Account").equals("acme")
        || !seen.header("X-Counterfoil-Roles").startsWith("Order viewer")) {
      return "the API was told\n" + all;
    }
    String body = one.body();
    if (body != null && !seen.body().equals(body)) {
      return "the API got " + seen.body().length() + " bytes of " + body.length();
    }
    return (isRepaired || RequestPath.read(seen.target()).equals(RequestPath.read(one.target())))
            && seen.method().equals(one.method())
        ? null
        : "the API was asked " + seen.method() + " " + seen.target();
  }

  private static @Nullable String code(HttpMessage answer) {
    boolean isOurs = !answer.header("X-Counterfoil-Refusal-Id").isEmpty();
    return isOurs ? new JsonObject(answer.body()).getString("code") : null;
  }

  private static HttpMessage ask(int port, ProxyCase one) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.setSoTimeout(PATIENCE_MILLIS);
      socket.getOutputStream().write(one.bytes());
      HttpMessage answer =
          HttpMessage.read(new BufferedInputStream(socket.getInputStream()), false);
      if (answer == null) {
        throw new IOException(one + ": the connection was closed without an answer");
      }
      return answer;
    }
  }
}
