package io.counterfoil.server.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.PrintWriter;
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

/// `counterfoil external`: keys of other accounts that may act in one.
@Command(
    name = "external",
    mixinStandardHelpOptions = true,
    description = "Lists, adds and removes keys of other accounts, and gives them roles here.")
@SuppressWarnings("NullAway.Init") // picocli fills the fields
public final class ExternalCommand implements Runnable {
  @Spec private CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "external: what? (expected: one of these)");
  }

  @Command(name = "list", description = "Lists the keys of other accounts that may act here.")
  int list(@Mixin ControlOptions control, @Mixin Accounts accounts) {
    return show(control, control.client().get(keys(accounts) + "?limit=200"));
  }

  @Command(name = "add", description = "Lets another account's key act here.")
  int add(
      @Mixin ControlOptions control,
      @Mixin Accounts accounts,
      @Parameters(paramLabel = "APP-KEY") String key,
      @Option(names = "--role", description = "A role to link, by number or name.")
          @Nullable List<String> roles) {
    ControlClient client = control.client();
    List<Integer> numbers =
        Accounts.roles(client, accounts.path(spec), roles == null ? List.of() : roles);
    return show(
        control, client.send("POST", keys(accounts), Map.of("appKey", key, "roles", numbers)));
  }

  @Command(name = "set-roles", description = "Gives such a key exactly these roles here.")
  int setRoles(
      @Mixin ControlOptions control,
      @Mixin Accounts accounts,
      @Parameters(paramLabel = "APP-KEY", index = "0") String key,
      @Parameters(paramLabel = "ROLE", index = "1..*", arity = "0..*")
          @Nullable List<String> roles) {
    ControlClient client = control.client();
    List<Integer> numbers =
        Accounts.roles(client, accounts.path(spec), roles == null ? List.of() : roles);
    return show(control, client.send("PATCH", key(accounts, key), Map.of("roles", numbers)));
  }

  @Command(name = "remove", description = "Lets such a key act here no longer.")
  int remove(
      @Mixin ControlOptions control,
      @Mixin Accounts accounts,
      @Parameters(paramLabel = "APP-KEY") String key) {
    return show(control, control.client().send("DELETE", key(accounts, key), null));
  }

  private String keys(Accounts accounts) {
    return accounts.path(spec) + "/external-keys";
  }

  private String key(Accounts accounts, String key) {
    return keys(accounts) + "/" + ControlClient.encoded(key);
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
      Tables.print(out, items, "appKey", "account", "state", "roles");
    }
    return 0;
  }
}
