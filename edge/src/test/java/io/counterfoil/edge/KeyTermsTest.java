package io.counterfoil.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Keys that are bound to addresses or to a rate.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class KeyTermsTest {
  @SuppressWarnings("NullAway.Init") // set before the first test
  private EdgeWorld world;

  @BeforeAll
  void start() {
    world = EdgeWorld.start();
  }

  @AfterAll
  void stop() {
    world.close();
  }

  private Wire.Reply fenced(String... headers) throws IOException {
    String[] all = new String[headers.length + 1];
    all[0] = world.pair(EdgeWorld.FENCED);
    System.arraycopy(headers, 0, all, 1, headers.length);
    return world.forward("GET", "/orders/17", all);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "192.0.2.7",
        "198.51.100.1, 192.0.2.255",
        "::ffff:192.0.2.9",
        "2001:db8:1::7",
        "\"junk\", 2001:DB8::1"
      })
  void whoComesFromAnAllowedAddressPasses(String forwarded) throws IOException {
    assertThat(fenced("X-Forwarded-For: " + forwarded).status()).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "198.51.100.7",
        "192.0.2.7, 198.51.100.7",
        "192.0.2.7,",
        "192.0.2.7:443",
        "192.0.3.7",
        "2001:db9::1",
        "localhost",
        "192.0.2",
        "3221225991",
        "192.0.2.7%eth0"
      })
  void whoDoesNotIsRefused_alsoWhereTheAddressIsNone(String forwarded) throws IOException {
    Wire.Reply reply = fenced("X-Forwarded-For: " + forwarded);
    assertThat(reply.status()).isEqualTo(403);
    assertThat(reply.body()).contains("address_not_allowed");
  }

  @Test
  void whereNoProxySpokeNothingIsGuessed() throws IOException {
    assertThat(fenced().status()).isEqualTo(403);
    assertThat(fenced("X-Real-IP: 192.0.2.7").status()).isEqualTo(403);
    assertThat(fenced("X-Forwarded-For: 192.0.2.7", "X-Forwarded-For: 198.51.100.7").status())
        .isEqualTo(403);
  }

  @ParameterizedTest
  @CsvSource({"1, c", "2, b", "3, a", "4, ''", "16, ''"})
  void hopsAreCountedFromTheRight(int hops, String expected) {
    String told = ClientAddress.nth(List.of("a", "b , c"), hops);
    assertThat(told == null ? "" : told).isEqualTo(expected);
  }

  @Test
  void moreHopsThanThereCanBeAreRefused() {
    assertThatThrownBy(() -> new ClientAddress(17)).hasMessageContaining("0 to 16");
  }

  @Test
  void anAllowanceIsToldAndUsedUp() throws IOException {
    try (EdgeWorld fresh = EdgeWorld.start()) {
      String pair = fresh.pair(EdgeWorld.LIMITED);
      Wire.Reply first = fresh.forward("GET", "/orders/17", pair);
      assertThat(first.status()).isEqualTo(200);
      assertThat(first.header("RateLimit-Policy")).isEqualTo("\"key\";q=2;w=3600");
      assertThat(first.header("RateLimit")).isEqualTo("\"key\";r=1;t=1800");
      assertThat(fresh.forward("GET", "/orders/17", pair).header("RateLimit"))
          .startsWith("\"key\";r=0;");

      Wire.Reply refused = fresh.forward("GET", "/orders/17", pair);
      assertThat(refused.status()).isEqualTo(429);
      assertThat(Integer.parseInt(refused.header("Retry-After"))).isBetween(1, 1_800);
      Wire.Reply nginx = fresh.nginx("GET", "/orders/17", pair);
      assertThat(nginx.status()).isEqualTo(403);
      assertThat(nginx.header("X-Counterfoil-Status")).isEqualTo("429");
      assertThat(Integer.parseInt(nginx.header("Retry-After"))).isBetween(1, 1_800);
      assertThat(fresh.forward("GET", "/nothing", pair).status()).isEqualTo(403);
    }
  }
}
