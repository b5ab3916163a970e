package io.counterfoil.server.cli;

import io.counterfoil.server.gateway.Gateway;
import io.counterfoil.server.gateway.GatewayConfig;
import io.counterfoil.server.gateway.GatewayException;
import io.counterfoil.server.gateway.GatewayTls;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `counterfoil gateway`: stands before an API and lets through what the edge allows.
@Command(
    name = "gateway",
    mixinStandardHelpOptions = true,
    description = {
      "Stands before an API as a plain reverse proxy and lets through what the edge allows.",
      "For those who have no proxy: it does not balance, retry, cache or rewrite."
    })
@SuppressWarnings("NullAway.Init") // picocli fills the fields
public final class GatewayCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Option(
      names = "--upstream",
      required = true,
      paramLabel = "URL",
      description = "Where allowed requests go, such as http://127.0.0.1:3000.")
  private String upstream;

  @Option(
      names = "--edge",
      defaultValue = "http://127.0.0.1:8180",
      paramLabel = "URL",
      description = "The edge that is asked about each request (${DEFAULT-VALUE}).")
  private String edge;

  @Option(
      names = "--account",
      description = "Whose API this is; where unset, the request's host or its key tells.")
  private @Nullable String account;

  @Option(
      names = "--host",
      defaultValue = "127.0.0.1",
      description = "Address to listen at; loopback unless told otherwise (${DEFAULT-VALUE}).")
  private String host;

  @Option(
      names = "--port",
      defaultValue = "8090",
      description = "Port to listen at, 0 for a free one (${DEFAULT-VALUE}).")
  private int port;

  @Option(
      names = "--tls-cert",
      paramLabel = "FILE",
      description = "Certificate chain to show clients (PEM); read at the start.")
  private @Nullable Path certificate;

  @Option(
      names = "--tls-key",
      paramLabel = "FILE",
      description = "Private key of the certificate (PEM).")
  private @Nullable Path key;

  @Option(
      names = "--edge-patience",
      paramLabel = "MILLISECONDS",
      defaultValue = "2000",
      description = "How long the edge may take; then the request is refused (${DEFAULT-VALUE}).")
  private int patienceMillis;

  @Option(
      names = "--idle-time",
      paramLabel = "SECONDS",
      defaultValue = "75",
      description = "How long a connection may be silent (${DEFAULT-VALUE}).")
  private int idleSeconds;

  @Option(
      names = "--drain",
      paramLabel = "SECONDS",
      defaultValue = "5",
      description = "How long requests under way may take when it stops (${DEFAULT-VALUE}).")
  private int drainSeconds;

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    Gateway gateway;
    try {
      gateway = Gateway.start(config());
    } catch (GatewayException e) {
      throw new FailedException(String.valueOf(e.getMessage()));
    }
    out.println("gateway   " + gateway.url());
    out.println("upstream  " + upstream);
    out.println("edge      " + edge + "   (while it cannot be reached, requests get 503)");
    out.println();
    out.println("Stop with Ctrl+C.");
    out.flush();
    stay(gateway);
    return 0;
  }

  private GatewayConfig config() {
    return new GatewayConfig(
        host,
        port,
        GatewayConfig.address("upstream", upstream),
        GatewayConfig.address("edge", edge),
        account,
        tls(),
        Duration.ofMillis(patienceMillis),
        Duration.ofSeconds(idleSeconds),
        Duration.ofSeconds(drainSeconds));
  }

  private @Nullable GatewayTls tls() {
    if (certificate == null && key == null) {
      return null;
    }
    if (certificate == null || key == null) {
      throw new IllegalArgumentException("tls: half of it (expected: --tls-cert and --tls-key)");
    }
    return new GatewayTls(certificate, key);
  }

  private static void stay(Gateway gateway) {
    CountDownLatch stopped = new CountDownLatch(1);
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(
                () -> {
                  gateway.close();
                  stopped.countDown();
                },
                "stop"));
    try {
      stopped.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
