package io.counterfoil.edge;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Which request is meant, as every proxy tells it.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class OriginalRequestTest {
  private static final String ALLOWED = "allowed";

  private EdgeWorld world;

  @BeforeAll
  void start() {
    world = EdgeWorld.start();
  }

  @AfterAll
  void stop() {
    world.close();
  }

  /// The code of the answer to VIEWER's request with these headers.
  private String answer(String appKey, String... headers) throws IOException {
    List<String> all = new ArrayList<>(List.of(headers));
    all.add(world.pair(appKey));
    var reply = Wire.ask(world.port(), "GET /v1/authz/forward?an=x", all.toArray(String[]::new));
    return reply.status() == 200 ? ALLOWED : new JsonObject(reply.body()).getString("code");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "X-Original-Method: GET;X-Original-URI: /orders/17 | allowed",
        "X-Original-Method: GET;X-Original-URI: /orders/17?a=%2F | allowed",
        "X-Original-Method: GET;X-Original-URL: https://shop.example:8443/orders/17?a=b | allowed",
        "X-Original-Method: GET;X-Original-URL: https://A.example/orders/17;"
            + "X-Original-Host: a.example:443 | allowed",
        "X-Original-Method: GET;X-Original-URL: https://a.example/orders/17;"
            + "X-Original-Host: b.example | forwarded_headers_conflict",
        "X-Original-Method: GET;X-Original-URL: https://a.example/orders/17;"
            + "X-Original-URI: /orders/18 | forwarded_headers_conflict",
        "X-Original-Method: GET;X-Original-URL: https://a.example | path_ambiguous",
        "X-Forwarded-Method: GET;X-Forwarded-Uri: /orders/17;X-Original-Method: GET;"
            + "X-Original-URI: /orders/17 | allowed",
        "X-Forwarded-Method: GET;X-Forwarded-Uri: /orders/17;X-Original-Method: PUT;"
            + "X-Original-URI: /orders/17 | forwarded_headers_conflict",
        "X-Forwarded-Method: GET;X-Forwarded-Uri: /orders/17;X-Original-URI: /orders/17 | allowed",
        "X-Forwarded-Method: GET;X-Forwarded-Uri: /orders/17;"
            + "X-Forwarded-Uri: /orders/17 | forwarded_headers_conflict",
        "X-Forwarded-Method: GET;X-Original-URI: /orders/17 | original_request_missing",
        "X-Forwarded-Method: GET | original_request_missing",
        "X-Forwarded-Method: ;X-Forwarded-Uri: /orders/17 | original_request_missing",
        "X_Original_Method: GET;X_Original_URI: /orders/17 | original_request_missing",
        "X-Forwarded-Method: get;X-Forwarded-Uri: /orders/17 | operation_unknown",
      })
  void oneSourceTellsIt(String headers, String expected) throws IOException {
    assertThat(answer(EdgeWorld.VIEWER, headers.split(";"))).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "X-Original-Method: PUT, X-Original-URI",
    "X-Original-URI: /a, X-Original-Method",
    "X-Forwarded-Method: PUT, X-Forwarded-Uri",
    "X-Forwarded-Uri: /a, X-Forwarded-Method",
    "Accept: text/plain, 'X-Forwarded-Method, X-Forwarded-Uri'",
  })
  void whatIsMissingIsNamed(String header, String named) throws IOException {
    var reply = Wire.ask(world.port(), "GET /v1/authz/forward", header);

    assertThat(reply.status()).isEqualTo(500);
    assertThat(new JsonObject(reply.body()).getString("detail")).contains("`" + named + "`");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/orders/./17", "/a/../orders/17", "//orders/17", "/orders//17", "/%2e%2e/orders/17",
        "/orders/%2e/17", "/orders%2F17", "/orders\\17", "/orders/%5c17", "/orders/17%00",
        "http://other/orders/17", "/orders/17#f", "/orders/17;a=b", "/orders/%252e", "orders/17",
        "/orders/%c0%ae"
      })
  void aPathThatTwoReadersMayReadDifferentlyIsRefused(String uri) throws IOException {
    assertThat(answer(EdgeWorld.VIEWER, "X-Forwarded-Method: GET", "X-Forwarded-Uri: " + uri))
        .isEqualTo("path_ambiguous");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "/orders/1 | X-Forwarded-Host: shop.beta.example | allowed",
        "/orders/1 | X-Forwarded-Host: SHOP.beta.example:8443 | allowed",
        "/orders/1 | X-Original-Host: shop.beta.example | allowed",
        "/orders/1 | X-Original-Host: beta.stores.example | allowed",
        "/orders/1 | Host: shop.beta.example | allowed",
        "/orders/1 | Host: elsewhere.example | allowed",
        "/orders/1 | X-Original-Host: a.example;X-Forwarded-Host: b.example"
            + " | forwarded_headers_conflict",
        "/orders/1 | X-Forwarded-Host: shop.beta.example, evil.example"
            + " | forwarded_headers_conflict",
        "/orders/1 | X-Forwarded-Host: [2001:db8::1]:443 | host_not_of_account",
        "/orders/1 | X-Counterfoil-Account: beta | allowed",
        "/orders/1 | X-Counterfoil-Account: beta;X-Counterfoil-Account: beta"
            + " | forwarded_headers_conflict",
        "/orders/1 | X-Counterfoil-Account: acme | account_mismatch",
        "/orders/1?an=beta | Accept: */* | allowed",
        "/orders/1?%61n=b%65ta | Accept: */* | allowed",
        "/orders/1?an=acme | Accept: */* | account_mismatch",
        "/orders/1?an=beta&an=beta | Accept: */* | forwarded_headers_conflict",
        "/orders/1?an=acme | X-Counterfoil-Account: beta | account_mismatch",
        "/orders/1?an=%ff | Accept: */* | account_mismatch",
      })
  void theAccountIsToldByHeaderHostOrQuery(String uri, String headers, String expected)
      throws IOException {
    String[] all = ("X-Forwarded-Method: GET;X-Forwarded-Uri: " + uri + ";" + headers).split(";");

    assertThat(answer(EdgeWorld.OF_BETA, all)).isEqualTo(expected);
  }

  @Test
  void theQueryOfTheCheckItselfIsIgnored() throws IOException {
    var reply =
        Wire.ask(
            world.port(),
            "GET /v1/authz/forward?an=beta&appToken=cft_x",
            "X-Forwarded-Method: GET",
            "X-Forwarded-Uri: /orders/17",
            world.pair(EdgeWorld.VIEWER));

    assertThat(reply.status()).isEqualTo(200);
  }
}
