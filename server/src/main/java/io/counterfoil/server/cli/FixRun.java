package io.counterfoil.server.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.PrintWriter;

/// Carries out a fix that an explanation suggests: ordinary requests, in order.
final class FixRun {
  private static final String ID_BEFORE = "{id}";

  private final ControlClient client;
  private final PrintWriter out;

  FixRun(ControlClient client, PrintWriter out) {
    this.client = client;
    this.out = out;
  }

  /// @param number counts from 1
  void apply(JsonNode fixes, int number) {
    JsonNode fix = fixes.path(number - 1);
    JsonNode steps = fix.path("action").path("steps");
    if (steps.isEmpty()) {
      throw new FailedException(
          "fix " + number + " cannot be carried out from here (expected: one with a command)");
    }
    JsonNode before = MissingNode.getInstance();
    String link = "";
    for (JsonNode step : steps) {
      JsonNode body = step.has("body") ? filled(step.get("body"), before) : null;
      before = client.send(step.path("method").asText(), step.path("path").asText(), (Object) body);
    }
    out.println("done: " + fix.path("text").asText());
    if (!link.isEmpty()) {
      out.println(link);
    }
  }

  /// The body with the `id` that the step before left behind where it stands for that.
  private static JsonNode filled(JsonNode body, JsonNode before) {
    if (!(body instanceof ArrayNode array)) {
      return body;
    }
    ArrayNode filled = array.arrayNode();
    array.forEach(each -> filled.add(each.asText().equals(ID_BEFORE) ? before.path("id") : each));
    return filled;
  }
}
