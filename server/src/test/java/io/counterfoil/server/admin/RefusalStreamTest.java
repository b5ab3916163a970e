package io.counterfoil.server.admin;

import static org.assertj.core.api.Assertions.assertThat;

import io.counterfoil.core.log.Tail;
import io.counterfoil.server.admin.Listening.Event;
import io.counterfoil.server.admin.RunningDemo.Reply;
import io.counterfoil.server.person.Sessions;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/// Refusals are told to those who follow them as they come.
@ParameterizedClass
@MethodSource("io.counterfoil.server.admin.TestStore#available")
@Timeout(60)
@SuppressWarnings("NullAway.Init") // set before each test
class RefusalStreamTest {
  private static final String LIST = "/v1/accounts/demostore/refusals";
  private static final String STREAM = LIST + "/stream";
  private static final String ORDER = "/api/oms/pvt/orders/v1-1";
  private static final String EMAIL = "sponsor@demostore.example";

  @Parameter TestStore store;

  private final MovableClock clock = new MovableClock();
  private RunningDemo demo;

  @BeforeEach
  void start(@TempDir Path directory) {
    demo = new RunningDemo(directory, store, clock);
  }

  @AfterEach
  void stop() {
    demo.close();
  }

  private Listening listen(String query, String... headers) {
    return new Listening(demo.url() + STREAM + query, List.of(headers));
  }

  private Listening operator(String query, String... more) {
    List<String> headers = new ArrayList<>(demo.operatorHeaders());
    headers.addAll(List.of(more));
    return listen(query, headers.toArray(String[]::new));
  }

  private String refused(String who) {
    Reply reply =
        demo.throughTheEdge(demo.value(who + "_KEY"), demo.value(who + "_TOKEN"), "GET", ORDER);
    return reply.whole().headers().firstValue("X-Counterfoil-Refusal-Id").orElseThrow();
  }

  private String cookie() {
    var body =
        new JsonObject().put("email", EMAIL).put("password", demo.password()).put("browser", true);
    return demo.asNobody("POST", "/v1/sessions", body.encode()).cookie(Sessions.COOKIE);
  }

  private static String told(Event event) {
    return Objects.requireNonNull(event.data().getString("id"));
  }

  @Test
  void aRefusalIsToldAsItComes_asTheListShowsIt_toWhomeverMayListThem() {
    try (Listening operator = operator("", "Accept-Encoding", "gzip");
        Listening pair =
            listen(
                "",
                "X-VTEX-API-AppKey",
                demo.value("DEMO_ADMIN_KEY"),
                "X-VTEX-API-AppToken",
                demo.value("DEMO_ADMIN_TOKEN"));
        Listening browser = listen("", "Cookie", cookie())) {
      String id = refused("DEMO_NO_ROLE");

      for (Listening each : List.of(operator, pair, browser)) {
        assertThat(each.status()).isEqualTo(200);
        assertThat(each.header("Content-Type")).startsWith("text/event-stream");
        Event event = each.next("refusal");
        assertThat(told(event)).isEqualTo(id);
        assertThat(event.data())
            .isEqualTo(demo.asOperator("GET", LIST, null).json().getJsonArray("items").getValue(0));
      }
    }
  }

  @Test
  void onlyWhatTheFilterLetsPassIsTold() {
    String key = demo.value("DEMO_INACTIVE_KEY");
    try (Listening ofKey = operator("?key=" + key);
        Listening ofCode = operator("?code=role_missing")) {
      String noRole = refused("DEMO_NO_ROLE");
      String inactive = refused("DEMO_INACTIVE");

      assertThat(told(ofKey.next("refusal"))).isEqualTo(inactive);
      assertThat(told(ofCode.next("refusal"))).isEqualTo(noRole);
    }
  }

