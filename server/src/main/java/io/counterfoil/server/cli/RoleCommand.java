package io.counterfoil.server.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `counterfoil role`: roles and what they grant.
@Command(
    name = "role",
    mixinStandardHelpOptions = true,
    description = "Lists, shows, makes and removes roles.")
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
    String path = accounts.path(spec);
    int number = Accounts.roles(client, path, List.of(role)).getFirst();
    return print(control, client.get(path + "/roles/" + number));
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

  @Command(name = "delete", description = "Removes a custom role that nobody has.")
  int delete(
      @Mixin ControlOptions control,
      @Mixin Accounts accounts,
      @Parameters(paramLabel = "ROLE") String role) {
    ControlClient client = control.client();
    String path = accounts.path(spec);
    int number = Accounts.roles(client, path, List.of(role)).getFirst();
    client.send("DELETE", path + "/roles/" + number, null);
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
