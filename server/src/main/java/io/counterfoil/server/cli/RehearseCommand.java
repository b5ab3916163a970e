package io.counterfoil.server.cli;

import io.counterfoil.core.decision.CredentialReader;
import io.counterfoil.server.demo.DemoClock;
import io.counterfoil.server.demo.DemoCredentials;
import io.counterfoil.server.demo.DemoStore;
import io.counterfoil.server.wiring.CounterfoilServer;
import io.counterfoil.server.wiring.DataDirectory;
import io.counterfoil.server.wiring.ServerConfig;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;

/// `counterfoil rehearse`: starts a demo, asks it a little, and stops it. The launcher runs it once
/// after a build and keeps the virtual machine's notes of it, classes (JEP 514) and which methods
/// are hot (JEP 515), so that later starts are fast.
@Command(name = "rehearse", hidden = true, description = "Starts and stops a demo.")
public final class RehearseCommand implements Callable<Integer> {
  private static final int ROUNDS = 1_000;

  @Override
  public Integer call() throws IOException, InterruptedException {
    Path directory = Files.createTempDirectory("counterfoil-rehearsal-");
    try {
      var config = ServerConfig.loopback(directory);
      var data = new DataDirectory(directory, new SecureRandom());
      DemoClock clock = DemoClock.atTheBeginning(InstantSource.system());
      try (CounterfoilServer server = CounterfoilServer.start(config, data, clock)) {
        DemoStore demo = new DemoStore(server.parts(), new SecureRandom());
        DemoCredentials credentials = demo.create(clock, server.edgeUrl());
        clock.catchUp();
        ask(server, credentials);
      }
      return 0;
    } finally {
      delete(directory);
    }
  }

  private static void ask(CounterfoilServer server, DemoCredentials credentials)
      throws IOException, InterruptedException {
    URI forward = URI.create("http://127.0.0.1:" + server.edgePort() + "/v1/authz/forward");
    try (HttpClient client = HttpClient.newHttpClient()) {
      for (int i = 0; i < ROUNDS; i++) {
        for (String name : List.of("DEMO_ORDERS", "DEMO_NO_ROLE")) {
          HttpRequest request =
              HttpRequest.newBuilder(forward)
                  .header("X-Original-Method", "GET")
                  .header("X-Original-URI", "/api/oms/pvt/orders/v502559llux-01")
                  .header(CredentialReader.APP_KEY, credentials.value(name + "_KEY"))
                  .header(CredentialReader.APP_TOKEN, credentials.value(name + "_TOKEN"))
                  .build();
          client.send(request, HttpResponse.BodyHandlers.discarding());
        }
      }
    }
  }

  private static void delete(Path directory) throws IOException {
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
