package io.counterfoil.server.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.counterfoil.edge.AdapterPorts;
import io.counterfoil.edge.EdgeConfig;
import io.counterfoil.edge.EdgeLimits;
import io.counterfoil.server.wiring.StartException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

final class EdgeOptionsTest {
  private static EdgeConfig config(String... arguments) {
    EdgeOptions options = new EdgeOptions();
    new CommandLine(options).parseArgs(arguments);
    return options.config("127.0.0.1");
  }

  @Test
  void unlessToldOtherwiseTheEdgeListensAtPort8180WithTheUsualLimits() {
    EdgeConfig config = config();

    assertThat(config).isEqualTo(EdgeConfig.loopback(8180));
    assertThat(config.limits()).isEqualTo(EdgeLimits.DEFAULT);
  }

  @Test
  void everyOptionIsHeard() {
    EdgeConfig config =
        config(
            "--edge-port=1",
            "--edge-event-loops=3",
            "--edge-socket=unix:/run/edge.sock",
            "--edge-tls-cert=a.crt",
            "--edge-tls-key=a.key",
            "--edge-tls-client-ca=ca.crt",
            "--edge-tls-client-auth=optional",
            "--edge-connections=4",
            "--edge-connections-per-address=5",
            "--edge-header-timeout=6",
            "--edge-idle-timeout=7",
            "--edge-drain=8",
            "--grpc-port=0",
            "--spoe-port=8182");

    assertThat(config.adapters()).isEqualTo(new AdapterPorts(0, 8182, AdapterPorts.OFF));
    assertThat(config.port()).isEqualTo(1);
    assertThat(config.eventLoops()).isEqualTo(3);
    assertThat(config.socket()).hasToString("unix:/run/edge.sock");
    assertThat(config.tls())
        .satisfies(tls -> {
          assertThat(tls.certificate()).isEqualTo(Path.of("a.crt"));
          assertThat(tls.key()).isEqualTo(Path.of("a.key"));
          assertThat(tls.clientAuthorities()).isEqualTo(Path.of("ca.crt"));
          assertThat(tls.demandsClients()).isFalse();
        });
    assertThat(config.limits())
        .isEqualTo(new EdgeLimits(4, 5, Duration.ofSeconds(6), Duration.ofSeconds(7)));
    assertThat(config.drain()).isEqualTo(Duration.ofSeconds(8));
  }

  @Test
  void allMistakesAreToldAtOnce() {
    assertThatThrownBy(() ->
            config(
                "--edge-port=70000",
                "--edge-transport=carrier-pigeon",
                "--edge-socket=edge.sock",
                "--edge-tls-cert=a.crt",
                "--edge-connections=0",
                "--edge-drain=-1",
                "--spoe-port=70001"))
        .isInstanceOf(StartException.class)
        .hasMessageContaining("70000")
        .hasMessageContaining("carrier-pigeon")
        .hasMessageContaining("edge.sock")
        .hasMessageContaining("edge-tls-key")
        .hasMessageContaining("connections")
        .hasMessageContaining("drain")
        .hasMessageContaining("70001");
    assertThatThrownBy(() -> config("--edge-socket-only"))
        .isInstanceOf(StartException.class)
        .hasMessageContaining("--edge-socket");
  }
}
