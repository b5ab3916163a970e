package io.counterfoil.server.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `counterfoil node`: which verifiers may read the feed.
@Command(
    name = "node",
    mixinStandardHelpOptions = true,
    description = "Adds and removes verifiers; for the operator.")
@SuppressWarnings("NullAway.Init") // picocli fills the fields
public final class NodeCommand implements Runnable {
  @Spec private CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "node: what? (expected: one of these)");
  }

  @Command(
      name = "add",
      description = "Lets a verifier read the feed, and prints its credential once.")
  int add(@Mixin ControlOptions control, @Parameters(paramLabel = "NAME") String name) {
    JsonNode answer = control.client().send("POST", "/v1/nodes", Map.of("name", name));
    PrintWriter out = spec.commandLine().getOut();
    if (control.json()) {
      out.println(answer.toPrettyString());
      return 0;
    }
    out.println(answer.path("credential").asText());
    out.println();
    out.println(
        "Shown once: store it on the verifier, in a file that only its owner can read. Then");
    out.println("  counterfoil verifier --control URL --credential FILE");
    return 0;
  }

  @Command(name = "remove", description = "Lets a verifier read the feed no more.")
  int remove(@Mixin ControlOptions control, @Parameters(paramLabel = "NAME") String name) {
    control.client().send("DELETE", "/v1/nodes/" + ControlClient.encoded(name), null);
    spec.commandLine().getOut().println("done; stop the verifier, too: it decides on what it has");
    return 0;
  }
}
