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

/// Repeated requests by status, on each store.
@ParameterizedClass
@MethodSource("io.counterfoil.server.admin.TestStore#available")
@SuppressWarnings("NullAway.Init") // set before each test
class IdempotencyTest {
  private static final String KEYS = "/v1/accounts/demostore/keys";
  private static final String BODY = "{\"label\":\"made once\"}";

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

  private Reply once(String key, String path, String body) {
    return demo.as("DEMO_ADMIN", "POST", path, body, "Idempotency-Key", key);
  }

  private int made() {
    return demo.as("DEMO_ADMIN", "GET", KEYS + "?search=made+once", null)
        .json()
        .getInteger("total");
  }

  @Test
  void aRepetitionIsAnsweredAsTheFirst_butForTheSecret() {
    Reply first = once("a-1", KEYS, BODY);
    Reply again = once("a-1", KEYS, BODY);
    assertThat(first.status()).isEqualTo(201);
    assertThat(again.status()).isEqualTo(201);
    assertThat(again.json().getString("appKey")).isEqualTo(first.json().getString("appKey"));
    assertThat(first.json().getString("appToken")).startsWith("cft_");
    assertThat(again.text()).doesNotContain("cft_");
    assertThat(again.whole().headers().firstValue("Idempotency-Replayed")).contains("true");
    assertThat(made()).isEqualTo(1);
  }

  @Test
  void anotherRequestUnderTheSameKeyIsRefused_andAnotherCallersIsItsOwn() {
    once("a-1", KEYS, BODY);
    Reply other = once("a-1", KEYS, "{\"label\":\"made once, differently\"}");
    assertThat(other.status()).isEqualTo(422);
    assertThat(other.json().getString("code")).isEqualTo("idempotency_key_reused");
    assertThat(
            demo.asOperatorSending("POST", KEYS, BODY, "application/json", "Idempotency-Key", "a-1")
                .status())
        .isEqualTo(201);
    assertThat(made()).isEqualTo(2);
    assertThat(once("a".repeat(256), KEYS, BODY).status()).isEqualTo(400);
  }

  @Test
  void aFailureIsNotRemembered_andASuccessIsForADay() {
    assertThat(once("b-1", KEYS, "{\"label\":\"\"}").status()).isEqualTo(400);
    String name = once("b-1", KEYS, BODY).json().getString("appKey");
    clock.forward(Duration.ofHours(25));
    assertThat(once("b-1", KEYS, BODY).json().getString("appKey")).isNotEqualTo(name);
  }

  @Test
  void aRepeatedRenewalStartsOne_andALinkIsShownOnce() {
    String path = KEYS + "/" + once("c-1", KEYS, BODY).json().getString("appKey") + "/renewal";
    JsonObject first = once("c-2", path, "{\"link\":true}").json();
    Reply again = once("c-2", path, "{\"link\":true}");
    assertThat(again.status()).isEqualTo(201);
    assertThat(first.getJsonObject("link").getString("url")).contains("#cfl_");
    assertThat(again.json().getJsonObject("link").getString("id"))
        .isEqualTo(first.getJsonObject("link").getString("id"));
    assertThat(again.text()).doesNotContain("cfl_");
    assertThat(once("c-3", path, "{\"link\":true}").status()).isEqualTo(409);
  }
}
