package io.counterfoil.server.wire.vtex;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AccountRoutesTest {
  private final VtexWorld world = new VtexWorld();

  @AfterEach
  void stop() {
    world.close();
  }

  @Test
  void anAccountIsOneStore() throws Exception {
    var reply = world.ask("GET", "/api/vlm/account/stores/", null);
    assertThat(reply.status()).isEqualTo(200);
    JsonObject store = reply.list().getJsonObject(0);
    assertThat(store.fieldNames()).containsExactlyInAnyOrder("id", "name", "hosts");
    assertThat(store.getString("name")).isEqualTo("acme");
    assertThat(store.getJsonArray("hosts")).containsExactly(VtexWorld.HOST);
  }

  @Test
  void theWholeAccountShowsItsKeysButNoToken() throws Exception {
    var reply = world.ask("GET", "/api/vlm/account", null);
    assertThat(reply.status()).isEqualTo(200);
    assertThat(reply.json().getString("accountName")).isEqualTo("acme");
    assertThat(reply.json().getJsonObject("sponsor").getString("email"))
        .isEqualTo("sponsor@acme.example");
    JsonObject key = reply.json().getJsonArray("appKeys").getJsonObject(0);
    assertThat(key.containsKey("appToken") && key.getValue("appToken") == null).isTrue();
    assertThat(reply.text()).doesNotContain("cft_");
    assertThat(world.ask("GET", "/api/license-manager/account", null).text())
        .doesNotContain("appKeys");
  }

  @Test
  void theTopBarShowsWhoAsks() throws Exception {
    String path = "/api/license-manager/site/pvt/newtopbar";
    String token = world.sponsorToken(VtexWorld.ACME);
    assertThat(
            world
                .ask("GET", path, null, "VtexIdclientAutCookie", token)
                .json()
                .getJsonObject("profile")
                .getString("email"))
        .isEqualTo("sponsor@acme.example");
    assertThat(
            world
                .ask("GET", path, null, world.reader.headers())
                .json()
                .getJsonObject("profile")
                .getString("email"))
        .isEqualTo(world.reader.name());
  }
}
