package io.counterfoil.server.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;

/// Prints an explanation for people.
final class ExplanationText {
  private final PrintWriter out;

  ExplanationText(PrintWriter out) {
    this.out = out;
  }

  void print(JsonNode explained) {
    boolean refused = explained.hasNonNull("code");
    out.println(
        refused
            ? "Refused: %s (%s, HTTP %d)"
                .formatted(
                    explained.path("title").asText(),
                    explained.path("code").asText(),
                    explained.path("status").asInt())
            : "Not refused: " + explained.path("title").asText());
    out.println();
    line("request", request(explained));
    line("key", explained.path("appKey").asText(""));
    line("label", explained.path("label").asText(""));
    line("account", explained.path("account").asText(""));
    line("when", explained.path("at").asText(""));
    line("from", explained.path("address").asText(""));
    line("through", explained.path("adapter").asText(""));
    line("revision", explained.path("revision").asText(""));
    line("stage", explained.path("stage").asText(""));
    if (refused) {
      out.println();
      out.println(explained.path("happened").asText());
      needs(explained);
    }
    checks(explained.path("checks"));
    section("What was found", explained.path("evidence"));
    section("Would stand in the way next", explained.path("obstacles"));
    fixes(explained.path("fixes"));
    history(explained.path("last24h"));
    out.println();
    out.println(
        "Would it pass now? "
            + explained.path("wouldPassNowText").asText(explained.path("wouldPassNow").asText()));
    line("The caller was told", explained.path("told").asText(""));
  }

  private static String request(JsonNode explained) {
    return (explained.path("method").asText("") + " " + explained.path("route").asText("")).strip();
  }

  private void line(String name, String value) {
    if (!value.isEmpty() && !value.equals("null")) {
      out.printf("  %-9s %s%n", name, value);
    }
  }

  private void needs(JsonNode explained) {
    JsonNode needed = explained.path("needed");
    boolean any = needed.has("anyOf");
    List<String> keys = new ArrayList<>();
    needed.path(any ? "anyOf" : "allOf").forEach(key -> keys.add(key.asText()));
    if (keys.isEmpty()) {
      return;
    }
    out.println();
    out.println((any ? "Needs any of: " : "Needs all of: ") + String.join(", ", keys));
    List<String> roles = new ArrayList<>();
    explained.path("rolesThatHold").forEach(role -> roles.add(role.path("name").asText()));
    out.println(
        "Roles that hold it, the smallest first: "
            + (roles.isEmpty() ? "none yet" : String.join(", ", roles)));
  }

  private void checks(JsonNode checks) {
    if (checks.isEmpty()) {
      return;
    }
    out.println();
    out.println("Checks:");
    for (JsonNode check : checks) {
      String verdict = check.path("verdict").asText();
      out.printf("  %-8s %s%n", mark(verdict), check.path("name").asText());
      out.println("           seen: " + check.path("seen").asText("-"));
      if (!verdict.equals("passed")) {
        out.println("           expected: " + check.path("expected").asText());
      }
    }
  }

  private static String mark(String verdict) {
    return switch (verdict) {
      case "passed" -> "ok";
      case "refused" -> "REFUSED";
      case "would_refuse" -> "would";
      case "repaired" -> "repaired";
      default -> "?";
    };
  }

  private void section(String title, JsonNode items) {
    if (!items.isEmpty()) {
      out.println();
      out.println(title + ":");
      items.forEach(item -> out.println("  - " + item.path("text").asText()));
    }
  }

  private void fixes(JsonNode fixes) {
    if (fixes.isEmpty()) {
      return;
    }
    out.println();
    out.println("Ways to repair it, what grants least first:");
    int number = 1;
    for (JsonNode fix : fixes) {
      out.println("  " + number++ + ". " + fix.path("text").asText());
      List<String> excess = new ArrayList<>();
      fix.path("excess").forEach(resource -> excess.add(resource.path("name").asText()));
      if (!excess.isEmpty()) {
        out.println("     beyond what is needed: " + String.join(", ", excess));
      }
      fix.path("action").path("commands").forEach(one -> out.println("     $ " + one.asText()));
    }
  }

  private void history(JsonNode history) {
    if (history.path("refused").asLong() > 0) {
      out.println();
      out.println("This key in the last 24 hours:");
      history
          .path("refusals")
          .forEach(met ->
              out.println(
                  "  "
                      + met.path("count").asLong()
                      + " x "
                      + met.path("title").asText()
                      + ", last "
                      + met.path("last").asText()));
      line("last used", history.path("lastUsedAt").asText(""));
    }
  }
}
