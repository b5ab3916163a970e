package io.counterfoil.edge;

import static org.assertj.core.api.Assertions.assertThat;

import io.counterfoil.core.key.AppKey;
import io.counterfoil.core.key.TokenFormat;
import java.io.IOException;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// Two worlds, one with the keys and one without: to a caller whose pair does not fit they are the
/// same.
final class ConstantShapeTest {
  private static final int REQUESTS = 1_000;

  @Test
  void aPairThatDoesNotFitIsAnsweredAlikeWhateverExists() throws IOException {
    Random random = new Random(11);
    try (EdgeWorld full = EdgeWorld.start();
        EdgeWorld empty = EdgeWorld.without();
        Wire one = new Wire(full.port());
        Wire other = new Wire(empty.port())) {
      for (int i = 0; i < REQUESTS; i++) {
        String request = request(full, random);
        one.write(request);
        other.write(request);
        assertThat(shape(one.read(false), full.port()))
            .isEqualTo(shape(other.read(false), empty.port()));
      }
    }
  }

  private static String request(EdgeWorld world, Random random) {
    String key =
        switch (random.nextInt(4)) {
          case 0 -> EdgeWorld.VIEWER;
          case 1 -> EdgeWorld.INACTIVE;
          case 2 -> EdgeWorld.VIEWER.toLowerCase(Locale.ROOT);
          default -> AppKey.generate("appkey", EdgeWorld.ACME, random).value();
        };
    String token =
        random.nextInt(3) == 0
            ? world.token(EdgeWorld.OF_BETA)
            : TokenFormat.generate(random).reveal();
    return Wire.request(
        "GET /v1/authz/forward",
        "X-Forwarded-Method: GET",
        "X-Forwarded-Uri: /orders/" + random.nextInt(100),
        EdgeWorld.pair(key, token));
  }

  /// Everything but the id and the port, with their lengths.
  private static String shape(Wire.Reply reply, int port) {
    assertThat(reply.status()).isEqualTo(401);
    assertThat(reply.body()).contains("pair_unknown");
    return (reply.lines() + reply.body())
        .replaceAll("cf-[0-9a-z]{26}", "ID")
        .replaceAll(":" + port + "/", ":PORT/");
  }
}
