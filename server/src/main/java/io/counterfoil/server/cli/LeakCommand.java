package io.counterfoil.server.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// `counterfoil leak`: tokens that were found in the open.
@Command(
    name = "leak",
    mixinStandardHelpOptions = true,
    description = "Reports tokens that were found in the open, and shows what became of them.")
@SuppressWarnings("NullAway.Init") // picocli fills the fields
public final class LeakCommand implements Runnable {
  @Spec private CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "leak: what? (expected: one of these)");
  }

  @Command(
      name = "report",
      description = "Reads a token from standard input; does what the account chose.")
  int report(
      @Mixin ControlOptions control,
      @Mixin Accounts accounts,
      @Option(names = "--url", description = "Where it was found.") @Nullable String url,
      @Option(names = "--dry-run", description = "Only say whose it is.") boolean dryRun) {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("token", token());
    body.put("dryRun", dryRun);
    if (url != null) {
      body.put("url", url);
    }
    JsonNode answer = control.client().send("POST", accounts.path(spec) + "/leaks", body);
    PrintWriter out = spec.commandLine().getOut();
    if (control.json()) {
      out.println(answer.toPrettyString());
    } else if (answer.path("known").asBoolean()) {
      out.println(
          "token of key "
              + answer.path("appKey").asText()
              + ", which is "
              + answer.path("state").asText());
    } else {
      out.println("no key of this account has the token");
    }
    return 0;
  }

  private static String token() {
    try {
      var in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
      String line = in.readLine();
      if (line != null && !line.isBlank()) {
        return line.strip();
      }
    } catch (IOException e) {
      // said below
    }
    throw new FailedException("no token on standard input (expected: one line)");
  }

  @Command(name = "list", description = "Lists what was reported, and what the keys did since.")
  int list(@Mixin ControlOptions control, @Mixin Accounts accounts) {
    JsonNode answer = control.client().get(accounts.path(spec) + "/leaks?limit=200");
    PrintWriter out = spec.commandLine().getOut();
    if (control.json()) {
      out.println(answer.toPrettyString());
    } else {
      Tables.print(
          out,
          answer.get("items"),
          "reportedAt",
          "appKey",
          "state",
          "source",
          "url",
          "quarantined");
    }
    return 0;
  }
}