  @Test
  void whoComesAgainIsToldWhatCameSince_andWhoAsksForTheNewestGetsThemFirst() {
    String first = refused("DEMO_NO_ROLE");
    String second = refused("DEMO_INACTIVE");
    demo.asOperator("GET", "/v1/refusals/" + second, null); // until it is written
    String third;
    String stood;
    try (Listening early = operator("?last=2")) {
      assertThat(told(early.next("refusal"))).isEqualTo(first);
      Event known = early.next("refusal");
      assertThat(told(known)).isEqualTo(second);
      stood = Objects.requireNonNull(known.id());
      third = refused("DEMO_NO_ROLE");
      assertThat(told(early.next("refusal"))).isEqualTo(third);
    }
    try (Listening again = operator("?last=2", "Last-Event-ID", stood)) {
      assertThat(told(again.next("refusal"))).isEqualTo(third);
      String fourth = refused("DEMO_INACTIVE");
      assertThat(told(again.next("refusal"))).isEqualTo(fourth);
    }
  }

  @Test
  void whatHasNoRecordIsToldByItsNumber() {
    try (Listening listening = operator("?code=role_missing")) {
      for (int i = 0; i < 50; i++) {
        refused("DEMO_NO_ROLE");
      }
      int told = 0;
      int dropped = 0;
      while (told + dropped < 50) {
        Event event = Objects.requireNonNull(listening.next());
        told += event.name().equals("refusal") ? 1 : 0;
        dropped += event.name().equals("more") ? event.data().getInteger("dropped") : 0;
      }
      assertThat(told).isEqualTo(20);
      assertThat(dropped).isEqualTo(30);
    }
  }

  @Test
  void itEndsWithTheSession() {
    String cookie = cookie();
    try (Listening browser = listen("", "Cookie", cookie)) {
      assertThat(demo.inBrowser(cookie, "DELETE", "/v1/sessions/current", null).status())
          .isEqualTo(204);

      assertThat(browser.next("end").data().getString("why")).contains("sign in again");
      assertThat(browser.next()).isNull();
    }
  }

  @Test
  void listeningIsNoUseOfASession_soItEndsWhenNobodyUsesIt() {
    try (Listening browser = listen("", "Cookie", cookie())) {
      clock.forward(Duration.ofHours(13));

      assertThat(browser.next("end").data().getString("why")).contains("no longer");
    }
  }

  @Test
  void itEndsWhenTheRightIsTakenAway() {
    String key = demo.value("DEMO_ADMIN_KEY");
    try (Listening pair =
        listen(
            "", "X-VTEX-API-AppKey", key, "X-VTEX-API-AppToken", demo.value("DEMO_ADMIN_TOKEN"))) {
      assertThat(pair.status()).isEqualTo(200);
      var body = "{\"active\":false}";
      assertThat(demo.asOperator("PATCH", "/v1/accounts/demostore/keys/" + key, body).status())
          .isEqualTo(200);

      assertThat(pair.next("end")).isNotNull();
    }
  }

  @Test
  void soManyMayFollowAnAccount_andASeatIsFreeWhenOneGoes() {
    List<Listening> seated = new ArrayList<>();
    for (int i = 0; i < Tail.MOST_OF_ACCOUNT; i++) {
      seated.add(operator(""));
    }
    try (Listening late = operator("")) {
      assertThat(late.status()).isEqualTo(429);
      assertThat(late.header("Retry-After")).isEqualTo("10");
    }
    assertThat(demo.asOperator("GET", "/metrics", null).text())
        .contains("counterfoil_refusal_followers 20\n");
    seated.removeFirst().close();
    while (demo.parts().refusals().tail().following() == Tail.MOST_OF_ACCOUNT) {
      Thread.onSpinWait();
    }
    try (Listening next = operator("")) {
      assertThat(next.status()).isEqualTo(200);
    }
    seated.forEach(Listening::close);
  }

  @Test
  void whoMayNotListThem_orAsksForNonsense_isToldSoBeforeAnythingIsStreamed() {
    assertThat(demo.as("DEMO_ORDERS", "GET", STREAM, null).status()).isEqualTo(403);
    assertThat(demo.asNobody("GET", STREAM, null).status()).isEqualTo(401);
    for (String wrong : List.of("?last=501", "?code=x", "?from=2027-01-31T00:00:00Z")) {
      assertThat(demo.asOperator("GET", STREAM + wrong, null).status()).as(wrong).isEqualTo(400);
    }
    List<String> headers = new ArrayList<>(demo.operatorHeaders());
    headers.addAll(List.of("Last-Event-ID", "x"));
    assertThat(demo.sendingOnly(headers, "GET", STREAM, null).text()).contains("Last-Event-ID");
  }
}
