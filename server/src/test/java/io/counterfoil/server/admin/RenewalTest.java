package io.counterfoil.server.admin;

import static org.assertj.core.api.Assertions.assertThat;

import io.counterfoil.server.admin.RunningDemo.Reply;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/// Renewals by status, on each store.
@ParameterizedClass
@MethodSource("io.counterfoil.server.admin.TestStore#available")
@SuppressWarnings("NullAway.Init") // set before each test
class RenewalTest {
  private static final String KEYS = "/v1/accounts/demostore/keys";

  @Parameter TestStore store;

  private final MovableClock clock = new MovableClock();
  private RunningDemo demo;
  private String name;
  private String token;

  @BeforeEach
  void start(@TempDir Path directory) {
    demo = new RunningDemo(directory, store, clock);
    JsonObject key = admin("POST", KEYS, "{\"label\":\"renewed\",\"roles\":[16]}").json();
    name = key.getString("appKey");
    token = key.getString("appToken");
  }

  @AfterEach
  void stop() {
    demo.close();
  }

  private Reply admin(String method, String path, String body) {
    return demo.as("DEMO_ADMIN", method, path, body.isEmpty() ? null : body);
  }

  private Reply renewal(String what, String body) {
    return admin("POST", KEYS + "/" + name + "/renewal" + what, body);
  }

  private JsonObject started(String body) {
    Reply reply = renewal("", body);
    assertThat(reply.status()).as(reply.text()).isEqualTo(201);
    return reply.json();
  }

  private boolean passes(String with) {
    return demo.throughTheEdge(name, with, "GET", "/api/oms/pvt/orders/1").status() == 200;
  }

  @Test
  void bothTokensPass_untilTheRenewalIsFinished() {
    String fresh = started("").getString("appToken");
    assertThat(passes(token)).isTrue();
    assertThat(passes(fresh)).isTrue();

    assertThat(renewal("/finish", "").status()).isEqualTo(200);
    assertThat(passes(token)).isFalse();
    assertThat(passes(fresh)).isTrue();
    assertThat(renewal("/finish", "").json().getString("code")).isEqualTo("renewal_not_started");
    assertThat(renewal("/undo", "").status()).isEqualTo(404);
  }

  @Test
  void undone_theOldTokenIsTheOnlyOneAgain_andTheNewOneIsExplainedAsRetired() {
    String fresh = started("{\"deleteOld\":\"later\"}").getString("appToken");
    Reply undone = renewal("/undo", "");
    assertThat(undone.status()).isEqualTo(200);
    assertThat(undone.json().getBoolean("renewing")).isFalse();
    assertThat(passes(token)).isTrue();

    Reply refused = demo.throughTheEdge(name, fresh, "GET", "/api/oms/pvt/orders/1");
    assertThat(refused.status()).isEqualTo(401);
    String id = refused.json().getString("refusalId");
    assertThat(admin("GET", "/v1/refusals/" + id, "").text()).contains("token_retired");
    assertThat(renewal("", "").status()).isEqualTo(201);
  }

  @Test
  void deletingTheOldTokenNow_leavesTheNewOneAlone() {
    JsonObject now = started("{\"deleteOld\":\"now\"}");
    assertThat(now.getBoolean("renewing")).isFalse();
    assertThat(passes(token)).isFalse();
    assertThat(passes(now.getString("appToken"))).isTrue();
    assertThat(renewal("/undo", "").status()).isEqualTo(404);
    assertThat(renewal("", "{\"deleteOld\":\"soon\"}").status()).isEqualTo(400);
  }

  @Test
  void aSecondRenewalWaits_untilTheLinkIsOpened() {
    JsonObject first = started("{\"link\":true}");
    assertThat(first.containsKey("appToken")).isFalse();
    Reply second = renewal("", "{\"link\":true}");
    assertThat(second.status()).isEqualTo(409);
    assertThat(second.json().getString("code")).isEqualTo("renewal_pending");

    String unused = open(first);
    String fresh = open(started("{\"link\":true}"));
    assertThat(passes(token)).isTrue();
    assertThat(passes(fresh)).isTrue();
    assertThat(passes(unused)).as("the token that was replaced").isFalse();
  }

