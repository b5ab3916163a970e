package io.counterfoil.server.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `counterfoil user`: the people of an account.
@Command(
    name = "user",
    mixinStandardHelpOptions = true,
    description = "Lists, adds, invites and removes an account's people, and gives them roles.")
@SuppressWarnings("NullAway.Init") // picocli fills the fields
public final class UserCommand implements Runnable {
  @Spec private CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "user: what? (expected: one of these)");
  }

  @Command(name = "list", description = "Lists the account's people.")
  int list(@Mixin ControlOptions control, @Mixin Accounts accounts) {
    return show(control, control.client().all(users(accounts)));
  }

  @Command(
      name = "add",
      description = "Makes a person a user of the account, and invites them to choose a password.")
  int add(
      @Mixin ControlOptions control,
      @Mixin Accounts accounts,
      @Parameters(paramLabel = "EMAIL") String email,
      @Mixin NewUser person) {
    ControlClient client = control.client();
    Map<String, Object> body = person.body(client, accounts.path(spec));
    body.put("email", email);
    return invited(control, client.send("POST", users(accounts), body));
  }

  @Command(
      name = "invite",
      description = "Invites a user who has no password yet once more; the code before ends.")
  int invite(
      @Mixin ControlOptions control,
      @Mixin Accounts accounts,
      @Parameters(paramLabel = "EMAIL") String email) {
    ControlClient client = control.client();
    String path = path(client, accounts, email) + "/invitation";
    return invited(control, client.send("POST", path, Map.of()));
  }

  @Command(
      name = "cancel-invitation",
      description = "Takes an invitation back, and with it the membership.")
  int cancel(
      @Mixin ControlOptions control,
      @Mixin Accounts accounts,
      @Parameters(paramLabel = "EMAIL") String email) {
    ControlClient client = control.client();
    client.send("DELETE", path(client, accounts, email) + "/invitation", null);
    return done(control);
  }

  @Command(
      name = "reset-second-factor",
      description = "Takes the second factor off a user who lost it; for the operator.")
  int resetFactor(
      @Mixin ControlOptions control,
      @Mixin Accounts accounts,
      @Parameters(paramLabel = "EMAIL") String email) {
    ControlClient client = control.client();
    client.send("DELETE", path(client, accounts, email) + "/second-factor", null);
    return done(control);
  }

  @Command(name = "remove", description = "Ends a person's membership and roles.")
  int remove(
      @Mixin ControlOptions control,
      @Mixin Accounts accounts,
      @Parameters(paramLabel = "EMAIL") String email) {
    ControlClient client = control.client();
    client.send("DELETE", path(client, accounts, email), null);
    return done(control);
  }

  private int done(ControlOptions control) {
    spec.commandLine().getOut().println(control.json() ? "{}" : "done");
    return 0;
  }

  /// Shows the user, and to the operator the link of the invitation.
  private int invited(ControlOptions control, JsonNode user) {
    show(control, user);
    if (!control.json() && user.path("invitation").isObject()) {
      String until = user.path("invitation").path("expiresAt").asText();
      PrintWriter out = spec.commandLine().getOut();
      out.println();
      out.println("An invitation is on its way by mail; it works once, until " + until);
      if (user.has("url")) {
        out.println("The same link, to hand over to that person and nobody else:");
        out.println("  " + user.path("url").asText());
      }
    }
    return 0;
  }

  private String path(ControlClient client, Accounts accounts, String email) {
    return users(accounts) + "/" + found(client, accounts, email).path("id").asText();
  }

  private String users(Accounts accounts) {
    return accounts.path(spec) + "/users";
  }

  private JsonNode found(ControlClient client, Accounts accounts, String email) {
    for (JsonNode user : client.all(users(accounts))) {
      if (user.path("email").asText().equals(email.toLowerCase(Locale.ROOT))) {
        return user;
      }
    }
    throw new FailedException(
        "user `" + email + "` is not one of the account's; see `counterfoil user list`");
  }

  private int show(ControlOptions control, JsonNode answer) {
    PrintWriter out = spec.commandLine().getOut();
    if (control.json()) {
      out.println(answer.toPrettyString());
    } else {
      JsonNode items = answer.isArray() ? answer : JsonNodeFactory.instance.arrayNode().add(answer);
      Tables.print(out, items, "email", "name", "roles", "secondFactor", "lastSignInAt");
    }
    return 0;
  }
}
