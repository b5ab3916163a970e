package io.counterfoil.server.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.counterfoil.core.account.Email;
import io.counterfoil.core.key.AddressRange;
import io.counterfoil.core.outbox.EventType;
import io.counterfoil.server.admin.Receiver.Received;
import io.counterfoil.server.admin.RunningDemo.Reply;
import io.counterfoil.server.wiring.OutboundConfig;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/// Webhooks by status, and by what a real receiver gets, on each store.
@ParameterizedClass
@MethodSource("io.counterfoil.server.admin.TestStore#available")
@SuppressWarnings("NullAway.Init") // set before each test
class WebhookRoutesTest {
  private static final String ACCOUNT = "/v1/accounts/demostore";
  private static final String WEBHOOKS = ACCOUNT + "/webhooks";

  @Parameter TestStore store;
  @TempDir Path directory;

  private final MovableClock clock = new MovableClock();
  private final Receiver receiver = new Receiver();
  private RunningDemo demo;

  @BeforeEach
  void start() {
    demo = new RunningDemo(directory, store, clock, outbound("127.0.0.1"));
  }

  private static OutboundConfig outbound(String allowed) {
    return new OutboundConfig(
        null, new Email("keys@example.com"), List.of(AddressRange.parse(allowed)));
  }

  @AfterEach
  void stop() {
    demo.close();
    receiver.close();
  }

  private Reply admin(String method, String path, @Nullable String body, String... more) {
    return demo.as("DEMO_ADMIN", method, path, body, more);
  }

  private JsonObject hook(String more) {
    Reply reply =
        admin("POST", WEBHOOKS, "{\"url\":\"" + receiver.url("/hooks?a=b") + "\"" + more + "}");
    assertThat(reply.status()).as(reply.text()).isEqualTo(201);
    return reply.json();
  }

  private static String path(JsonObject hook) {
    return WEBHOOKS + "/" + hook.getString("id");
  }

  private JsonObject key(String label) {
    Reply reply = admin("POST", ACCOUNT + "/keys", "{\"label\":\"" + label + "\"}");
    assertThat(reply.status()).as(reply.text()).isEqualTo(201);
    return reply.json();
  }

  @Test
  void anEventArrives_signed_andWithoutASecret() {
    JsonObject hook = hook("");
    String secret = hook.getString("secret");
    assertThat(secret).matches("whsec_[A-Za-z0-9+/]{43}=");
    JsonObject key = key("told");

    Received event = receiver.next();
    assertThat(event.path()).isEqualTo("/hooks?a=b");
    assertThat(event.id()).startsWith("msg_");
    assertThat(event.isSignedWith(secret)).isTrue();
    assertThat(Long.parseLong(event.timestamp()))
        .isCloseTo(Instant.now().getEpochSecond(), within(30L));
    assertThat(event.type()).isEqualTo("key.created");
    JsonObject data = event.json().getJsonObject("data");
    assertThat(data.getString("account")).isEqualTo("demostore");
    assertThat(data.getJsonObject("key").getString("appKey")).isEqualTo(key.getString("appKey"));
    assertThat(data.getJsonObject("details").getString("label")).isEqualTo("told");
    assertThat(event.body()).doesNotContain(key.getString("appToken"), "whsec_");

    assertThat(admin("GET", path(hook), null).text()).doesNotContain("whsec_");
    assertThat(admin("GET", WEBHOOKS, null).text()).doesNotContain("whsec_");
    assertThat(admin("GET", ACCOUNT + "/audit", null).text())
        .contains("webhook.added")
        .doesNotContain("whsec_");
  }

  @Test
  void aLifeOfAKeyIsTold_eachMoveOnce() {
    hook("");
    String key = ACCOUNT + "/keys/" + key("life").getString("appKey");
    admin("PATCH", key, "{\"active\":false}");
    admin("PATCH", key, "{\"active\":true}");
    Reply renewed = admin("POST", key + "/renewal", "{\"link\":true}");
    String url = renewed.json().getJsonObject("link").getString("url");
    String code = url.substring(url.indexOf('#') + 1);
    demo.form("/links", "code=" + code);
    demo.form("/links", "code=" + code);
    admin("POST", key + "/renewal/undo", null);
    admin("DELETE", key, null);
    admin("POST", key + "/restore", null);

    Set<String> told = new TreeSet<>();
    for (int i = 0; i < 9; i++) {
      Received event = receiver.next();
      told.add(event.type());
      assertThat(event.body()).doesNotContain(code, "cft_");
    }
    assertThat(told)
        .containsExactly(
            "key.activated",
            "key.created",
            "key.deactivated",
            "key.deleted",
            "key.link_opened",
            "key.link_opened_again",
            "key.renewal_started",
            "key.renewal_undone",
            "key.restored");
    demo.server().courier().run();
    assertThat(receiver.unread()).isZero();
  }

