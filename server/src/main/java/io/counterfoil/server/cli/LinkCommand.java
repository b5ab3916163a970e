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
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `counterfoil link`: links that hand tokens over once.
@Command(
    name = "link",
    mixinStandardHelpOptions = true,
    description = "Lists, takes back and opens the links that hand tokens over once.")
@SuppressWarnings("NullAway.Init") // picocli fills the fields
public final class LinkCommand implements Runnable {
  @Spec private CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "link: what? (expected: one of these)");
  }

  @Command(name = "list", description = "Lists the links of a key: who opened each, and when.")
  int list(
      @Mixin ControlOptions control,
      @Mixin Accounts accounts,
      @Parameters(paramLabel = "APP-KEY") String key) {
    String path = accounts.path(spec) + "/keys/" + ControlClient.encoded(key) + "/links?limit=200";
    JsonNode answer = control.client().get(path);
    PrintWriter out = spec.commandLine().getOut();
    if (control.json()) {
      out.println(answer.toPrettyString());
    } else {
      Tables.print(
          out, answer.get("items"), "id", "state", "expiresAt", "endedAt", "address", "userAgent");
    }
    return 0;
  }

  @Command(name = "cancel", description = "Takes a link back before it is opened.")
  int cancel(
      @Mixin ControlOptions control,
      @Mixin Accounts accounts,
      @Parameters(paramLabel = "LINK-ID") String link) {
    control
        .client()
        .send("DELETE", accounts.path(spec) + "/links/" + ControlClient.encoded(link), null);
    spec.commandLine().getOut().println("done");
    return 0;
  }

  @Command(
      name = "open",
      description = {
        "Opens a link and prints its token, once. The link is read from standard input, for",
        "arguments can be read by everybody on the machine."
      })
  int open(
      @Mixin ControlOptions control,
      @Option(
              names = "--passphrase",
              interactive = true,
              description = "Asks for the passphrase of the link.")
          char @Nullable [] passphrase) {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("code", code());
    if (passphrase != null) {
      body.put("passphrase", new String(passphrase));
    }
    JsonNode answer = control.client().send("POST", "/v1/links/open", body);
    PrintWriter out = spec.commandLine().getOut();
    if (control.json()) {
      out.println(answer.toPrettyString());
    } else {
      out.println("appKey    " + answer.path("appKey").asText());
      out.println("appToken  " + answer.path("appToken").asText());
    }
    return 0;
  }

  private static String code() {
    var input = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    try {
      String line = input.readLine();
      String link = line == null ? "" : line.strip();
      return link.substring(link.indexOf('#') + 1);
    } catch (IOException e) {
      throw new FailedException("standard input cannot be read (expected: the link)");
    }
  }
}
