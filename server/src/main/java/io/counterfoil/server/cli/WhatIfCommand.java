package io.counterfoil.server.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `counterfoil whatif`: what a change would do to those who call.
@Command(
    name = "whatif",
    mixinStandardHelpOptions = true,
    description = {
      "Says what a change would do to those who call, without making it.",
      "CHANGE is one of link-role, unlink-role, set-roles, edit-role, delete-role, activate-key,"
          + " deactivate-key, delete-key, finish-renewal, undo-renewal, set-addresses,"
          + " remove-external-key, remove-user, activate-account, deactivate-account,"
          + " import-catalogue."
    })
@SuppressWarnings("NullAway.Init") // picocli fills the fields
public final class WhatIfCommand implements Callable<Integer> {
  private static final int MOST_LINES = 20;

  @Spec private CommandSpec spec;

  @Mixin private ControlOptions control;

  @Mixin private Accounts accounts;

  @Parameters(paramLabel = "CHANGE", index = "0")
  private String change;

  @Option(names = "--key", paramLabel = "APP-KEY")
  private @Nullable String key;

  @Option(names = "--user", paramLabel = "ID")
  private @Nullable String user;

  @Option(names = "--role", description = "By number or exact name; set-roles takes several.")
  private List<String> roles = List.of();

  @Option(names = "--resource", description = "Of edit-role: all that it would grant.")
  private List<String> resources = List.of();

  @Option(names = "--address", description = "Of set-addresses: each range; none for anywhere.")
  private List<String> addresses = List.of();

  @Option(names = "--catalogue", paramLabel = "FILE", description = "Of import-catalogue.")
  private @Nullable Path catalogue;

  @Override
  public Integer call() {
    ControlClient client = control.client();
    String account = accounts.path(spec);
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("change", change.toLowerCase(Locale.ROOT).replace('-', '_'));
    put(body, "key", key);
    put(body, "user", user);
    List<Integer> numbers = Accounts.roles(client, account, roles);
    if (change.equals("set-roles")) {
      body.put("roles", numbers);
    } else if (!numbers.isEmpty()) {
      body.put("role", numbers.getFirst());
    }
    if (!resources.isEmpty()) {
      body.put("resources", resources);
    }
    if (!addresses.isEmpty()) {
      body.put("addresses", addresses);
    }
    put(body, "catalogue", catalogue == null ? null : text(catalogue));
    JsonNode seen = client.send("POST", account + "/what-if", body);
    PrintWriter out = spec.commandLine().getOut();
    if (control.json()) {
      out.println(seen.toPrettyString());
    } else {
      print(out, seen);
    }
    return 0;
  }

  private static void put(Map<String, Object> body, String name, @Nullable String value) {
    if (value != null) {
      body.put(name, value);
    }
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new FailedException("`" + file + "` cannot be read: " + e.getMessage());
    }
  }

  private static void print(PrintWriter out, JsonNode seen) {
    if (seen.path("isNothing").asBoolean()) {
      out.println("nothing to do: it is so already");
      return;
    }
    out.println(
        "%s of %s: %d calls would be refused, %d would be allowed, %d known uses would fail"
            .formatted(
                seen.path("action").asText(),
                seen.path("target").asText(),
                seen.path("lostOperations").asInt(),
                seen.path("gainedOperations").asInt(),
                seen.path("refusedCalls").asLong()));
    if (seen.path("examined").asInt() < seen.path("concerned").asInt()) {
      out.println(
          "looked at %d of %d keys and people"
              .formatted(seen.path("examined").asInt(), seen.path("concerned").asInt()));
    }
    for (JsonNode holder : seen.path("holders")) {
      out.println();
      out.println(
          holder.path("appKey").asText(holder.path("email").asText(""))
              + "  "
              + holder.path("label").asText(holder.path("name").asText("")));
      calls(out, "-", holder.path("lost"), holder.path("lostCount").asInt());
      calls(out, "+", holder.path("gained"), holder.path("gainedCount").asInt());
      holder
          .path("refusedUse")
          .forEach(use ->
              out.println(
                  "  ! %d x %s %s, last %s"
                      .formatted(
                          use.path("count").asLong(),
                          use.path("method").asText(),
                          use.path("path").asText(),
                          use.path("lastUsedAt").asText())));
      holder
          .path("oldTokenUse")
          .path("callers")
          .forEach(caller ->
              out.println(
                  "  ! old token: %d calls from %s (%s), last %s"
                      .formatted(
                          caller.path("count").asLong(),
                          caller.path("address").asText(),
                          caller.path("userAgent").asText(),
                          caller.path("lastSeen").asText())));
    }
  }

  private static void calls(PrintWriter out, String sign, JsonNode calls, int count) {
    int shown = 0;
    for (JsonNode call : calls) {
      if (++shown > MOST_LINES) {
        break;
      }
      out.println(
          "  "
              + sign
              + " "
              + call.path("method").asText()
              + " "
              + call.path("path").asText()
              + (call.has("code") ? "  (" + call.path("code").asText() + ")" : ""));
    }
    if (count > MOST_LINES) {
      out.println("  " + sign + " and " + (count - MOST_LINES) + " more");
    }
  }
}
