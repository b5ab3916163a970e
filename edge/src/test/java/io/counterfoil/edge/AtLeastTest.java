package io.counterfoil.edge;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/// A request may ask to be decided at a revision, or a later one.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class AtLeastTest {
  private EdgeWorld world;

  @BeforeAll
  void start() {
    world = EdgeWorld.start();
  }

  @AfterAll
  void stop() {
    world.close();
  }

  private Wire.Reply asking(String... headers) throws IOException {
    String[] all = new String[headers.length + 1];
    all[0] = world.pair(EdgeWorld.VIEWER);
    System.arraycopy(headers, 0, all, 1, headers.length);
    return world.forward("GET", "/orders/17", all);
  }

  @Test
  void whatHasArrivedIsDecidedAtOnce() throws IOException {
    String here = asking().header("X-Counterfoil-Revision");

    assertThat(asking("X-Counterfoil-At-Least: " + here).status()).isEqualTo(200);
    assertThat(asking("X-Counterfoil-At-Least: ").status()).isEqualTo(200);
  }

  @Test
  void whatHasNot_isSaid_withTheRevisionThatIsHere() throws IOException {
    String here = asking().header("X-Counterfoil-Revision");
    long next = Long.parseLong(here.substring(0, here.indexOf('.'))) + 1;

    Wire.Reply reply = asking("X-Counterfoil-At-Least: " + next + ".0a1b2c3d");

    assertThat(reply.status()).isEqualTo(503);
    assertThat(new JsonObject(reply.body()).getString("code")).isEqualTo("verifier_stale");
    assertThat(reply.header("X-Counterfoil-Revision")).isEqualTo(here);
    assertThat(reply.header("Retry-After")).isNotNull();
  }

  @Test
  void anotherHistory_orWhatIsNoToken_isNeverReached() throws IOException {
    String here = asking().header("X-Counterfoil-Revision");
    String number = here.substring(0, here.indexOf('.'));
    String other = here.endsWith("0") ? "1" : "0";

    assertThat(
            asking("X-Counterfoil-At-Least: " + here.substring(0, here.length() - 1) + other)
                .status())
        .isEqualTo(503);
    assertThat(asking("X-Counterfoil-At-Least: " + number).status()).isEqualTo(503);
    assertThat(asking("X-Counterfoil-At-Least: now").status()).isEqualTo(503);
    assertThat(
            asking("X-Counterfoil-At-Least: " + here, "X-Counterfoil-At-Least: " + here).status())
        .isEqualTo(503);
  }
}
