package io.counterfoil.server.admin;

import static org.assertj.core.api.Assertions.assertThat;

import io.counterfoil.server.admin.RunningDemo.Reply;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/// Single-access links by status, on each store.
@ParameterizedClass
@MethodSource("io.counterfoil.server.admin.TestStore#available")
@SuppressWarnings("NullAway.Init") // set before each test
class LinkTest {
  private static final String ACCOUNT = "/v1/accounts/demostore";

  @Parameter TestStore store;
  @TempDir Path directory;

  private final MovableClock clock = new MovableClock();
  private RunningDemo demo;

  @BeforeEach
  void start() {
    demo = new RunningDemo(directory, store, clock);
  }

  @AfterEach
  void stop() {
    demo.close();
  }

  private JsonObject created(String more) {
    Reply reply =
        demo.as(
            "DEMO_ADMIN",
            "POST",
            ACCOUNT + "/keys",
            "{\"label\":\"by link\",\"roles\":[16],\"link\":true" + more + "}");
    assertThat(reply.status()).as(reply.text()).isEqualTo(201);
    return reply.json();
  }

  private static String code(JsonObject created) {
    String url = created.getJsonObject("link").getString("url");
    return url.substring(url.indexOf('#') + 1);
  }

  private JsonObject seenByOwner(JsonObject created) {
    return demo.as(
            "DEMO_ADMIN", "GET", ACCOUNT + "/keys/" + created.getString("appKey") + "/links", null)
        .json()
        .getJsonArray("items")
        .getJsonObject(0);
  }

  @Test
  void aPreviewBurnsNothing_aClickShowsTheTokenOnce_andTheOwnerSeesByWhom() {
    JsonObject created = created("");
    assertThat(created.containsKey("appToken")).isFalse();
    assertThat(created.getJsonObject("link").getString("url")).contains("/links#cfl_");

    for (int preview = 0; preview < 3; preview++) {
      Reply page = demo.asNobody("GET", "/links", null);
      assertThat(page.status()).isEqualTo(200);
      assertThat(page.text()).contains("<form method=\"post\"").doesNotContain("cft_");
      assertThat(header(page, "Cache-Control")).isEqualTo("no-store");
      assertThat(header(page, "Content-Security-Policy")).startsWith("default-src 'none'");
    }
    assertThat(seenByOwner(created).getString("state")).isEqualTo("waiting");

    Reply opened = demo.form("/links", "code=" + code(created));
    assertThat(opened.status()).isEqualTo(200);
    assertThat(header(opened, "Cache-Control")).isEqualTo("no-store");
    assertThat(opened.text()).contains(created.getString("appKey"));
    String token = opened.text().replaceAll("(?s).*(cft_[0-9A-Za-z]{49}).*", "$1");
    assertThat(
            demo.throughTheEdge(created.getString("appKey"), token, "GET", "/api/oms/pvt/orders/1")
                .status())
        .isEqualTo(200);
    assertThat(seenByOwner(created).getString("state")).isEqualTo("opened");
    assertThat(seenByOwner(created).getString("address")).isEqualTo("127.0.0.1");
    assertThat(seenByOwner(created).getString("userAgent")).isEqualTo("a browser");
  }

  private static String header(Reply reply, String name) {
    return reply.whole().headers().firstValue(name).orElse("");
  }

  @Test
  void aSecondOpeningIsRefused_andRaisesAnAlarm_inThreeLanguages() {
    JsonObject created = created("");
    demo.form("/links", "code=" + code(created));
    for (String[] spoken :
        List.of(
            new String[] {"en", "was opened before"},
            new String[] {"pt", "já foi aberto"},
            new String[] {"es", "ya se abrió"})) {
      Reply again = demo.form("/links?lang=" + spoken[0], "code=" + code(created));
      assertThat(again.status()).isEqualTo(410);
      assertThat(again.text()).contains(spoken[1]).doesNotContain("cft_");
    }
    assertThat(seenByOwner(created).getInteger("refusals")).isEqualTo(3);
    String audit = demo.as("DEMO_ADMIN", "GET", ACCOUNT + "/audit?limit=50", null).text();
    assertThat(audit).contains("link.opened", "link.refused", "a browser");
  }

