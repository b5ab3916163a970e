package io.counterfoil.server.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `counterfoil right-size`: what keys were granted beside what they used.
@Command(
    name = "right-size",
    mixinStandardHelpOptions = true,
    description = "Says what keys were granted and did not use, and what they should have instead.")
@SuppressWarnings("NullAway.Init") // picocli fills the fields
public final class RightSizeCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Mixin private ControlOptions control;

  @Mixin private Accounts accounts;

  @Option(names = "--days", defaultValue = "90", description = "How far to look back; 90.")
  private int days;

  @Option(names = "--out", paramLabel = "FILE", description = "Writes .csv instead.")
  private @Nullable Path file;

  @Option(names = "--csv", description = "Print comma-separated values.")
  private boolean csv;

  @Override
  public Integer call() {
    ControlClient client = control.client();
    String account = accounts.path(spec);
    PrintWriter out = spec.commandLine().getOut();
    if (file != null || csv) {
      Download.of(client, account + "/exports/right-sizing.csv?days=" + days).to(file, out);
      return 0;
    }
    JsonNode sized = client.get(account + "/right-sizing?days=" + days);
    if (control.json()) {
      out.println(sized.toPrettyString());
    } else {
      print(out, sized);
    }
    return 0;
  }

  private static void print(PrintWriter out, JsonNode sized) {
    out.println(
        "%d keys, %d days back, counted since %s%s"
            .formatted(
                sized.path("totals").path("keys").asInt(),
                sized.path("days").asInt(),
                sized.path("recordedSince").asText(),
                sized.path("isWhole").asBoolean()
                    ? ""
                    : ": not the whole period, so nothing is known to be unused before"));
    for (JsonNode key : sized.path("keys")) {
      out.println();
      out.println(key.path("appKey").asText() + "  " + key.path("label").asText(""));
      key.path("findings").forEach(found -> out.println("  - " + found.path("text").asText()));
      key.path("proposal")
          .path("commands")
          .forEach(command -> out.println("  $ " + command.asText()));
    }
  }
}