  @Test
  void aRotatedSecretSignsBesideTheOneBefore_forADay() {
    JsonObject hook = hook("");
    Reply rotated = admin("POST", path(hook) + "/rotate-secret", null);
    assertThat(rotated.status()).as(rotated.text()).isEqualTo(200);
    String fresh = rotated.json().getString("secret");
    assertThat(fresh).isNotEqualTo(hook.getString("secret"));
    assertThat(rotated.json().getString("formerSecretUntil")).isNotNull();

    key("during");
    Received during = receiver.next();
    assertThat(during.signatures()).hasSize(2);
    assertThat(during.isSignedWith(fresh)).isTrue();
    assertThat(during.isSignedWith(hook.getString("secret"))).isTrue();

    clock.forward(Duration.ofHours(25));
    key("after");
    Received after = receiver.next();
    assertThat(after.signatures()).hasSize(1);
    assertThat(after.isSignedWith(fresh)).isTrue();
  }

  @Test
  void whatFailsIsTriedAgain_underTheSameId_untilItArrives() {
    hook("");
    receiver.answerWith(500);
    key("retried");
    Received first = receiver.next();
    settled(first.id(), 1);
    clock.forward(Duration.ofSeconds(6));
    assertThat(receiver.next().id()).isEqualTo(first.id());
    settled(first.id(), 2);
    clock.forward(Duration.ofMinutes(6));
    assertThat(receiver.next().id()).isEqualTo(first.id());
    settled(first.id(), 3);
    receiver.answerWith(200);
    clock.forward(Duration.ofMinutes(40));
    assertThat(receiver.next().body()).isEqualTo(first.body());
    JsonObject shown = settled(first.id(), 4);
    assertThat(shown.getJsonArray("deliveries").getJsonObject(0).getString("state"))
        .isEqualTo("delivered");
    assertThat(shown.getJsonArray("tries")).hasSize(4);
    assertThat(shown.getJsonArray("tries").getJsonObject(3).getInteger("status")).isEqualTo(500);
  }

  /// The message once so many attempts are noted.
  private JsonObject settled(String message, int attempts) {
    JsonObject shown;
    do {
      shown = admin("GET", ACCOUNT + "/outbox/" + message, null).json();
    } while (shown.getJsonArray("tries").size() < attempts);
    return shown;
  }

  @Test
  void whoeverIsGoneIsSentNothingMore_untilSwitchedOnAgain() {
    JsonObject hook = hook("");
    receiver.answerWith(410);
    key("gone");
    receiver.next();
    JsonObject shown;
    do {
      shown = admin("GET", path(hook), null).json();
    } while (shown.getBoolean("enabled"));
    assertThat(shown.getString("disabled")).isEqualTo("its receiver answered 410: gone");
    assertThat(admin("POST", path(hook) + "/test", null).status()).isEqualTo(409);
    receiver.answerWith(200);
    key("unheard");
    demo.server().courier().run();
    assertThat(receiver.unread()).isZero();
    assertThat(admin("GET", ACCOUNT + "/audit", null).text())
        .contains("webhook.disabled", "job:webhook");

    assertThat(admin("PATCH", path(hook), "{\"enabled\":true}").status()).isEqualTo(200);
    key("heard");
    assertThat(receiver.next().body()).contains("heard");
  }

  @Test
  void aRedirectIsNotFollowed() {
    hook("");
    receiver.answerWith(302);
    key("moved");
    Received first = receiver.next();
    assertThat(first.path()).isEqualTo("/hooks?a=b");
    demo.server().courier().run();
    assertThat(receiver.unread()).isZero();
  }

  @Test
  void nothingIsSentInside_unlessTheOperatorAllowsIt() {
    demo.close();
    demo = new RunningDemo(directory.resolve("other"), store, clock, outbound("10.0.0.0/8"));
    hook("");
    key("inside");
    JsonObject shown;
    do {
      demo.server().courier().run();
      shown =
          admin("GET", ACCOUNT + "/outbox?type=key.created&limit=1", null)
              .json()
              .getJsonArray("items")
              .getJsonObject(0)
              .getJsonArray("deliveries")
              .getJsonObject(0);
    } while (shown.getInteger("attempts") == 0);
    assertThat(shown.getString("note")).contains("not public").doesNotContain("127.0.0.1");
    assertThat(receiver.unread()).isZero();
  }

