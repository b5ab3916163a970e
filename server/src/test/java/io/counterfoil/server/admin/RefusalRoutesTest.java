package io.counterfoil.server.admin;

import static org.assertj.core.api.Assertions.assertThat;

import io.counterfoil.core.key.TokenFormat;
import io.counterfoil.server.admin.RunningDemo.Reply;
import io.counterfoil.server.wiring.CounterfoilServer;
import io.counterfoil.server.wiring.DataDirectory;
import io.counterfoil.server.wiring.ServerConfig;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Refusals are listed and counted, outlive the server, and hold no secret.
class RefusalRoutesTest {
  private static final String LIST = "/v1/accounts/demostore/refusals";
  private static final String ORDER = "/api/oms/pvt/orders/v1-1";

  @TempDir Path directory;

  private static Stream<TestStore> stores() {
    return TestStore.available();
  }

  private static List<JsonObject> items(JsonObject list) {
    JsonArray items = list.getJsonArray("items");
    return IntStream.range(0, items.size()).mapToObj(items::getJsonObject).toList();
  }

  private static List<String> ids(JsonObject list) {
    return items(list).stream().map(item -> item.getString("id")).toList();
  }

  private static String refused(RunningDemo demo, String who, String token) {
    Reply reply = demo.throughTheEdge(demo.value(who + "_KEY"), token, "GET", ORDER);
    return reply.whole().headers().firstValue("X-Counterfoil-Refusal-Id").orElseThrow();
  }

  private static String refused(RunningDemo demo, String who) {
    return refused(demo, who, demo.value(who + "_TOKEN"));
  }

  private static JsonObject get(RunningDemo demo, String path) {
    Reply reply = demo.asOperator("GET", path, null);
    assertThat(reply.status()).as(reply.text()).isEqualTo(200);
    return reply.json();
  }

  @ParameterizedTest
  @MethodSource("stores")
  void theyAreListedPageByPage_andFilteredByCodeKeyAndTime(TestStore store) {
    try (RunningDemo demo = new RunningDemo(directory, store, InstantSource.system())) {
      List<String> all = new ArrayList<>();
      for (int i = 0; i < 5; i++) {
        all.addFirst(refused(demo, "DEMO_NO_ROLE"));
        all.addFirst(refused(demo, "DEMO_INACTIVE"));
      }
      get(demo, "/v1/refusals/" + all.getFirst());

      JsonObject first = get(demo, LIST + "?limit=4");
      JsonObject second = get(demo, LIST + "?limit=4&cursor=" + first.getString("next"));
      JsonObject third = get(demo, LIST + "?limit=4&cursor=" + second.getString("next"));

      assertThat(Stream.of(first, second, third).flatMap(page -> ids(page).stream()))
          .containsExactlyElementsOf(all);
      assertThat(third.getString("next")).isNull();
      assertThat(first.getLong("dropped")).isZero();
      assertThat(ids(get(demo, LIST + "?code=role_missing"))).hasSize(5);
      assertThat(ids(get(demo, LIST + "?key=" + demo.value("DEMO_INACTIVE_KEY")))).hasSize(5);
      String at = items(first).getLast().getString("at");
      assertThat(ids(get(demo, LIST + "?from=" + at))).hasSizeBetween(3, 4);
      assertThat(ids(get(demo, LIST + "?until=" + at))).hasSizeBetween(6, 7);
      assertThat(demo.asOperator("GET", LIST + "?cursor=x", null).status()).isEqualTo(400);
      assertThat(demo.asOperator("GET", LIST + "?code=x", null).status()).isEqualTo(400);
      assertThat(get(demo, LIST + "/hours").toString()).contains("role_missing", "key_inactive");
      assertThat(demo.as("DEMO_ORDERS", "GET", LIST + "/hours", null).status()).isEqualTo(403);
    }
  }

  @ParameterizedTest
  @MethodSource("stores")
  void anotherStartAnswersAsTheOneBefore(TestStore store) throws Exception {
    String address = store.fresh();
    var config = ServerConfig.loopback(directory).withStore(address);
    String id;
    JsonObject explained;
    JsonObject listed;
    try (RunningDemo demo =
        new RunningDemo(
            directory, TestStore.SQLITE, InstantSource.system(), to -> to.withStore(address))) {
      id = refused(demo, "DEMO_NO_ROLE");
      explained = get(demo, "/v1/refusals/" + id);
      listed = get(demo, LIST);
    }
    var data = new DataDirectory(directory, new SecureRandom());
    try (CounterfoilServer again = CounterfoilServer.start(config, data)) {
      String operator = data.operatorToken().reveal();

      assertThat(asked(again, operator, "/v1/refusals/" + id)).isEqualTo(explained);
      assertThat(asked(again, operator, LIST)).isEqualTo(listed);
    }
  }

  private static JsonObject asked(CounterfoilServer server, String operator, String path)
      throws IOException, InterruptedException {
    try (HttpClient client = HttpClient.newHttpClient()) {
      HttpRequest request =
          HttpRequest.newBuilder(URI.create(server.controlUrl() + path))
              .header("Authorization", "Bearer " + operator)
              .build();
      return new JsonObject(client.send(request, HttpResponse.BodyHandlers.ofString()).body());
    }
  }

