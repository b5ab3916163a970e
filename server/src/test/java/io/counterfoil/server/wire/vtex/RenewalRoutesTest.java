package io.counterfoil.server.wire.vtex;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RenewalRoutesTest {
  private final VtexWorld world = new VtexWorld();

  @AfterEach
  void stop() {
    world.close();
  }

  private VtexWorld.Reply patch(String key, String what) throws Exception {
    return world.ask("PATCH", "/api/vtexid/apikey/" + key + "/apitoken/" + what, null);
  }

  @Test
  void bothTokensLiveUntilTheRenewalIsFinished() throws Exception {
    var started = patch(world.reader.name(), "renew");
    assertThat(started.status()).isEqualTo(200);
    assertThat(started.json().fieldNames())
        .containsExactlyInAnyOrder(
            "id",
            "keyName",
            "creationDateToken",
            "creationDateNewToken",
            "expirationPeriod",
            "newToken");
    assertThat(started.json().getString("keyName")).isEqualTo(world.reader.name());
    var renewed = new VtexWorld.Pair(world.reader.key(), started.json().getString("newToken"));
    assertThat(access(world.reader)).isEqualTo(200);
    assertThat(access(renewed)).isEqualTo(200);

    assertThat(patch(world.reader.name(), "renew").status()).isEqualTo(409);

    var finished = patch(world.reader.name(), "finish-renewal/");
    assertThat(finished.status()).isEqualTo(200);
    assertThat(finished.json().getString("creationDateToken"))
        .isEqualTo(started.json().getString("creationDateNewToken"));
    assertThat(finished.json().containsKey("creationDateNewToken")).isTrue();
    assertThat(finished.json().getValue("creationDateNewToken")).isNull();
    assertThat(access(world.reader)).isEqualTo(401);
    assertThat(access(renewed)).isEqualTo(200);
  }

  private int access(VtexWorld.Pair pair) throws Exception {
    return world
        .ask("GET", "/api/license-manager/resources/OMSViewer/access", null, pair.headers())
        .status();
  }

  @Test
  void aRenewalThatWasNotStartedCannotBeFinished() throws Exception {
    assertThat(patch(world.reader.name(), "finish-renewal").status()).isEqualTo(404);
  }

  @Test
  void keysOfOthersAndNoKeysAreRefusedAlike() throws Exception {
    for (String key : new String[] {world.ofBeta.name(), "appkey-acme-NOBODY", "%20"}) {
      assertThat(patch(key, "renew").status()).as(key).isEqualTo(400);
      assertThat(patch(key, "finish-renewal").status()).as(key).isEqualTo(400);
    }
  }

  @Test
  void aKeyCannotRenewItself() throws Exception {
    var reply = patch(world.admin.name(), "renew");
    assertThat(reply.status()).isEqualTo(400);
    assertThat(reply.json().getString("Message")).startsWith("a key cannot renew itself");
  }
}
