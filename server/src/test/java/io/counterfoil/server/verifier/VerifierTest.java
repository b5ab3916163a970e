package io.counterfoil.server.verifier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.counterfoil.core.node.NodeCredential;
import io.counterfoil.edge.EdgeConfig;
import io.counterfoil.server.admin.RunningDemo.Reply;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What a verifier takes for its copy and what not, and how it says how old that is.
final class VerifierTest {
  private static final String ORDERS = "/v1/accounts/demostore/keys/";

  /// Where nobody answers.
  private static final String NOWHERE = "http://127.0.0.1:9";

  @TempDir Path folder;
  private VerifierWorld world;
  private String credential = "";

  @BeforeEach
  void start() {
    world = new VerifierWorld(folder);
    credential = world.added("edge-1");
  }

  @AfterEach
  void stop() {
    world.close();
  }

  private Reply setActive(boolean active) {
    return world.demo.asOperator(
        "PATCH", ORDERS + world.demo.value("DEMO_ORDERS_KEY"), "{\"active\":" + active + "}");
  }

  private void follows(VerifierNode node) {
    Eventually.holds(() ->
        node.isReady()
            && node.revision().equals(world.demo.parts().directory().revision())
            && node.isConnected());
  }

  /// Runs a verifier until it has everything and has noted so, and stops it.
  private void copied() {
    Path heard = world.copy("copy", "heard");
    FileTime before = modified(heard);
    try (VerifierNode node = world.verifier("copy", credential)) {
      follows(node);
      Eventually.holds(() -> !modified(heard).equals(before));
    }
  }

