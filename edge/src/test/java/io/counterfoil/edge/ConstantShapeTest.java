package io.counterfoil.edge;

import static org.assertj.core.api.Assertions.assertThat;

import io.counterfoil.core.key.AppKey;
import io.counterfoil.core.key.TokenFormat;
import java.io.IOException;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Two worlds, one with the keys and one without: to a caller whose pair does not fit they are the
/// same, through every adapter that reads headers alone.
final class ConstantShapeTest {
  private static final int REQUESTS = 2_000;

  @ParameterizedTest
  @EnumSource(names = {"FORWARD", "NGINX"})
  void aPairThatDoesNotFitIsAnsweredAlikeWhateverExists(Adapter adapter) throws IOException {
    Random random = new Random(11);
    try (EdgeWorld full = EdgeWorld.start();
        EdgeWorld empty = EdgeWorld.without();
        Wire one = new Wire(full.port());
        Wire other = new Wire(empty.port())) {
      for (int i = 0; i < REQUESTS; i++) {
        String request = request(full, adapter, random);
        one.write(request);
        other.write(request);
        String here = shape(adapter, one, full.port());
        String there = shape(adapter, other, empty.port());
        assertThat(here).contains("pair_unknown").isEqualTo(there);
      }
    }
  }

  private static String request(EdgeWorld world, Adapter adapter, Random random) {
    String key =
        switch (random.nextInt(7)) {
          case 0 -> EdgeWorld.VIEWER;
          case 1 -> EdgeWorld.INACTIVE;
          case 2 -> EdgeWorld.VIEWER.toLowerCase(Locale.ROOT);
          case 3 -> EdgeWorld.DELETED;
          case 4 -> EdgeWorld.EXPIRED;
          case 5 -> EdgeWorld.RENEWED;
          default -> AppKey.generate("appkey", EdgeWorld.ACME, random).value();
        };
    String token =
        switch (random.nextInt(4)) {
          case 0 -> world.token(EdgeWorld.OF_BETA);
          case 1 -> world.oldToken(EdgeWorld.RENEWED);
          case 2 -> world.token(EdgeWorld.VIEWER).toUpperCase(Locale.ROOT);
          default -> TokenFormat.generate(random).reveal();
        };
    String uri = "/orders/" + random.nextInt(100);
    return adapter == Adapter.FORWARD
        ? Wire.request(
            "GET /v1/authz/forward",
            "X-Forwarded-Method: GET",
            "X-Forwarded-Uri: " + uri,
            EdgeWorld.pair(key, token))
        : Wire.request(
            "GET /v1/authz/nginx",
            "X-Original-Method: GET",
            "X-Original-URI: " + uri,
            EdgeWorld.pair(key, token));
  }

  /// Everything but the id, the date and the port, with their lengths; what a proxy's second call
  /// fetches belongs to it.
  private static String shape(Adapter adapter, Wire wire, int port) throws IOException {
    Wire.Reply reply = wire.read(false);
    assertThat(reply.status()).isEqualTo(401);
    String text = reply.lines() + reply.body();
    if (adapter == Adapter.NGINX) {
      Wire.Reply whole = wire.ask("GET /v1/denials/" + reply.header("X-Counterfoil-Decision-Id"));
      text += whole.status() + whole.lines().toString() + whole.body();
    }
    return text.replaceAll("cf-[0-9a-z]{26}", "ID")
        .replaceAll("(?i)Date: [^,\\]]*(, [^,\\]]*)?", "Date")
        .replaceAll(":" + port + "/", ":PORT/");
  }
}
