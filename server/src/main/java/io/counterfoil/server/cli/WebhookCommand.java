package io.counterfoil.server.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `counterfoil webhook`: where an account's events are sent to.
@Command(
    name = "webhook",
    mixinStandardHelpOptions = true,
    description = "Manages where an account's events are sent to.")
@SuppressWarnings("NullAway.Init") // picocli fills the fields
public final class WebhookCommand implements Runnable {
  @Spec private CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "webhook: what? (expected: one of these)");
  }

  private String path(Accounts accounts, String webhook) {
    return accounts.path(spec) + "/webhooks/" + ControlClient.encoded(webhook);
  }

  @Command(name = "list", description = "Lists the account's webhooks.")
  int list(@Mixin ControlOptions control, @Mixin Accounts accounts) {
    JsonNode answer = control.client().get(accounts.path(spec) + "/webhooks?limit=200");
    return show(control, answer);
  }

  @Command(
      name = "create",
      description = "Sends events to a URL, and prints once what they are signed with.")
  int create(
      @Mixin ControlOptions control,
      @Mixin Accounts accounts,
      @Parameters(paramLabel = "URL") String url,
      @Option(names = "--type", description = "Only events of this type; may be repeated.")
          @Nullable List<String> types,
      @Option(names = "--description") @Nullable String description) {
    Map<String, Object> body = new LinkedHashMap<>(Map.of("url", url));
    if (types != null) {
      body.put("types", types);
    }
    if (description != null) {
      body.put("description", description);
    }
    return show(control, control.client().send("POST", accounts.path(spec) + "/webhooks", body));
  }

  @Command(name = "edit", description = "Changes a webhook, or switches it off or on.")
  int edit(
      @Mixin ControlOptions control,
      @Mixin Accounts accounts,
      @Parameters(paramLabel = "WEBHOOK-ID") String webhook,
      @Mixin WebhookEditOptions edits) {
    return show(control, control.client().send("PATCH", path(accounts, webhook), edits.body()));
  }

  @Command(name = "delete", description = "Sends nothing more there.")
  int delete(
      @Mixin ControlOptions control,
      @Mixin Accounts accounts,
      @Parameters(paramLabel = "WEBHOOK-ID") String webhook) {
    control.client().send("DELETE", path(accounts, webhook), null);
    spec.commandLine().getOut().println("done");
    return 0;
  }

  @Command(
      name = "rotate",
      description = "Signs with another secret, printed once; the one before signs for a day more.")
  int rotate(
      @Mixin ControlOptions control,
      @Mixin Accounts accounts,
      @Parameters(paramLabel = "WEBHOOK-ID") String webhook) {
    return show(
        control, control.client().send("POST", path(accounts, webhook) + "/rotate-secret", null));
  }

  @Command(name = "test", description = "Sends an event of type webhook.test there.")
  int test(
      @Mixin ControlOptions control,
      @Mixin Accounts accounts,
      @Parameters(paramLabel = "WEBHOOK-ID") String webhook) {
    JsonNode answer = control.client().send("POST", path(accounts, webhook) + "/test", null);
    PrintWriter out = spec.commandLine().getOut();
    out.println("queued " + answer.path("message").asText() + "; see `counterfoil outbox show`");
    return 0;
  }

  @Command(name = "replay", description = "Sends events there again: one, or all of a time.")
  int replay(
      @Mixin ControlOptions control,
      @Mixin Accounts accounts,
      @Parameters(paramLabel = "WEBHOOK-ID") String webhook,
      @Mixin ReplayOptions which) {
    JsonNode answer =
        control.client().send("POST", path(accounts, webhook) + "/replay", which.body());
    spec.commandLine().getOut().println("queued " + answer.path("messages").asText());
    return 0;
  }

  private int show(ControlOptions control, JsonNode answer) {
    PrintWriter out = spec.commandLine().getOut();
    if (control.json()) {
      out.println(answer.toPrettyString());
      return 0;
    }
    JsonNode items =
        answer.has("items")
            ? answer.get("items")
            : JsonNodeFactory.instance.arrayNode().add(answer);
    Tables.print(out, items, "id", "enabled", "url", "types", "disabled");
    if (answer.has("secret")) {
      out.println();
      out.println("secret    " + answer.path("secret").asText());
      out.println("Shown once: store it where the receiver verifies signatures.");
    }
    return 0;
  }
}