  @Test
  void refusalsAreNotedOnlySoOften() {
    JsonObject created = created("");
    demo.form("/links", "code=" + code(created));
    for (int i = 0; i < 25; i++) {
      assertThat(demo.form("/links", "code=" + code(created)).status()).isEqualTo(410);
    }
    assertThat(seenByOwner(created).getInteger("refusals")).isEqualTo(20);
  }

  @Test
  void aPassphraseIsAskedFor_andFiveWrongOnesLockTheLink() {
    JsonObject created = created(",\"passphrase\":\"correct horse\"");
    String code = code(created);
    Reply asked = demo.form("/links", "code=" + code);
    assertThat(asked.status()).isEqualTo(403);
    assertThat(asked.text()).contains("type=\"password\"");
    assertThat(seenByOwner(created).getInteger("wrongTries")).isZero();
    for (int i = 4; i > 0; i--) {
      Reply wrong = demo.form("/links", "code=" + code + "&passphrase=wrong" + i);
      assertThat(wrong.status()).isEqualTo(403);
      assertThat(wrong.text()).contains("Tries left: " + i);
    }
    JsonObject other = created(",\"passphrase\":\"correct horse\"");
    assertThat(demo.form("/links", "code=" + code(other) + "&passphrase=correct+horse").status())
        .isEqualTo(200);
    assertThat(demo.form("/links", "code=" + code + "&passphrase=wrong").status()).isEqualTo(403);
    assertThat(demo.form("/links", "code=" + code + "&passphrase=correct+horse").status())
        .isEqualTo(410);
    assertThat(seenByOwner(created).getString("state")).isEqualTo("locked");
  }

  @Test
  void aLinkThatRanOutIsForgottenByTheJob_andOneThatWasTakenBackDoesNotOpen() {
    JsonObject created = created("");
    String path = ACCOUNT + "/links/" + created.getJsonObject("link").getString("id");
    assertThat(demo.as("DEMO_ORDERS", "DELETE", path, null).status()).isEqualTo(403);
    assertThat(demo.as("DEMO_ADMIN", "DELETE", path, null).status()).isEqualTo(204);
    assertThat(demo.as("DEMO_ADMIN", "DELETE", path, null).status()).isEqualTo(410);
    assertThat(demo.form("/links", "code=" + code(created)).status()).isEqualTo(410);

    JsonObject late = created("");
    clock.forward(Duration.ofHours(25));
    demo.server().keyJobs().run();
    assertThat(seenByOwner(late).getString("endedAt")).isNotNull();
    assertThat(demo.form("/links", "code=" + code(late)).text()).contains("24 hours");
  }

  @Test
  void whatIsNoCodeIsNotFound_andNothingIsNoted() {
    for (String code : List.of("", "cfl_short", "cfl_" + "A".repeat(43), "%3Cscript%3E")) {
      Reply reply = demo.form("/links", "code=" + code);
      assertThat(reply.status()).isEqualTo(404);
      assertThat(reply.text()).doesNotContain("<script>");
    }
    assertThat(demo.form("/links", "").status()).isEqualTo(404);
    assertThat(demo.asNobody("POST", "/v1/links/open", "{\"code\":\"x\"}").json().getString("code"))
        .isEqualTo("link_not_found");
  }

  @Test
  void theDatabaseHoldsNeitherCodeNorToken() throws IOException {
    JsonObject created = created("");
    String token =
        demo.asNobody(
                "POST", "/v1/links/open", new JsonObject().put("code", code(created)).encode())
            .json()
            .getString("appToken");
    JsonObject waiting = created("");
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        String bytes = Files.readString(file, StandardCharsets.ISO_8859_1);
        assertThat(bytes.contains(token)).as(file.toString()).isFalse();
        assertThat(bytes.contains(code(created))).as(file.toString()).isFalse();
        assertThat(bytes.contains(code(waiting))).as(file.toString()).isFalse();
      }
    }
  }
}