  @Test
  void onlyTheTypesThatWereAskedForAreTold_andAnyCanBeToldAgain() {
    JsonObject hook = hook(",\"types\":[\"key.deleted\"]");
    JsonObject key = key("kept quiet");
    Instant from = clock.instant().minusSeconds(60);
    admin("DELETE", ACCOUNT + "/keys/" + key.getString("appKey"), null);
    Received deleted = receiver.next();
    assertThat(deleted.type()).isEqualTo("key.deleted");
    settled(deleted.id(), 1); // what is on its way is not sent again beside it

    Reply one = admin("POST", path(hook) + "/replay", "{\"message\":\"" + deleted.id() + "\"}");
    assertThat(one.status()).as(one.text()).isEqualTo(200);
    assertThat(receiver.next().id()).isEqualTo(deleted.id());
    settled(deleted.id(), 2);
    Reply all = admin("POST", path(hook) + "/replay", "{\"from\":\"" + from + "\"}");
    assertThat(all.json().getInteger("messages")).isEqualTo(1);
    assertThat(receiver.next().id()).isEqualTo(deleted.id());
    settled(deleted.id(), 3);
    admin("PATCH", path(hook), "{\"types\":[]}");
    assertThat(
            admin("POST", path(hook) + "/replay", "{\"from\":\"" + from + "\"}")
                .json()
                .getInteger("messages"))
        .isGreaterThan(1);
    assertThat(admin("POST", path(hook) + "/replay", "{\"message\":\"msg_x\"}").status())
        .isEqualTo(400);
    assertThat(admin("POST", path(hook) + "/replay", "{}").status()).isEqualTo(400);
  }

  @Test
  void aTestEventArrives() {
    JsonObject hook = hook(",\"types\":[\"key.deleted\"]");
    Reply test = admin("POST", path(hook) + "/test", null);
    assertThat(test.status()).as(test.text()).isEqualTo(200);
    Received event = receiver.next();
    assertThat(event.type()).isEqualTo("webhook.test");
    assertThat(event.id()).isEqualTo(test.json().getString("message"));
  }

  @Test
  void badInputIsNamed_andOthersWebhooksAreNotFound() {
    for (String url :
        List.of("ftp://example.com", "https://u:p@example.com", "https://e.com/#x", "nonsense")) {
      Reply reply = admin("POST", WEBHOOKS, "{\"url\":\"" + url + "\"}");
      assertThat(reply.status()).as(reply.text()).isEqualTo(400);
      assertThat(reply.text()).contains("url: ");
    }
    assertThat(
            admin("POST", WEBHOOKS, "{\"url\":\"https://e.com\",\"types\":[\"key.eaten\"]}")
                .status())
        .isEqualTo(400);
    String none = WEBHOOKS + "/3f1d7c52-0000-4000-8000-000000000000";
    for (String[] asked :
        new String[][] {
          {"GET", ""}, {"DELETE", ""}, {"POST", "/test"}, {"POST", "/rotate-secret"}
        }) {
      assertThat(admin(asked[0], none + asked[1], null).status()).isEqualTo(404);
    }
    JsonObject hook = hook("");
    String again = "{\"url\":\"" + receiver.url("/") + "\"}";
    Reply first = admin("POST", WEBHOOKS, again, "Idempotency-Key", "one");
    Reply second = admin("POST", WEBHOOKS, again, "Idempotency-Key", "one");
    assertThat(second.json().getString("id")).isEqualTo(first.json().getString("id"));
    assertThat(second.text()).doesNotContain("whsec_");
    for (int i = 2; i < 20; i++) {
      hook("");
    }
    assertThat(admin("POST", WEBHOOKS, again).status()).isEqualTo(409);
    assertThat(admin("DELETE", path(hook), null).status()).isEqualTo(204);
    assertThat(admin("GET", path(hook), null).status()).isEqualTo(404);
  }

  @Test
  void theDocumentNamesEveryEvent() {
    Set<String> documented = new TreeSet<>();
    OpenApiDocument.read()
        .path("webhooks")
        .properties()
        .forEach(each -> documented.add(each.getKey()));
    assertThat(documented)
        .isEqualTo(
            Arrays.stream(EventType.values()).map(EventType::code).collect(Collectors.toSet()));
  }
}
