package io.counterfoil.server.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Real clients of OAuth 2: `openid-client` and `jose` of npm.
class OAuthClientsTest {
  private static final Path CLIENT = Path.of("src/test/oauth");

  @Test
  void openidClientGetsChecksLooksIntoAndTakesBackTokens(@TempDir Path directory)
      throws IOException, InterruptedException {
    assumeTrue(
        Files.isDirectory(CLIENT.resolve("node_modules")),
        "not run: the client is not installed; run `npm ci` in server/" + CLIENT);
    try (RunningDemo demo = new RunningDemo(directory)) {
      Process client =
          new ProcessBuilder(
                  "node",
                  "client.mjs",
                  demo.url(),
                  demo.value("DEMO_ORDERS_KEY"),
                  demo.value("DEMO_ORDERS_TOKEN"),
                  demo.value("DEMO_ADMIN_KEY"),
                  demo.value("DEMO_ADMIN_TOKEN"))
              .directory(CLIENT.toFile())
              .redirectErrorStream(true)
              .start();
      String said = new String(client.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

      assertThat(client.waitFor()).as(said).isZero();
      String token = new JsonObject(said.strip()).getString("token");
      assertThat(
              demo.atTheEdge("GET", "/api/oms/pvt/orders/1", "Authorization", "Bearer " + token)
                  .status())
          .isEqualTo(200);
    }
  }
}