  @Test
  void aSecondRenewalWaits_untilTheLinksDayIsOver() {
    JsonObject first = started("{\"link\":true}");
    clock.forward(Duration.ofHours(23));
    assertThat(renewal("", "{\"link\":true}").status()).isEqualTo(409);
    clock.forward(Duration.ofHours(2));
    assertThat(started("{\"link\":true}").getJsonObject("link").getString("state"))
        .isEqualTo("waiting");
    assertThat(opening(first).status()).isEqualTo(410);
    assertThat(passes(token)).isTrue();
  }

  @Test
  void undoing_takesTheUnopenedLinkBack() {
    JsonObject first = started("{\"link\":true,\"deleteOld\":\"later\"}");
    assertThat(renewal("/undo", "").status()).isEqualTo(200);
    assertThat(opening(first).status()).isEqualTo(410);
    JsonObject shown = admin("GET", KEYS + "/" + name + "/renewal", "").json();
    assertThat(shown.getBoolean("renewing")).isFalse();
    assertThat(shown.getJsonArray("links").getJsonObject(0).getString("state"))
        .isEqualTo("cancelled");
  }

  private void call(String with, String from, String agent) {
    assertThat(
            demo.throughTheEdge(
                    name,
                    with,
                    "GET",
                    "/api/oms/pvt/orders/1",
                    "X-Forwarded-For",
                    from,
                    "User-Agent",
                    agent)
                .status())
        .isEqualTo(200);
  }

  @Test
  void whoStillCallsWithTheOldTokenIsSeen_beforeAndAtTheFinish() {
    call(token, "192.0.2.7", "before the renewal");
    String fresh = started("").getString("appToken");
    call(token, "192.0.2.7", "erp/1.0");
    call(token, "192.0.2.99", "erp/1.0");
    call(token, "2001:db8:0:1::5", "cron");
    call(fresh, "198.51.100.1", "moved");

    JsonObject use =
        admin("GET", KEYS + "/" + name + "/renewal", "").json().getJsonObject("oldTokenUse");
    assertThat(use.getInteger("count")).isEqualTo(3);
    assertThat(use.encode())
        .contains("\"address\":\"192.0.2.0/24\",\"userAgent\":\"erp/1.0\",\"count\":2")
        .contains("2001:db8:0:0:0:0:0:0/48")
        .doesNotContain("moved")
        .doesNotContain("before the renewal");
    assertThat(renewal("/finish", "").json().getJsonObject("oldTokenUse").getInteger("count"))
        .isEqualTo(3);
    assertThat(admin("GET", KEYS + "/" + name, "").json().getString("lastUsedAt")).isNotNull();
    assertThat(
            admin("DELETE", KEYS + "/" + name, "")
                .whole()
                .headers()
                .firstValue("Counterfoil-Warning"))
        .isPresent();
  }

  @Test
  void callersOfOneTokenAreToldApartUpToAHundred() {
    started("");
    for (int i = 0; i < 110; i++) {
      call(token, "192.0.2.7", "agent " + i);
    }
    JsonObject use =
        admin("GET", KEYS + "/" + name + "/renewal", "").json().getJsonObject("oldTokenUse");
    assertThat(use.getInteger("count")).isEqualTo(110);
    assertThat(use.getJsonArray("callers")).hasSize(101);
  }

  @Test
  void aRenewalFinishesByItself_afterTheOldTokenHasBeenSilent() {
    started("{\"finishAfterDays\":7}");
    clock.forward(Duration.ofDays(6));
    call(token, "192.0.2.7", "erp/1.0");
    clock.forward(Duration.ofDays(6));
    demo.server().keyJobs().run();
    assertThat(passes(token)).isTrue();
    clock.forward(Duration.ofDays(8));
    demo.server().keyJobs().run();
    assertThat(passes(token)).isFalse();
    assertThat(admin("GET", "/v1/accounts/demostore/audit", "").text()).contains("job:finish");
  }

  @Test
  void aRenewalWhoseLinkNobodyOpenedNeverFinishesByItself() {
    started("{\"finishAfterDays\":1,\"link\":true}");
    clock.forward(Duration.ofDays(30));
    demo.server().keyJobs().run();
    assertThat(passes(token)).isTrue();
  }

  private String open(JsonObject started) {
    Reply opened = opening(started);
    assertThat(opened.status()).as(opened.text()).isEqualTo(200);
    return opened.json().getString("appToken");
  }

  private Reply opening(JsonObject started) {
    String url = started.getJsonObject("link").getString("url");
    String code = url.substring(url.indexOf('#') + 1);
    return demo.asNobody("POST", "/v1/links/open", new JsonObject().put("code", code).encode());
  }
}
