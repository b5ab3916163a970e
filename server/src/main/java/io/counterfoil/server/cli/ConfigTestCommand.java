package io.counterfoil.server.cli;

import io.counterfoil.core.key.AppKey;
import io.counterfoil.core.key.AppToken;
import io.counterfoil.edge.proxy.ProbePlan;
import io.counterfoil.edge.proxy.ProxyPlan;
import io.counterfoil.edge.proxy.ProxyProbe;
import io.counterfoil.edge.proxy.StubApi;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `counterfoil config test`: sends requests through a running proxy and says what is wrong.
@Command(
    name = "test",
    mixinStandardHelpOptions = true,
    description = {
      "Sends requests through a running proxy and says what is wrong with it: a header that is",
      "stripped or forged, a path that is changed, a token that leaks, an outage that opens it.",
      "Stands in for the API meanwhile: let the proxy's upstream be --upstream-port of loopback.",
      "Reads the key's token from standard input. Exit codes: 0 nothing wrong, 1 something is."
    })
@SuppressWarnings("NullAway.Init") // picocli fills the fields
public final class ConfigTestCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "URL", description = "Where the proxy listens, http://HOST:PORT.")
  private String proxy;

  @Option(
      names = "--upstream-port",
      defaultValue = "9000",
      description = "The port where the proxy expects the API (${DEFAULT-VALUE}).")
  private int upstreamPort;

  @Option(names = "--key", paramLabel = "APP-KEY", required = true)
  private String key;

  @Option(
      names = "--path",
      required = true,
      description = "The path of a call that the key may make.")
  private String path;

  @Option(names = "--method", defaultValue = "GET", description = "Its method (${DEFAULT-VALUE}).")
  private String method;

  @Option(names = "--host", description = "The host to ask for; the proxy's own if unset.")
  private @Nullable String host;

  @Option(
      names = "--while-down",
      description = "Only see that nothing passes, now that you have stopped the edge.")
  private boolean isWhileDown;

  @Override
  public Integer call() {
    ProbePlan plan = plan();
    List<ProxyProbe.Finding> findings;
    try (StubApi api = new StubApi(upstreamPort)) {
      findings = isWhileDown ? ProxyProbe.runWhileDown(plan, api) : ProxyProbe.run(plan, api);
    } catch (IOException e) {
      throw new FailedException(
          "config test: %s (expected: a proxy at `%s`, and port %d free for the API's stand-in)"
              .formatted(e.getMessage(), proxy, upstreamPort));
    }
    PrintWriter out = spec.commandLine().getOut();
    findings.forEach(
        found -> out.println((found.isFault() ? "FAULT  " : "ok     ") + found.text()));
    out.flush();
    return findings.stream().anyMatch(ProxyProbe.Finding::isFault) ? 1 : 0;
  }

  private ProbePlan plan() {
    String place = ProxyPlan.place("proxy", proxy);
    int colon = place.lastIndexOf(':');
    return new ProbePlan(
        place.substring(0, colon),
        Integer.parseInt(place.substring(colon + 1)),
        host == null ? place : host,
        new AppKey(key),
        AppToken.of(token()),
        method,
        path);
  }

  private static String token() {
    try {
      String line =
          new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8)).readLine();
      if (line == null || line.isBlank()) {
        throw new IllegalArgumentException(
            "token: nothing on standard input (expected: the key's token, one line)");
      }
      return line.strip();
    } catch (IOException e) {
      throw new FailedException("token: " + e.getMessage());
    }
  }
}
