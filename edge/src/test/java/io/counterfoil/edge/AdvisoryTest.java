package io.counterfoil.edge;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Each published bypass of this kind of check, tried here. What it takes a real proxy to try is
/// tried through all of them by the suite `proxies` too.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class AdvisoryTest {
  private final EdgeWorld world = EdgeWorld.start();
  private final String right = world.pair(EdgeWorld.VIEWER);

  @AfterAll
  void stop() {
    world.close();
  }

  private String code(String uri, String... more) throws IOException {
    return code(world.forward("GET", uri, with(more)));
  }

  private String[] with(String... more) {
    String[] all = new String[more.length + 1];
    all[0] = right;
    System.arraycopy(more, 0, all, 1, more.length);
    return all;
  }

  private static String code(Wire.Reply reply) {
    return reply.status() == 200 ? "allowed" : new JsonObject(reply.body()).getString("code");
  }

  /// Asks as Envoy does, with the request line itself.
  private String envoy(String target, String... more) throws IOException {
    return code(Wire.ask(world.port(), "GET /v1/authz/envoy" + target, with(more)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"//orders/1", "/orders%2F1", "/orders%2f1", "/orders%5C1", "/orders\\1"})
  void cve_2021_29492_and_cve_2021_31920_slashesThatEnvoyAndIstioDidNotNormalise(String path)
      throws IOException {
    assertThat(code(path)).isEqualTo("path_ambiguous");
    assertThat(envoy(path)).isEqualTo("path_ambiguous");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/orders/%00", "/public/../orders/1", "/public/%2e%2e/orders/1"})
  void cve_2019_9900_and_cve_2019_9901_nulAndDotSegmentsInEnvoy(String path) throws IOException {
    assertThat(code(path)).isEqualTo("path_ambiguous");
    assertThat(envoy(path)).isEqualTo("path_ambiguous");
  }

  @Test
  void cve_2026_26205_aLeadingDoubleSlashIsNoAuthority() throws IOException {
    assertThat(code("//orders/orders/1")).isEqualTo("path_ambiguous");
    assertThat(envoy("//orders/orders/1")).isEqualTo("path_ambiguous");
  }

  @Test
  void cve_2026_33186_aPathWithoutALeadingSlashIsNoPath() throws IOException {
    assertThat(code("orders/1")).isEqualTo("path_ambiguous");
  }

  @Test
  void cve_2021_43557_theRawPathIsNotMatchedWhereItReadsOtherwise() throws IOException {
    assertThat(code("/orders/./1")).isEqualTo("path_ambiguous");
    assertThat(code("/%6frders/1")).isEqualTo("allowed");
  }

  @Test
  void ghsa_7rh7_c77v_6434_theQueryIsNoPartOfThePath() throws IOException {
    assertThat(code("/nothing?/orders/1")).isEqualTo("operation_unknown");
    assertThat(code("/orders/1?x=/nothing")).isEqualTo("allowed");
  }

  @ParameterizedTest
  @ValueSource(strings = {"X_Forwarded_Uri: /nothing", "X.Forwarded.Uri: /nothing"})
  void cve_2025_64484_cve_2026_39858_and_ghsa_x677_9fxg_v5c5_aliasesOfProxiesHeadersAreNotRead(
      String alias) throws IOException {
    assertThat(code("/orders/1", alias)).isEqualTo("allowed");
    assertThat(code(world.forward("GET", "/nothing", with("X_Forwarded_Uri: /orders/1"))))
        .isEqualTo("operation_unknown");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "X_VTEX_API_AppKey: a\r\nX_VTEX_API_AppToken: b",
        "X.VTEX.API.AppKey: a\r\nX.VTEX.API.AppToken: b"
      })
  void cve_2025_64484_aliasesOfTheCredentialsAreReportedAndNotRead(String pair) throws IOException {
    assertThat(code(world.forward("GET", "/orders/1", pair)))
        .isEqualTo("credentials_in_wrong_place");
  }

  @Test
  void cve_2026_40575_aForgedUriBesideTheRealOneIsAConflict() throws IOException {
    assertThat(
            code(
                world.forward(
                    "GET", "/me", with("X-Original-Method: GET", "X-Original-URI: /orders/1"))))
        .isEqualTo("forwarded_headers_conflict");
    assertThat(code("/me", "X-Forwarded-Uri: /orders/1")).isEqualTo("forwarded_headers_conflict");
    assertThat(envoy("/me", "X-Forwarded-Uri: /orders/1")).isEqualTo("forwarded_headers_conflict");
    assertThat(envoy("/me", "X-Original-URL: http://api/orders/1"))
        .isEqualTo("forwarded_headers_conflict");
  }

  @Test
  void oauth2_proxy_3506_noAddressIsTrustedWithMoreThanAnother() throws IOException {
    assertThat(code("/me", "X-Real-IP: 127.0.0.1", "X-Original-URI: /orders/1"))
        .isEqualTo("forwarded_headers_conflict");
  }

  @Test
  void cve_2026_41059_aFragmentIsNoEndOfThePath() throws IOException {
    assertThat(code("/orders/1#/me")).isEqualTo("path_ambiguous");
    assertThat(code("/nothing?x#/orders/1")).isEqualTo("path_ambiguous");
  }

  @Test
  void ghsa_5hvv_m4w4_gf6v_aHealthChecksUserAgentOpensNothing() throws IOException {
    for (String agent : new String[] {"GoogleHC/1.0", "kube-probe/1.30", "ELB-HealthChecker/2.0"}) {
      assertThat(code(world.forward("GET", "/orders/1", "User-Agent: " + agent)))
          .isEqualTo("credentials_missing");
    }
  }

  @Test
  void cve_2026_35051_aForgedPrefixChangesNothing() throws IOException {
    assertThat(code("/nothing", "X-Forwarded-Prefix: /orders")).isEqualTo("operation_unknown");
  }

  @Test
  void cve_2026_54764_aForgedPortChangesNothing() throws IOException {
    assertThat(code("/me", "X-Forwarded-Port: 443")).isEqualTo("credential_kind_not_accepted");
  }

  @Test
  void traefik_11077_aTokenThatConnectionRemovesIsAMissingToken() throws IOException {
    assertThat(
            code(
                world.forward(
                    "GET",
                    "/orders/1",
                    "X-VTEX-API-AppKey: " + EdgeWorld.VIEWER,
                    "Connection: close, X-VTEX-API-AppToken")))
        .isEqualTo("app_token_missing");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/ordersX/1", "/orders1", "/orders/1/more", "/Orders/1"})
  void cve_2023_20860_and_cve_2023_22602_wholeSegmentsAreMatchedByTheOneMatcher(String path)
      throws IOException {
    assertThat(code(path)).isEqualTo("operation_unknown");
  }

  @Test
  void cve_2026_22753_thePathIsTheWholePath_whateverItIsServedBelow() throws IOException {
    assertThat(code("/app/orders/1")).isEqualTo("operation_unknown");
  }

  @Test
  void cve_2025_29927_noHeaderFromOutsideMeansThatTheCheckWasDone() throws IOException {
    assertThat(
            code(
                world.forward(
                    "GET",
                    "/orders/1",
                    "X-Middleware-Subrequest: src/middleware",
                    "X-Counterfoil-Status: 200",
                    "X-Counterfoil-Key: " + EdgeWorld.VIEWER)))
        .isEqualTo("credentials_missing");
  }

  @Test
  void ghsa_7r4p_vjf4_gxv4_everyHeaderOfOursIsInEveryAnswerThatAllows() throws IOException {
    Wire.Reply reply = world.forward("GET", "/orders/1", right);

    for (String name :
        new String[] {"Account", "Key", "Key-Label", "Roles", "Revision", "Request-Id"}) {
      assertThat(reply.header("X-Counterfoil-" + name)).isNotEmpty();
    }
  }
}
