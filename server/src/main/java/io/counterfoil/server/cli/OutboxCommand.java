package io.counterfoil.server.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `counterfoil outbox`: mails and events, and what became of telling them.
@Command(
    name = "outbox",
    mixinStandardHelpOptions = true,
    description = "Shows mails and events of the last 30 days, and what became of them.")
@SuppressWarnings("NullAway.Init") // picocli fills the fields
public final class OutboxCommand implements Runnable {
  private static final String OUTBOX = "/outbox";

  @Spec private CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "outbox: what? (expected: one of these)");
  }

  @Command(name = "list", description = "Lists messages, the newest first.")
  int list(
      @Mixin ControlOptions control,
      @Mixin Accounts accounts,
      @Option(names = "--all", description = "Of every account; for the operator.") boolean all,
      @Option(names = "--type", description = "Such as key.created or invitation.")
          @Nullable String type,
      @Option(names = "--state", description = "waiting, delivered or given_up.")
          @Nullable String state) {
    StringBuilder path = new StringBuilder(all ? "/v1/outbox" : accounts.path(spec) + OUTBOX);
    path.append("?limit=200");
    if (type != null) {
      path.append("&type=").append(ControlClient.encoded(type));
    }
    if (state != null) {
      path.append("&state=").append(ControlClient.encoded(state));
    }
    JsonNode answer = control.client().get(path.toString());
    PrintWriter out = spec.commandLine().getOut();
    if (control.json()) {
      out.println(answer.toPrettyString());
    } else {
      answer.get("items").forEach(item -> line(out, item));
    }
    return 0;
  }

  private static void line(PrintWriter out, JsonNode item) {
    String about = item.path("to").asText(item.path("key").path("appKey").asText("-"));
    out.println(
        item.path("id").asText()
            + "  "
            + item.path("at").asText()
            + "  "
            + item.path("type").asText()
            + "  "
            + about);
    for (JsonNode delivery : item.path("deliveries")) {
      String endpoint = delivery.path("endpoint").asText("");
      String note = delivery.path("note").asText("");
      out.println(
          "    "
              + (delivery.path("endpoint").isNull() ? "by mail" : "to " + endpoint)
              + ": "
              + delivery.path("state").asText()
              + ", attempts: "
              + delivery.path("attempts").asText()
              + (note.isEmpty() ? "" : " (" + note + ")"));
    }
  }

  @Command(name = "show", description = "Shows a message and each attempt to tell it, as JSON.")
  int show(
      @Mixin ControlOptions control,
      @Mixin Accounts accounts,
      @Parameters(paramLabel = "MESSAGE-ID") String message) {
    String path = accounts.path(spec) + OUTBOX + "/" + ControlClient.encoded(message);
    spec.commandLine().getOut().println(control.client().get(path).toPrettyString());
    return 0;
  }

  @Command(
      name = "reveal",
      description = {
        "Prints the link or the code of a mail that was not delivered, for the operator to hand",
        "over in another way. The audit log notes it."
      })
  int reveal(@Mixin ControlOptions control, @Parameters(paramLabel = "MESSAGE-ID") String message) {
    String path = "/v1/outbox/" + ControlClient.encoded(message) + "/reveal";
    JsonNode answer = control.client().send("POST", path, null);
    PrintWriter out = spec.commandLine().getOut();
    out.println(
        control.json()
            ? answer.toPrettyString()
            : answer.path("url").asText(answer.path("code").asText()));
    return 0;
  }
}
