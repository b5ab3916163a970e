package io.counterfoil.edge;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/// HAProxy's stream processing offload, byte by byte.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class SpoeTest {
  private static final int NOTIFY = 3;
  private static final int DISCONNECT = 102;
  private static final int ACK = 103;

  private final EdgeWorld world =
      EdgeWorld.start(EdgeWorld.config().withAdapters(new AdapterPorts(-1, 0, -1)));

  @AfterAll
  void stop() {
    world.close();
  }

  private List<Map.Entry<String, String>> pair(String key) {
    return List.of(
        Map.entry("host", "127.0.0.1"),
        Map.entry("x-vtex-api-appkey", key),
        Map.entry("x-vtex-api-apptoken", world.token(key)));
  }

  private AdapterWire greeted() throws IOException {
    var wire = new AdapterWire(world.edge.spoePort());
    wire.write(AdapterWire.hello());
    assertThat(wire.frame()[0]).isEqualTo((byte) 101);
    return wire;
  }

  @Test
  void anAllowedRequestSetsWhoCalled() throws IOException {
    expectAllowed();
  }

  private void expectAllowed() throws IOException {
    try (AdapterWire wire = greeted()) {
      wire.write(AdapterWire.notify(7, 1, "GET", "/orders/1?x=1", pair(EdgeWorld.VIEWER)));

      assertThat(AdapterWire.variables(wire.frame()))
          .containsEntry("allow", "true")
          .containsEntry("account", "acme")
          .containsEntry("key", EdgeWorld.VIEWER)
          .containsKeys("key_label", "roles", "revision", "request_id");
    }
  }

  @Test
  void aRefusalSetsWhatTheClientShouldGet() throws IOException {
    try (AdapterWire wire = greeted()) {
      wire.write(AdapterWire.notify(7, 1, "GET", "/orders/1", pair(EdgeWorld.NO_ROLE)));

      Map<String, String> told = AdapterWire.variables(wire.frame());
      assertThat(told).containsEntry("allow", "false").containsEntry("status", "403");
      assertThat(told.get("body")).contains("\"code\":\"role_missing\"");
    }
  }

  @Test
  void manyQuestionsAtOnceAreToldApart() throws IOException {
    try (AdapterWire wire = greeted()) {
      AdapterWire.Bytes all = new AdapterWire.Bytes();
      for (int i = 0; i < 500; i++) {
        all.add(AdapterWire.notify(i, 1, "GET", "/orders/" + i, pair(EdgeWorld.VIEWER)));
      }
      wire.write(all.done());

      for (int i = 0; i < 500; i++) {
        assertThat(AdapterWire.variables(wire.frame())).containsEntry("allow", "true");
      }
    }
  }

  @Test
  void aMessageThatTellsNothingIsRefused() throws IOException {
    try (AdapterWire wire = greeted()) {
      wire.write(new AdapterWire.Bytes().add(NOTIFY, 0, 0, 0, 1, 1, 1).text("x").add(0).framed());

      assertThat(AdapterWire.variables(wire.frame()).get("body"))
          .contains("original_request_missing");
    }
  }

  @Test
  void aFrameLargerThanAgreedEndsTheConnection() throws IOException {
    try (AdapterWire wire = greeted()) {
      wire.write(new byte[] {0x7f, -1, -1, -1, 3});

      assertThat(wire.frame()[0]).isEqualTo((byte) DISCONNECT);
      assertThat(wire.isClosedByPeer()).isTrue();
    }
  }

  @Test
  void aQuestionBeforeAGreetingEndsTheConnection() throws IOException {
    try (AdapterWire wire = new AdapterWire(world.edge.spoePort())) {
      wire.write(AdapterWire.notify(1, 1, "GET", "/orders/1", pair(EdgeWorld.VIEWER)));

      assertThat(wire.frame()[0]).isEqualTo((byte) DISCONNECT);
      assertThat(wire.isClosedByPeer()).isTrue();
    }
  }

  @Test
  void noiseNeverAdmits_andLeavesTheNextConnectionAlone() throws IOException {
    Random random = new Random(4);
    for (int round = 0; round < 400; round++) {
      byte[] question = AdapterWire.notify(1, 1, "GET", "/orders/1", pair(EdgeWorld.NO_ROLE));
      for (int i = 0; i < 1 + random.nextInt(6); i++) {
        question[4 + random.nextInt(question.length - 4)] = (byte) random.nextInt(256);
      }
      try (AdapterWire wire = greeted()) {
        wire.write(question);
        byte[] answer = wire.frame();
        assertThat(answer[0]).isIn((byte) ACK, (byte) DISCONNECT);
        if (answer[0] == ACK) {
          assertThat(AdapterWire.variables(answer)).doesNotContainEntry("allow", "true");
        }
      }
    }
    expectAllowed();
  }
}
