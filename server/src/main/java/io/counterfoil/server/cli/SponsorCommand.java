package io.counterfoil.server.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `counterfoil sponsor`: who the Sponsor of an account is, and how that changes.
@Command(
    name = "sponsor",
    mixinStandardHelpOptions = true,
    description = "Shows an account's Sponsor, and hands that over to another user.")
@SuppressWarnings("NullAway.Init") // picocli fills the fields
public final class SponsorCommand implements Runnable {
  private static final String TERMS = "acceptTerms";

  @Spec private CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "sponsor: what? (expected: one of these)");
  }

  @Command(name = "show", description = "Shows the Sponsor, the terms, and the activity log.")
  int show(@Mixin ControlOptions control, @Mixin Accounts accounts) {
    JsonNode found = control.client().get(path(accounts));
    PrintWriter out = spec.commandLine().getOut();
    if (control.json()) {
      out.println(found.toPrettyString());
      return 0;
    }
    printPeople(found);
    out.println();
    out.println(found.path("terms").asText());
    if (!found.path("log").isEmpty()) {
      out.println();
      Tables.print(out, found.path("log"), "at", "action", "actor", "before", "after");
    }
    return 0;
  }

  @Command(
      name = "invite",
      description = "Invites a user to become the Sponsor, within 72 hours; for the Sponsor.")
  int invite(
      @Mixin ControlOptions control,
      @Mixin Accounts accounts,
      @Parameters(paramLabel = "EMAIL") String email,
      @Option(
              names = "--accept-terms",
              required = true,
              description = "You have read the terms that `sponsor show` prints.")
          boolean terms) {
    Map<String, Object> body = Map.of("email", email, TERMS, terms);
    return print(control, control.client().send("POST", invitation(accounts), body));
  }

  @Command(name = "resend", description = "Invites the same user once more.")
  int resend(@Mixin ControlOptions control, @Mixin Accounts accounts) {
    String path = invitation(accounts) + "/resend";
    return print(control, control.client().send("POST", path, Map.of()));
  }

  @Command(name = "cancel", description = "Takes the invitation back.")
  int cancel(@Mixin ControlOptions control, @Mixin Accounts accounts) {
    control.client().send("DELETE", invitation(accounts), null);
    spec.commandLine().getOut().println(control.json() ? "{}" : "done");
    return 0;
  }

  @Command(
      name = "force",
      description = "Makes a user the Sponsor at once, with a reason; for the operator.")
  int force(
      @Mixin ControlOptions control,
      @Mixin Accounts accounts,
      @Parameters(paramLabel = "EMAIL") String email,
      @Option(
              names = "--reason",
              required = true,
              description = "Why the Sponsor cannot hand over: 10 to 500 characters.")
          String reason) {
    Map<String, Object> body = Map.of("email", email, "reason", reason);
    return print(control, control.client().send("PUT", path(accounts), body));
  }

  private int print(ControlOptions control, JsonNode answer) {
    if (control.json()) {
      spec.commandLine().getOut().println(answer.toPrettyString());
    } else {
      printPeople(answer);
    }
    return 0;
  }

  private void printPeople(JsonNode answer) {
    PrintWriter out = spec.commandLine().getOut();
    out.println("Sponsor: " + answer.path("sponsor").path("email").asText());
    JsonNode invited = answer.path("invitation");
    if (invited.isObject()) {
      out.println(
          "invited: "
              + invited.path("email").asText()
              + ", until "
              + invited.path("expiresAt").asText());
    }
    if (answer.has("url")) {
      out.println("The link, to hand over to that person and nobody else:");
      out.println("  " + answer.path("url").asText());
    }
  }

  private String path(Accounts accounts) {
    return accounts.path(spec) + "/sponsor";
  }

  private String invitation(Accounts accounts) {
    return path(accounts) + "/invitation";
  }
}
