package io.counterfoil.edge;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/// The FastCGI authorizer, byte by byte.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class FastCgiTest {
  private static final int AUTHORIZER = 2;

  private final EdgeWorld world =
      EdgeWorld.start(EdgeWorld.config().withAdapters(new AdapterPorts(-1, -1, 0)));

  @AfterAll
  void stop() {
    world.close();
  }

  private Map<String, String> params(String key) {
    Map<String, String> params = new LinkedHashMap<>();
    params.put("REQUEST_METHOD", "GET");
    params.put("REQUEST_URI", "/orders/1?x=1");
    params.put("REMOTE_ADDR", "127.0.0.1");
    params.put("HTTP_HOST", "127.0.0.1");
    params.put("HTTP_X_VTEX_API_APPKEY", key);
    params.put("HTTP_X_VTEX_API_APPTOKEN", world.token(key));
    return params;
  }

  private String ask(Map<String, String> params) throws IOException {
    try (AdapterWire wire = new AdapterWire(world.edge.fastCgiPort())) {
      wire.write(AdapterWire.begin(1, AUTHORIZER, false));
      wire.write(AdapterWire.params(1, params));
      return wire.answer();
    }
  }

  @Test
  void anAllowedRequestSetsVariables() throws IOException {
    expectAllowed();
  }

  private void expectAllowed() throws IOException {
    assertThat(ask(params(EdgeWorld.VIEWER)))
        .startsWith("Status: 200\r\n")
        .contains("Variable-COUNTERFOIL_KEY: " + EdgeWorld.VIEWER)
        .endsWith("end 0");
  }

  @Test
  void aRefusalIsTheClientsWholeAnswer_harmlessAsHtml() throws IOException {
    Map<String, String> params = params(EdgeWorld.VIEWER);
    params.put("REQUEST_URI", "/<script>alert(1)</script>");

    assertThat(ask(params))
        .startsWith("Status: 403\r\n")
        .contains("operation_unknown")
        .doesNotContain("<script>");
  }

  @Test
  void aConnectionThatIsKeptAnswersOneRequestAfterTheOther() throws IOException {
    try (AdapterWire wire = new AdapterWire(world.edge.fastCgiPort())) {
      for (int i = 1; i < 20; i++) {
        wire.write(AdapterWire.begin(i, AUTHORIZER, true));
        wire.write(AdapterWire.params(i, params(EdgeWorld.VIEWER)));
        assertThat(wire.answer()).startsWith("Status: 200").endsWith("end 0");
      }
    }
  }

  @Test
  void anotherRoleIsRefused() throws IOException {
    try (AdapterWire wire = new AdapterWire(world.edge.fastCgiPort())) {
      wire.write(AdapterWire.begin(1, 1, true));
      assertThat(wire.answer()).isEqualTo("end 3");
    }
  }

  @Test
  void parametersWithoutEndAreCutOff() throws IOException {
    try (AdapterWire wire = new AdapterWire(world.edge.fastCgiPort())) {
      wire.write(AdapterWire.begin(1, AUTHORIZER, false));
      for (int i = 0; i < 3; i++) {
        wire.write(AdapterWire.record(4, 1, new byte[30_000]));
      }
      assertThat(wire.answer()).isEqualTo("end 2");
    }
  }

  @Test
  void noiseNeverAdmits_andLeavesTheNextConnectionAlone() throws IOException {
    Random random = new Random(4);
    for (int round = 0; round < 400; round++) {
      byte[] question = AdapterWire.params(1, params(EdgeWorld.NO_ROLE));
      for (int i = 0; i < 1 + random.nextInt(6); i++) {
        question[random.nextInt(question.length)] = (byte) random.nextInt(256);
      }
      try (AdapterWire wire = new AdapterWire(world.edge.fastCgiPort())) {
        wire.write(AdapterWire.begin(1, AUTHORIZER, false));
        wire.write(question);
        wire.halfClose();
        assertThat(wire.rest()).doesNotContain("Status: 200");
      }
    }
    expectAllowed();
  }
}
