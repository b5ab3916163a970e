package io.counterfoil.server.admin;

import static org.assertj.core.api.Assertions.assertThat;

import io.counterfoil.core.log.RefusalId;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The first steps tick themselves, for each person alone.
@SuppressWarnings("NullAway.Init") // made before each test
class FirstStepsRoutesTest {
  private static final String STEPS = "/v1/accounts/demostore/first-steps";
  private static final String ORDER = "/api/oms/pvt/orders/v502559llux-01";

  private RunningDemo demo;
  private String cookie;

  @BeforeEach
  void start(@TempDir Path directory) {
    demo = new RunningDemo(directory);
    cookie =
        demo.asNobody(
                "POST",
                "/v1/sessions",
                new JsonObject()
                    .put("email", "sponsor@demostore.example")
                    .put("password", demo.password())
                    .put("browser", true)
                    .encode())
            .cookie("counterfoil_session");
  }

  @AfterEach
  void stop() {
    demo.close();
  }

  private JsonObject steps() {
    var reply = demo.inBrowser(cookie, "GET", STEPS, null);
    assertThat(reply.status()).isEqualTo(200);
    return reply.json();
  }

  @Test
  void nothingIsDoneByWhoeverDidNothing_whateverOthersDid() {
    assertThat(steps())
        .isEqualTo(
            new JsonObject()
                .put("key", false)
                .putNull("appKey")
                .put("role", false)
                .put("call", false)
                .put("refusal", false)
                .put("dismissed", false));
  }

  @Test
  void aKeyOfOnesOwn_itsRoleAndItsFirstCallTickTheirSteps() {
    var made =
        demo.inBrowser(cookie, "POST", "/v1/accounts/demostore/keys", "{\"label\":\"mine\"}")
            .json();
    String appKey = made.getString("appKey");

    assertThat(steps().getString("appKey")).isEqualTo(appKey);
    assertThat(steps().getBoolean("key")).isTrue();
    assertThat(steps().getBoolean("role")).isFalse();
    assertThat(steps().getBoolean("call")).isFalse();

    var refused = demo.throughTheEdge(appKey, made.getString("appToken"), "GET", ORDER);
    String id = refused.whole().headers().firstValue("X-Counterfoil-Refusal-Id").orElseThrow();
    demo.parts().refusals().find(new RefusalId(id)); // waits until it is recorded
    assertThat(steps().getBoolean("call")).isTrue();

    var linked =
        demo.inBrowser(
            cookie, "PATCH", "/v1/accounts/demostore/keys/" + appKey, "{\"roles\":[16]}");
    assertThat(linked.status()).as(linked.text()).isLessThan(300);
    assertThat(steps().getBoolean("role")).isTrue();
  }

  @Test
  void whatIsNotedIsRemembered_andStandsOnceInTheAuditLog() {
    assertThat(note("{\"refusal\":true}").getBoolean("refusal")).isTrue();
    assertThat(note("{\"refusal\":true}").getBoolean("dismissed")).isFalse();
    assertThat(note("{\"dismissed\":true}").getBoolean("dismissed")).isTrue();

    var log =
        demo.inBrowser(cookie, "GET", "/v1/accounts/demostore/audit?action=first_steps.*", null);
    assertThat(log.json().getJsonArray("items")).hasSize(2);
  }

  private JsonObject note(String body) {
    var reply = demo.inBrowser(cookie, "PUT", STEPS, body);
    assertThat(reply.status()).as(reply.text()).isEqualTo(200);
    return reply.json();
  }

  @Test
  void nobodyIsToldOfAnotherAccount() {
    assertThat(demo.inBrowser(cookie, "GET", "/v1/accounts/demomarket/first-steps", null).status())
        .isEqualTo(404);
    assertThat(demo.asNobody("GET", STEPS, null).status()).isEqualTo(401);
    assertThat(demo.inBrowser(cookie, "PUT", STEPS, "{}").status()).isEqualTo(400);
  }
}
