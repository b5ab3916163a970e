package io.counterfoil.server.wire.vtex;

import static org.assertj.core.api.Assertions.assertThat;

import io.counterfoil.core.account.KeyCreation;
import io.counterfoil.core.change.AccountCommand;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class KeyRoutesTest {
  private final VtexWorld world = new VtexWorld();

  @AfterEach
  void stop() {
    world.close();
  }

  @Test
  void aKeyIsCreatedWithItsTokenShownOnce() throws Exception {
    var reply = world.ask("POST", "/api/vlm/appkeys", "{\"label\":\"ERP\",\"unknown\":[1]}");

    assertThat(reply.status()).isEqualTo(200);
    JsonObject key = reply.json();
    assertThat(key.fieldNames())
        .containsExactlyInAnyOrder("id", "appKey", "appToken", "label", "createdIn", "isActive");
    assertThat(key.getString("appKey")).matches("appkey-acme-[A-Z]{6}");
    assertThat(key.getString("appToken")).startsWith("cft_");
    assertThat(key.getBoolean("isActive")).isTrue();
    assertThat(Instant.parse(key.getString("createdIn"))).isNotNull();
    assertThat(reply.header("Cache-Control")).isEqualTo("no-store");

    var list = world.ask("GET", "/api/vlm/appkeys/", null);
    assertThat(list.status()).isEqualTo(200);
    assertThat(list.text()).contains(key.getString("appKey")).doesNotContain("appToken");
  }

  @Test
  void aKeyNeedsALabel() throws Exception {
    var reply = world.ask("POST", "/api/vlm/appkeys", "{}");
    assertThat(reply.status()).isEqualTo(400);
    assertThat(reply.json().getString("Message")).startsWith("label: ");
  }

  @Test
  void aBodyThatIsNoObjectIsRefused() throws Exception {
    for (String body : new String[] {"", "[]", "{", "null", "{\"label\":1}"}) {
      var reply = world.ask("POST", "/api/vlm/appkeys", body);
      assertThat(reply.status()).as(body).isEqualTo(400);
      assertThat(reply.json().getString("Message")).startsWith("body: ");
    }
  }

  @Test
  void aKeyIsSwitchedOffAndOn() throws Exception {
    String path = "/api/vlm/appkeys/" + world.reader.id();
    var off = world.ask("PUT", path, "{\"isActive\":false}");
    assertThat(off.status()).isEqualTo(200);
    assertThat(off.text()).isEmpty();
    assertThat(access(world.reader)).isEqualTo(401);

    String withoutDashes = "/api/vlm/appkeys/" + world.reader.id().replace("-", "") + "/";
    assertThat(world.ask("PUT", withoutDashes, "{\"isActive\":true}").status()).isEqualTo(200);
    assertThat(access(world.reader)).isEqualTo(200);
  }

  private int access(VtexWorld.Pair pair) throws Exception {
    return world
        .ask("GET", "/api/license-manager/resources/OMSViewer/access", null, pair.headers())
        .status();
  }

  @Test
  void anUnknownKeyHasTheDocumentedBody() throws Exception {
    for (String id : new String[] {UUID.randomUUID().toString(), "x", world.ofBeta.id()}) {
      var reply = world.ask("PUT", "/api/vlm/appkeys/" + id, "{\"isActive\":false}");
      assertThat(reply.status()).isEqualTo(400);
      assertThat(reply.text())
          .isEqualTo(
              "{\"Details\":null,\"HttpStatusCode\":400,\"VLMErrorCode\":17,"
                  + "\"Message\":\"Token not exists for this account\"}");
    }
  }

  @Test
  void aStateThatIsNoneIsRefused() throws Exception {
    var reply =
        world.ask("PUT", "/api/vlm/appkeys/" + world.reader.id(), "{\"isActive\":\"false\"}");
    assertThat(reply.status()).isEqualTo(400);
    assertThat(reply.json().getString("Message")).startsWith("isActive: ");
  }

  @Test
  void onlyTheSponsorCreatesKeysWhereTheAccountSaysSo() throws Exception {
    world.execute(new AccountCommand.SetKeyCreation(VtexWorld.ACME, KeyCreation.SPONSOR_ONLY));
    String body = "{\"label\":\"ERP\"}";
    var refused = world.ask("POST", "/api/vlm/appkeys", body);
    assertThat(refused.status()).isEqualTo(403);
    assertThat(refused.text()).isEqualTo("{\"Message\":\"Unauthorized\"}");
    assertThat(refused.header("X-Counterfoil-Refusal-Id")).startsWith("cf-");

    var allowed =
        world.ask(
            "POST",
            "/api/vlm/appkeys",
            body,
            "Cookie",
            "VtexIdclientAutCookie=" + world.sponsorToken(VtexWorld.ACME));
    assertThat(allowed.status()).isEqualTo(200);
  }
}
