package io.counterfoil.server.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
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

/// `counterfoil key`: the life of keys.
@Command(
    name = "key",
    mixinStandardHelpOptions = true,
    description = "Lists, issues, renews and ends keys, and links roles to them.")
@SuppressWarnings("NullAway.Init") // picocli fills the fields
public final class KeyCommand implements Runnable {
  /// The exit code that says that there are some.
  private static final int SOME = 3;

  @Spec private CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "key: what? (expected: one of these)");
  }

  @Command(name = "list", description = "Lists the account's keys.")
  int list(
      @Mixin ControlOptions control, @Mixin Accounts accounts, @Mixin KeySearchOptions search) {
    return show(control, control.client().get(accounts.path(spec) + "/keys?" + search.query()));
  }

  @Command(
      name = "needs-renewal",
      description = {
        "Lists keys whose tokens are due for renewal. Exit code 0 if there is none, 3 if there is",
        "one: fit for cron."
      })
  int needsRenewal(
      @Mixin ControlOptions control,
      @Mixin Accounts accounts,
      @Option(names = "--red", description = "Only those three months overdue, or more.")
          boolean red) {
    ArrayNode due =
        control.client().all(accounts.path(spec) + "/keys?due=" + (red ? "red" : "any"));
    PrintWriter out = spec.commandLine().getOut();
    if (control.json()) {
      out.println(due.toPrettyString());
    } else if (!due.isEmpty()) {
      Tables.print(out, due, "appKey", "renewalDue", "tokenSince", "renewalDueAt", "label");
    }
    return due.isEmpty() ? 0 : SOME;
  }

  @Command(name = "show", description = "Shows a key.")
  int show(
      @Mixin ControlOptions control,
      @Mixin Accounts accounts,
      @Parameters(paramLabel = "APP-KEY") String key) {
    return show(control, control.client().get(key(accounts, key)));
  }

  @Command(name = "create", description = "Issues a pair; its token is shown once.")
  int create(
      @Mixin ControlOptions control,
      @Mixin Accounts accounts,
      @Parameters(paramLabel = "LABEL", description = "What the key is for.") String label,
      @Option(names = "--role", description = "A role to link, by number or name.")
          @Nullable List<String> roles,
      @Mixin LinkOptions link) {
    ControlClient client = control.client();
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("label", label);
    body.put(
        "roles", Accounts.roles(client, accounts.path(spec), roles == null ? List.of() : roles));
    link.addTo(body);
    return show(control, client.send("POST", accounts.path(spec) + "/keys", body));
  }

  @Command(name = "relabel", description = "Calls a key by another label.")
  int relabel(
      @Mixin ControlOptions control,
      @Mixin Accounts accounts,
      @Parameters(paramLabel = "APP-KEY") String key,
      @Parameters(paramLabel = "LABEL") String label) {
    return send(control, "PATCH", key(accounts, key), Map.of("label", label));
  }

  @Command(name = "edit", description = "Changes what is said of a key.")
  int edit(
      @Mixin ControlOptions control,
      @Mixin Accounts accounts,
      @Mixin KeyEditOptions edits,
      @Parameters(paramLabel = "APP-KEY") String key) {
    return send(control, "PATCH", key(accounts, key), edits.body());
  }

  @Command(name = "uses", description = "Lists the other accounts in which a key was added.")
  int uses(
      @Mixin ControlOptions control,
      @Mixin Accounts accounts,
      @Parameters(paramLabel = "APP-KEY") String key) {
    JsonNode answer = control.client().get(key(accounts, key) + "/uses?limit=200");
    PrintWriter out = spec.commandLine().getOut();
    if (control.json()) {
      out.println(answer.toPrettyString());
    } else {
      Tables.print(out, answer.get("items"), "account");
    }
    return 0;
  }

  @Command(name = "activate", description = "Switches a key on.")
  int activate(
      @Mixin ControlOptions control,
      @Mixin Accounts accounts,
      @Parameters(paramLabel = "APP-KEY") String key) {
    return send(control, "PATCH", key(accounts, key), Map.of("active", true));
  }

  @Command(name = "deactivate", description = "Switches a key off, at once.")
  int deactivate(
      @Mixin ControlOptions control,
      @Mixin Accounts accounts,
      @Parameters(paramLabel = "APP-KEY") String key) {
    return send(control, "PATCH", key(accounts, key), Map.of("active", false));
  }

  @Command(name = "delete", description = "Deletes a key; it can be restored for 30 days.")
  int delete(
      @Mixin ControlOptions control,
      @Mixin Accounts accounts,
      @Parameters(paramLabel = "APP-KEY") String key) {
    return send(control, "DELETE", key(accounts, key), null);
  }

  @Command(name = "restore", description = "Takes a deletion back: the same key and token.")
  int restore(
      @Mixin ControlOptions control,
      @Mixin Accounts accounts,
      @Parameters(paramLabel = "APP-KEY") String key) {
    return send(control, "POST", key(accounts, key) + "/restore", null);
  }

  @Command(name = "quarantine", description = "Refuses a key until it is released.")
  int quarantine(
      @Mixin ControlOptions control,
      @Mixin Accounts accounts,
      @Parameters(paramLabel = "APP-KEY") String key,
      @Option(names = "--reason", required = true, description = "For the audit log.")
          String reason) {
    return send(control, "POST", key(accounts, key) + "/quarantine", Map.of("reason", reason));
  }

  @Command(name = "release", description = "Lets a quarantined key be as it was before.")
  int release(
      @Mixin ControlOptions control,
      @Mixin Accounts accounts,
      @Parameters(paramLabel = "APP-KEY") String key,
      @Option(names = "--reason", required = true, description = "For the audit log.")
          String reason) {
    return send(control, "POST", key(accounts, key) + "/release", Map.of("reason", reason));
  }

  @Command(name = "renew", description = "Issues a second token; the old one stays valid.")
  int renew(
      @Mixin ControlOptions control,
      @Mixin Accounts accounts,
      @Parameters(paramLabel = "APP-KEY") String key,
      @Option(
              names = "--delete-old",
              defaultValue = "later",
              description = "now or later (${DEFAULT-VALUE}).")
          String deleteOld,
      @Mixin LinkOptions link) {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("deleteOld", deleteOld);
    link.addTo(body);
    return send(control, "POST", key(accounts, key) + "/renewal", body);
  }

  @Command(name = "renewal", description = "Shows who still calls with the old token.")
  int renewal(
      @Mixin ControlOptions control,
      @Mixin Accounts accounts,
      @Parameters(paramLabel = "APP-KEY") String key) {
    JsonNode answer = control.client().get(key(accounts, key) + "/renewal");
    PrintWriter out = spec.commandLine().getOut();
    if (control.json()) {
      out.println(answer.toPrettyString());
    } else if (!answer.path("renewing").asBoolean()) {
      out.println("not being renewed");
    } else {
      JsonNode use = answer.path("oldTokenUse");
      out.println(
          "old token used " + use.path("count").asLong() + " times since the server started");
      Tables.print(out, use.path("callers"), "address", "userAgent", "count", "lastSeen");
    }
    return 0;
  }

  @Command(name = "finish-renewal", description = "Puts the old token out of use.")
  int finishRenewal(
      @Mixin ControlOptions control,
      @Mixin Accounts accounts,
      @Parameters(paramLabel = "APP-KEY") String key) {
    return send(control, "POST", key(accounts, key) + "/renewal/finish", null);
  }

  @Command(name = "undo-renewal", description = "Puts the new token out of use again.")
  int undoRenewal(
      @Mixin ControlOptions control,
      @Mixin Accounts accounts,
      @Parameters(paramLabel = "APP-KEY") String key) {
    return send(control, "POST", key(accounts, key) + "/renewal/undo", null);
  }

  @Command(name = "link", description = "Links roles to a key.")
  int link(
      @Mixin ControlOptions control,
      @Mixin Accounts accounts,
      @Parameters(paramLabel = "APP-KEY", index = "0") String key,
      @Parameters(paramLabel = "ROLE", index = "1..*", arity = "1..*") List<String> roles) {
    List<Integer> numbers = Accounts.roles(control.client(), accounts.path(spec), roles);
    return send(control, "PUT", key(accounts, key) + "/roles", numbers);
  }

  @Command(name = "unlink", description = "Takes a role from a key.")
  int unlink(
      @Mixin ControlOptions control,
      @Mixin Accounts accounts,
      @Parameters(paramLabel = "APP-KEY") String key,
      @Parameters(paramLabel = "ROLE") String role) {
    int number = Accounts.roles(control.client(), accounts.path(spec), List.of(role)).getFirst();
    return send(control, "DELETE", key(accounts, key) + "/roles/" + number, null);
  }

  private String key(Accounts accounts, String key) {
    return accounts.path(spec) + "/keys/" + ControlClient.encoded(key);
  }

  private int send(ControlOptions control, String method, String path, @Nullable Object body) {
    return show(control, control.client().send(method, path, body));
  }

  private int show(ControlOptions control, JsonNode answer) {
    PrintWriter out = spec.commandLine().getOut();
    if (control.json()) {
      out.println(answer.isMissingNode() ? "{}" : answer.toPrettyString());
    } else if (answer.isMissingNode()) {
      out.println("done");
    } else {
      JsonNode items =
          answer.has("items")
              ? answer.get("items")
              : JsonNodeFactory.instance.arrayNode().add(answer);
      Tables.print(out, items, "appKey", "state", "label", "roles");
      String token = answer.path("appToken").asText("");
      if (!token.isEmpty()) {
        out.println();
        out.println("appToken, shown this once and never again:");
        out.println("  " + token);
      }
      String url = answer.path("link").path("url").asText("");
      if (!url.isEmpty()) {
        out.println();
        out.println("link to the token, shown this once; it opens once, within 24 hours:");
        out.println("  " + url);
      }
    }
    return 0;
  }
}
