package io.counterfoil.server.cli;

import com.fasterxml.jackson.databind.JsonNode;
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

/// `counterfoil role`: roles and what they grant.
@Command(
    name = "role",
    mixinStandardHelpOptions = true,
    description = "Lists, shows, makes, compares and removes roles.")
@SuppressWarnings("NullAway.Init") // picocli fills the fields
public final class RoleCommand implements Runnable {
  @Spec private CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "role: what? (expected: one of these)");
  }

  @Command(name = "list", description = "Lists the roles that the account has.")
  int list(@Mixin ControlOptions control, @Mixin Accounts accounts) {
    JsonNode answer = control.client().get(accounts.path(spec) + "/roles?limit=200");
    PrintWriter out = spec.commandLine().getOut();
    if (control.json()) {
      out.println(answer.toPrettyString());
    } else {
      Tables.print(out, answer.path("items"), "id", "name", "predefined");
    }
    return 0;
  }

  @Command(name = "show", description = "Shows a role and the resources that it grants.")
  int show(
      @Mixin ControlOptions control,
      @Mixin Accounts accounts,
      @Parameters(paramLabel = "ROLE", description = "By number or exact name.") String role) {
    ControlClient client = control.client();
    return print(control, client.get(role(client, accounts, role)));
  }

  @Command(name = "create", description = "Makes a custom role.")
  int create(
      @Mixin ControlOptions control,
      @Mixin Accounts accounts,
      @Parameters(paramLabel = "NAME", index = "0") String name,
      @Parameters(paramLabel = "RESOURCE", index = "1..*", arity = "1..*") List<String> resources) {
    Map<String, Object> body = Map.of("name", name, "resources", resources);
    return print(control, control.client().send("POST", accounts.path(spec) + "/roles", body));
  }

  @Command(name = "edit", description = "Replaces the resources of a custom role, or its name.")
  int edit(
      @Mixin ControlOptions control,
      @Mixin Accounts accounts,
      @Parameters(paramLabel = "ROLE", index = "0") String role,
      @Parameters(paramLabel = "RESOURCE", index = "1..*", arity = "0..*")
          @Nullable List<String> resources,
      @Option(names = "--name", description = "As it was if unset.") @Nullable String name) {
    ControlClient client = control.client();
    String path = role(client, accounts, role);
    JsonNode before = client.get(path);
    Map<String, Object> body =
        Map.of(
            "name",
            name == null ? before.path("name").asText() : name,
            "resources",
            resources == null ? before.path("resources") : resources);
    return print(control, client.send("PUT", path, body));
  }

  @Command(name = "clone", description = "Makes a custom role that grants what another does.")
  int copy(
      @Mixin ControlOptions control,
      @Mixin Accounts accounts,
      @Parameters(paramLabel = "ROLE") String role,
      @Parameters(paramLabel = "NAME", description = "Of the new role.") String name) {
    ControlClient client = control.client();
    String path = role(client, accounts, role) + "/clone";
    return print(control, client.send("POST", path, Map.of("name", name)));
  }

  @Command(name = "diff", description = "Says in what two roles differ.")
  int diff(
      @Mixin ControlOptions control,
      @Mixin Accounts accounts,
      @Parameters(paramLabel = "ROLE") String role,
      @Parameters(paramLabel = "OTHER") String other) {
    ControlClient client = control.client();
    String path = role(client, accounts, role) + "/diff/";
    int number = Accounts.roles(client, accounts.path(spec), List.of(other)).getFirst();
    JsonNode diff = client.get(path + number);
    PrintWriter out = spec.commandLine().getOut();
    if (control.json()) {
      out.println(diff.toPrettyString());
      return 0;
    }
    diff.path("onlyInRole").forEach(key -> out.println("- " + key.asText()));
    diff.path("onlyInOther").forEach(key -> out.println("+ " + key.asText()));
    out.println(diff.path("inBoth").size() + " in both");
    return 0;
  }

  @Command(name = "holders", description = "Lists the keys and users that have a role.")
  int holders(
      @Mixin ControlOptions control,
      @Mixin Accounts accounts,
      @Parameters(paramLabel = "ROLE") String role) {
    ControlClient client = control.client();
    JsonNode items = client.all(role(client, accounts, role) + "/holders");
    PrintWriter out = spec.commandLine().getOut();
    if (control.json()) {
      out.println(items.toPrettyString());
    } else {
      Tables.print(out, items, "kind", "appKey", "label", "email", "name");
    }
    return 0;
  }

  /// The address of a role that was given by number or by exact name.
  private String role(ControlClient client, Accounts accounts, String role) {
    String path = accounts.path(spec);
    return path + "/roles/" + Accounts.roles(client, path, List.of(role)).getFirst();
  }

  @Command(name = "delete", description = "Removes a custom role that nobody has.")
  int delete(
      @Mixin ControlOptions control,
      @Mixin Accounts accounts,
      @Parameters(paramLabel = "ROLE") String role) {
    ControlClient client = control.client();
    client.send("DELETE", role(client, accounts, role), null);
    spec.commandLine().getOut().println(control.json() ? "{}" : "done");
    return 0;
  }

  private int print(ControlOptions control, JsonNode role) {
    PrintWriter out = spec.commandLine().getOut();
    if (control.json()) {
      out.println(role.toPrettyString());
      return 0;
    }
    out.println(role.path("id").asText() + "  " + role.path("name").asText());
    role.path("resources").forEach(key -> out.println("  " + key.asText()));
    return 0;
  }
}
