package io.counterfoil.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.counterfoil.edge.proxy.ProxyConfig;
import io.counterfoil.edge.proxy.ProxyKind;
import io.counterfoil.edge.proxy.ProxyPlan;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The configurations as text; the suite `proxies` runs them.
final class ProxyConfigTest {
  private static final ProxyPlan PLAN = ProxyPlan.of("http://127.0.0.1:9000");

  private static String text(ProxyKind kind, ProxyPlan plan) {
    return String.join("\n", ProxyConfig.of(kind, plan).values());
  }

  @ParameterizedTest
  @EnumSource
  void itsPageShowsWhatIsPrinted(ProxyKind kind) throws IOException {
    String page = kind == ProxyKind.ENVOY_HTTP ? "envoy" : kind.title();
    String shown =
        Files.readString(
            Path.of(System.getProperty("counterfoil.root"), "docs", "how-to", page + ".md"));

    ProxyConfig.of(kind, PLAN)
        .forEach((name, text) -> assertThat(shown).as(name).contains("\n" + text + "```"));
  }

  @ParameterizedTest
  @EnumSource
  void itStripsTheSecret_andTellsNoMoreOfItselfThanIsFilledIn(ProxyKind kind) {
    String text = text(kind, PLAN);

    assertThat(text).doesNotContain("{{");
    if (kind != ProxyKind.ENVOY && kind != ProxyKind.ENVOY_HTTP && kind != ProxyKind.ISTIO) {
      // The others are told by the answer to remove it.
      assertThat(text.toLowerCase(Locale.ROOT)).contains("apptoken");
    }
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "ISTIO")
  void theAccountIsNamedWhereItIsGiven(ProxyKind kind) {
    assertThat(text(kind, PLAN)).doesNotContain("acme");
    assertThat(text(kind, PLAN.withAccount("acme"))).contains("acme");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "127.0.0.1:9000; return 200",
        "a b:80",
        "127.0.0.1:99999",
        "x\n:80",
        "$host:80",
        "{a}:80"
      })
  void whatIsNoPlaceBecomesNoText(String place) {
    assertThatThrownBy(() -> ProxyPlan.of(place))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("upstream");
  }

  @Test
  void aUrlWithAPathOrTlsIsRefusedWithTheReason() {
    assertThatThrownBy(() -> ProxyPlan.of("https://api.example.com"))
        .hasMessageContaining("expected: http://HOST:PORT");
    assertThatThrownBy(() -> ProxyPlan.of("http://api.example.com/v2"))
        .hasMessageContaining("without a path");
  }

  @Test
  void aUrlWithoutAPortIsAtPort80() {
    assertThat(ProxyPlan.of("http://api.example.com/").upstream()).isEqualTo("api.example.com:80");
  }

  @Test
  void whatIsNoAccountBecomesNoText() {
    assertThatThrownBy(() -> PLAN.withAccount("a\"; b"))
        .hasMessageContaining("expected: the name of an account");
  }

  @Test
  void anUnknownProxyIsToldWhichThereAre() {
    assertThatThrownBy(() -> ProxyKind.of("squid")).hasMessageContaining("nginx, caddy, traefik");
  }
}