  @Test
  void theSameWrongTokenIsToldToHaveComeAgain() {
    try (RunningDemo demo = new RunningDemo(directory)) {
      String wrong = TokenFormat.generate(new Random(1)).reveal();
      refused(demo, "DEMO_ORDERS", wrong);
      String id = refused(demo, "DEMO_ORDERS", wrong);
      refused(demo, "DEMO_ORDERS", TokenFormat.generate(new Random(2)).reveal());

      JsonObject explained = get(demo, "/v1/refusals/" + id);

      String tag = Objects.requireNonNull(explained.getString("sameValue"));
      assertThat(explained.getJsonObject("sameValueSeen").getInteger("count")).isEqualTo(2);
      assertThat(ids(get(demo, LIST + "?sameValue=" + tag))).hasSize(2).contains(id);
    }
  }

  @ParameterizedTest
  @MethodSource("stores")
  void anAccountMaySayForHowLongTheyAreKept(TestStore store) {
    String account = "/v1/accounts/demostore";
    MovableClock clock = new MovableClock();
    try (RunningDemo demo = new RunningDemo(directory, store, clock)) {
      assertThat(get(demo, account).getInteger("keepRefusals")).isNull();
      String id = refused(demo, "DEMO_NO_ROLE");
      get(demo, "/v1/refusals/" + id);
      clock.forward(Duration.ofDays(10));
      assertThat(ids(get(demo, LIST))).isEmpty();

      Reply set = demo.asOperator("PATCH", account, "{\"keepRefusals\":14}");
      assertThat(set.json().getInteger("keepRefusals")).isEqualTo(14);
      String later = refused(demo, "DEMO_NO_ROLE");
      get(demo, "/v1/refusals/" + later);
      clock.forward(Duration.ofDays(10));

      assertThat(ids(get(demo, LIST))).containsExactly(later);
      assertThat(demo.asOperator("PATCH", account, "{\"keepRefusals\":31}").text())
          .contains("keepRefusals: 31 (expected: 1 to 30 days");
      assertThat(demo.as("DEMO_ORDERS", "PATCH", account, "{\"keepRefusals\":1}").status())
          .isEqualTo(403);
      demo.asOperator("PATCH", account, "{\"keepRefusals\":null}");
      assertThat(ids(get(demo, LIST))).doesNotContain(later);
      assertThat(get(demo, account).getInteger("keepRefusals")).isNull();
    }
  }

  @Test
  void noPresentedSecretIsInTheFiles() throws IOException {
    List<String> secrets = new ArrayList<>();
    try (RunningDemo demo = new RunningDemo(directory)) {
      String key = demo.value("DEMO_ORDERS_KEY");
      for (int i = 0; i < 4; i++) {
        secrets.add(TokenFormat.generate(new Random(100 + i)).reveal());
      }
      secrets.add("hunter2-" + "q".repeat(24) + "17");
      List<String> ids = new ArrayList<>();
      for (String secret : secrets) {
        ids.add(ask(demo, key, secret, ORDER));
        ids.add(ask(demo, secret, key, ORDER));
        ids.add(ask(demo, secret, secret, ORDER));
        ids.add(ask(demo, key, secret + " ", "/orders/" + secret + "?an=" + secret));
        String token = demo.value("DEMO_ORDERS_TOKEN");
        ids.add(ask(demo, key, token, "/x/" + secret));
        ids.add(ask(demo, key, token, ORDER + "?an=" + secret));
        ids.add(ask(demo, key, token, ORDER, "X-Counterfoil-Account", secret));
        ids.add(ask(demo, key, secret, ORDER, "X-Forwarded-Host", secret + ".example.com"));
        ids.add(ask(demo, key, secret, ORDER, "X-Forwarded-For", secret));
        ids.add(ask(demo, key, secret, ORDER, "VtexIdclientAutCookie", secret));
        ids.add(ask(demo, key, secret, ORDER, "Authorization", "Bearer " + secret));
      }
      ids.forEach(id -> get(demo, "/v1/refusals/" + id));
      secrets.add(demo.value("DEMO_ORDERS_TOKEN"));
    }
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : files.filter(RefusalRoutesTest::isOfEvents).toList()) {
        String held = Files.readString(file, StandardCharsets.ISO_8859_1);
        secrets.forEach(secret ->
            written(secret).forEach(form -> assertThat(held.contains(form)).as(form).isFalse()));
      }
    }
    assertThat(directory.resolve("events.db")).isNotEmptyFile();
  }

  private static boolean isOfEvents(Path file) {
    return Objects.requireNonNull(file.getFileName()).toString().startsWith("events.db");
  }

  /// As it is, in halves, in hex, in base64 whatever stands before it.
  private static Stream<String> written(String secret) {
    byte[] bytes = secret.getBytes(StandardCharsets.ISO_8859_1);
    String hex = HexFormat.of().formatHex(bytes);
    Stream<String> base64 =
        IntStream.range(0, 3)
            .mapToObj(shift -> {
              byte[] shifted = new byte[bytes.length + shift];
              System.arraycopy(bytes, 0, shifted, shift, bytes.length);
              String text = Base64.getEncoder().withoutPadding().encodeToString(shifted);
              return text.substring(4, text.length() - 4);
            });
    int middle = secret.length() / 2;
    return Stream.concat(
        base64,
        Stream.of(
            secret,
            secret.substring(0, middle),
            secret.substring(middle),
            hex,
            hex.toUpperCase(Locale.ROOT)));
  }

  private static String ask(
      RunningDemo demo, String key, String token, String target, String... more) {
    Reply reply = demo.throughTheEdge(key, token, "GET", target, more);
    assertThat(reply.status()).as(target).isGreaterThanOrEqualTo(400);
    return reply.whole().headers().firstValue("X-Counterfoil-Refusal-Id").orElseThrow();
  }
}
