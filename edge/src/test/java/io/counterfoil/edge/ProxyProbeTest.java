package io.counterfoil.edge;

import static org.assertj.core.api.Assertions.assertThat;

import io.counterfoil.core.key.AppKey;
import io.counterfoil.core.key.AppToken;
import io.counterfoil.edge.proxy.ProbePlan;
import io.counterfoil.edge.proxy.ProxyProbe;
import io.counterfoil.edge.proxy.StubApi;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// `config test` finds nothing wrong with what we generate, and what is wrong with what is broken.
@Tag("proxies")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class ProxyProbeTest {
  private final EdgeWorld world =
      EdgeWorld.start(EdgeWorld.config().withAdapters(new AdapterPorts(0, 0, 0)));

  @AfterAll
  void stop() {
    world.close();
  }

  private ProbePlan plan(int port) {
    return new ProbePlan(
        "127.0.0.1",
        port,
        "127.0.0.1",
        new AppKey(EdgeWorld.VIEWER),
        AppToken.of(world.token(EdgeWorld.VIEWER)),
        "GET",
        "/orders/1");
  }

  private List<String> faults(ProxyPeer peer, Path folder, UnaryOperator<String> breaking)
      throws IOException {
    try (StubApi api = new StubApi(0);
        ProxyPeer.Running proxy = peer.start(folder, world.edge, api.port(), breaking).await()) {
      return ProxyProbe.run(plan(proxy.port()), api).stream()
          .filter(ProxyProbe.Finding::isFault)
          .map(ProxyProbe.Finding::text)
          .toList();
    }
  }

  @ParameterizedTest
  @EnumSource
  void nothingIsWrongWithWhatIsGenerated(ProxyPeer peer, @TempDir Path folder) throws IOException {
    assertThat(faults(peer, folder, UnaryOperator.identity())).isEmpty();
  }

  @Test
  void aTokenThatLeaksIsFound(@TempDir Path folder) throws IOException {
    assertThat(
            faults(
                ProxyPeer.NGINX,
                folder,
                text -> text.replaceFirst("proxy_set_header X-VTEX-API-AppToken \"\";", "")))
        .anyMatch(text -> text.startsWith("the token leaks to the API"));
  }

  @Test
  void aHeaderThatCanBeForgedIsFound(@TempDir Path folder) throws IOException {
    assertThat(
            faults(
                ProxyPeer.NGINX,
                folder,
                text -> text.replaceFirst("proxy_set_header X-Counterfoil-Roles .*", "")))
        .contains("a forged header reaches the API: `X-Counterfoil-Roles`");
  }

  @Test
  void aHeaderThatIsStrippedIsFound(@TempDir Path folder) throws IOException {
    assertThat(
            faults(
                ProxyPeer.NGINX,
                folder,
                text ->
                    text.replaceFirst(
                        "proxy_pass_request_body off;",
                        "proxy_pass_request_body off; proxy_set_header X-VTEX-API-AppKey \"\";")))
        .anyMatch(text -> text.endsWith("the proxy strips a credential header before it asks"));
  }

  @Test
  void aPathThatIsChangedAfterTheCheckIsFound(@TempDir Path folder) throws IOException {
    assertThat(
            faults(
                ProxyPeer.NGINX,
                folder,
                text -> text.replace("proxy_pass http://api;", "proxy_pass http://api/v2/;")))
        .contains("the API is asked for `/v2/orders/1` instead of `/orders/1`");
  }

  @Test
  void aProxyThatDoesNotAskIsFound(@TempDir Path folder) throws IOException {
    assertThat(
            faults(
                ProxyPeer.NGINX, folder, text -> text.replace("auth_request /_counterfoil;", "")))
        .anyMatch(text -> text.startsWith("a request without credentials reaches the API"));
  }

  @Test
  void anOutageThatOpensHaproxyIsFound(@TempDir Path folder) throws IOException {
    try (StubApi api = new StubApi(0);
        ProxyPeer.Running open =
            ProxyPeer.HAPROXY
                .start(
                    folder,
                    1,
                    1,
                    api.port(),
                    text -> text.replaceAll("(?m)^ *http-request (return|deny).*$", ""))
                .await()) {
      assertThat(ProxyProbe.runWhileDown(plan(open.port()), api))
          .containsExactly(
              new ProxyProbe.Finding(
                  true, "it fails open: while the edge is down a request reaches the API"));
    }
  }
}