  private static FileTime modified(Path file) {
    try {
      return Files.exists(file) ? Files.getLastModifiedTime(file) : FileTime.fromMillis(0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private VerifierNode alone(InstantSource clock) {
    return world.verifier("copy", credential, NOWHERE, clock);
  }

  @Test
  void itFollowsEachChange_andARequestCanWaitForOne() {
    try (VerifierNode node = world.verifier("copy", credential)) {
      follows(node);
      assertThat(world.verdict(node, "DEMO_ORDERS")).isEqualTo("200");
      Reply revoked = setActive(false);
      String revision = revoked.whole().headers().firstValue("Counterfoil-Revision").orElse("");

      assertThat(world.verdict(node, "DEMO_ORDERS", "X-Counterfoil-At-Least", revision))
          .isEqualTo("401 key_inactive");
      assertThat(world.verdict(node, "DEMO_NO_ROLE")).isEqualTo("403 role_missing");
    }
  }

  @Test
  void theAnswerToARevocationSaysWhoKnows_whoIsSilent_andDoesNotWaitWhereToldNotTo() {
    world.added("edge-9");
    try (VerifierNode node = world.verifier("copy", credential)) {
      follows(node);
      Eventually.holds(() -> nodes().getFirst().getString("state").equals("live"));
      JsonObject applied = setActive(false).json().getJsonObject("applied");
      assertThat(applied.getBoolean("everywhere")).isFalse();
      assertThat(applied.getJsonArray("nodes").getJsonObject(0).getString("state"))
          .isEqualTo("applied");
      assertThat(applied.getJsonArray("nodes").getJsonObject(1).getString("state"))
          .isEqualTo("silent");

      assertThat(setActive(true).json().containsKey("applied")).isFalse();
      Reply quick =
          world.demo.asOperator(
              "PATCH",
              ORDERS + world.demo.value("DEMO_ORDERS_KEY") + "?wait=none",
              "{\"active\":false}");
      assertThat(quick.json().containsKey("applied")).isFalse();
      Reply asked =
          world.demo.asOperator(
              "PATCH",
              ORDERS + world.demo.value("DEMO_ORDERS_KEY") + "?wait=applied&timeout=3s",
              "{\"active\":true}");
      assertThat(asked.json().containsKey("applied")).isTrue();
      assertThat(
              world
                  .demo
                  .asOperator(
                      "PATCH",
                      ORDERS + world.demo.value("DEMO_ORDERS_KEY") + "?wait=perhaps",
                      "{\"active\":false}")
                  .status())
          .isEqualTo(400);
    }
  }

  private List<JsonObject> nodes() {
    return world.demo.asOperator("GET", "/v1/nodes", null).json().getJsonArray("items").stream()
        .map(JsonObject.class::cast)
        .toList();
  }

  @Test
  void aCopyWithAFlippedBitIsNotDecidedOn_andIsFetchedAnewWhenTheControlNodeIsThere()
      throws IOException {
    copied();
    Path snapshot = world.copy("copy", "snapshot");
    byte[] bytes = Files.readAllBytes(snapshot);
    bytes[bytes.length / 2] ^= 1;
    Files.write(snapshot, bytes);

    try (VerifierNode node = alone(InstantSource.system())) {
      assertThat(node.standing()).contains("not ready").contains("altered");
      assertThat(world.verdict(node, "DEMO_ORDERS")).isEqualTo("503 verifier_not_ready");
    }
    try (VerifierNode node = world.verifier("copy", credential)) {
      follows(node);
      assertThat(world.verdict(node, "DEMO_ORDERS")).isEqualTo("200");
    }
  }

  @Test
  void yesterdaysSnapshotIsRefused() throws IOException {
    copied();
    byte[] yesterday = Files.readAllBytes(world.copy("copy", "snapshot"));
    setActive(false);
    copied();
    Files.write(world.copy("copy", "snapshot"), yesterday);
    Files.deleteIfExists(world.copy("copy", "tail"));

    try (VerifierNode node = alone(InstantSource.system())) {
      assertThat(node.standing()).contains("not ready").contains("this verifier was at");
      assertThat(world.verdict(node, "DEMO_ORDERS")).isEqualTo("503 verifier_not_ready");
    }
  }

  @Test
  void whatIsTooOldIsSaidToBe_neverToBeWrong() {
    copied();
    InstantSource tomorrow = () -> Instant.now().plus(Duration.ofHours(25));
    try (VerifierNode node = alone(tomorrow)) {
      assertThat(node.standing()).contains("decides on revision").contains("9000");
      assertThat(world.verdict(node, "DEMO_ORDERS")).isEqualTo("503 verifier_stale");
      assertThat(world.asking.verdict(node.edgeUrl(), "appkey-none-AAAAAA", "cft_none"))
          .startsWith("401");
    }
    try (VerifierNode node = alone(() -> Instant.now().plus(Duration.ofHours(23)))) {
      assertThat(world.verdict(node, "DEMO_ORDERS")).isEqualTo("200");
    }
  }

  @Test
  void aStrictAccountIsDecidedForForMinutes() {
    assertThat(
            world
                .demo
                .asOperator("PATCH", "/v1/accounts/demostore", "{\"maxStalenessMinutes\":5}")
                .json()
                .getInteger("maxStalenessMinutes"))
        .isEqualTo(5);
    copied();
    try (VerifierNode node = alone(() -> Instant.now().plus(Duration.ofMinutes(6)))) {
      assertThat(world.verdict(node, "DEMO_ORDERS")).isEqualTo("503 verifier_stale");
    }
  }

  @Test
  void aClockThatIsWrongChangesNoVerdict() {
    String key = ORDERS + world.demo.value("DEMO_ORDERS_KEY");
    String expiry = Instant.now().plus(Duration.ofMinutes(5)).toString();
    assertThat(world.demo.asOperator("PATCH", key, "{\"expiresAt\":\"" + expiry + "\"}").status())
        .isEqualTo(200);
    for (Duration off : List.of(Duration.ofMinutes(10), Duration.ofMinutes(-10))) {
      try (VerifierNode node =
          world.verifier(
              "off" + off.isNegative(),
              credential,
              world.demo.url(),
              () -> Instant.now().plus(off))) {
        follows(node);
        Eventually.holds(() -> Math.abs(node.clockOffset().plus(off).toSeconds()) < 2);
        assertThat(world.verdict(node, "DEMO_ORDERS")).isEqualTo("200");
        assertThat(node.age()).isLessThan(Duration.ofSeconds(5));
      }
    }
  }

  @Test
  void aStrangersCredentialOpensNothing_andNeitherDoesOneThatWasRemoved() {
    try (VerifierNode node = world.verifier("copy", credential)) {
      follows(node);
      assertThat(world.demo.asOperator("DELETE", "/v1/nodes/edge-1", null).status()).isEqualTo(204);
      Eventually.holds(() -> !node.isConnected());
      assertThat(world.verdict(node, "DEMO_ORDERS")).isEqualTo("200");
    }
    for (String path : List.of("/v1/feed/keys", "/v1/feed/snapshot", "/v1/feed?after=0&hash=")) {
      assertThat(world.asking.get(world.demo.url() + path).statusCode()).isEqualTo(401);
    }
    String other = world.added("edge-2");
    assertThat(
            world.asking.control(other, "GET", world.demo.url() + "/v1/nodes", null).statusCode())
        .isEqualTo(403);
  }

  @Test
  void aCredentialDoesNotTravelInClear() {
    var wrong = Objects.requireNonNull(NodeCredential.read(credential));
    assertThatExceptionOfType(VerifierException.class)
        .isThrownBy(() ->
            new VerifierConfig(
                List.of(URI.create("http://control.example.com")),
                folder,
                wrong,
                EdgeConfig.loopback(0),
                1,
                0,
                ControlTls.USUAL))
        .withMessageContaining("expected: https");
  }
}
