package io.counterfoil.server.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `counterfoil why`: explains a refusal.
@Command(
    name = "why",
    mixinStandardHelpOptions = true,
    description =
        "Explains a refusal by its id: what happened, what repairs it, whether it would pass.")
@SuppressWarnings("NullAway.Init") // picocli fills the fields
public final class WhyCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Mixin private ControlOptions control;

  @Parameters(paramLabel = "REFUSAL-ID", description = "Such as cf-3p47d8frzq24v0rey4m22dajm9.")
  private String id;

  @Override
  public Integer call() {
    JsonNode refusal = control.client().get("/v1/refusals/" + ControlClient.encoded(id));
    PrintWriter out = spec.commandLine().getOut();
    if (control.json()) {
      out.println(refusal.toPrettyString());
    } else {
      print(out, refusal);
    }
    return 0;
  }

  private static void print(PrintWriter out, JsonNode refusal) {
    out.println(
        "Refused: "
            + refusal.path("title").asText()
            + " ("
            + refusal.path("code").asText()
            + ", HTTP "
            + refusal.path("status").asInt()
            + ")");
    out.println();
    line(out, "request", request(refusal));
    line(out, "key", refusal.path("appKey").asText(""));
    line(out, "account", refusal.path("account").asText(""));
    line(out, "when", refusal.path("at").asText(""));
    line(out, "from", refusal.path("address").asText(""));
    line(out, "through", refusal.path("adapter").asText(""));
    line(out, "revision", refusal.path("revision").asText(""));
    line(out, "stage", refusal.path("stage").asText(""));
    out.println();
    out.println(refusal.path("happened").asText());
    needs(out, refusal);
    section(out, "What was found", refusal.path("evidence"));
    section(out, "Would stand in the way next", refusal.path("obstacles"));
    numbered(out, refusal.path("fixes"));
    out.println();
    out.println(
        "Would it pass now? "
            + refusal.path("wouldPassNowText").asText(refusal.path("wouldPassNow").asText()));
    line(out, "The caller was told", refusal.path("told").asText(""));
  }

  private static String request(JsonNode refusal) {
    return (refusal.path("method").asText("") + " " + refusal.path("route").asText("")).strip();
  }

  private static void line(PrintWriter out, String name, String value) {
    if (!value.isEmpty() && !value.equals("null")) {
      out.printf("  %-9s %s%n", name, value);
    }
  }

  private static void needs(PrintWriter out, JsonNode refusal) {
    JsonNode needed = refusal.path("needed");
    boolean any = needed.has("anyOf");
    List<String> keys = new ArrayList<>();
    needed.path(any ? "anyOf" : "allOf").forEach(key -> keys.add(key.asText()));
    if (keys.isEmpty()) {
      return;
    }
    out.println();
    out.println((any ? "Needs any of: " : "Needs all of: ") + String.join(", ", keys));
    List<String> roles = new ArrayList<>();
    refusal.path("rolesThatHold").forEach(role -> roles.add(role.path("name").asText()));
    out.println(
        "Roles that hold it, the smallest first: "
            + (roles.isEmpty() ? "none yet" : String.join(", ", roles)));
  }

  private static void section(PrintWriter out, String title, JsonNode items) {
    if (!items.isEmpty()) {
      out.println();
      out.println(title + ":");
      items.forEach(item -> out.println("  - " + item.path("text").asText()));
    }
  }

  private static void numbered(PrintWriter out, JsonNode fixes) {
    if (!fixes.isEmpty()) {
      out.println();
      out.println("Ways to repair it, what grants least first:");
      int number = 1;
      for (JsonNode fix : fixes) {
        out.println("  " + number++ + ". " + fix.path("text").asText());
      }
    }
  }
}
