package io.counterfoil.server.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// `counterfoil nodes`: how far each verifier is.
@Command(
    name = "nodes",
    mixinStandardHelpOptions = true,
    description = "Lists verifiers, how far each is, and which are silent; for the operator.")
@SuppressWarnings("NullAway.Init") // picocli fills the fields
public final class NodesCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Mixin private ControlOptions control = new ControlOptions();

  @Override
  public Integer call() {
    ArrayNode nodes = control.client().all("/v1/nodes");
    var out = spec.commandLine().getOut();
    if (control.json()) {
      out.println(nodes.toPrettyString());
      return 0;
    }
    Tables.print(
        out, nodes, "name", "state", "revision", "lag", "silentSeconds", "edge", "version");
    for (JsonNode node : nodes) {
      if (node.path("state").asText().equals("silent")) {
        out.println(
            node.path("name").asText()
                + (node.path("heardAt").isNull()
                    ? " was not heard since the control node's start"
                    : " is silent for " + node.path("silentSeconds").asText() + " s"));
      }
    }
    return 0;
  }
}
