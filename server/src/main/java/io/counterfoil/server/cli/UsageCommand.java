package io.counterfoil.server.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `counterfoil usage`: what an account's keys are used for.
@Command(
    name = "usage",
    mixinStandardHelpOptions = true,
    description = "Says what passed and what was refused: of an account, or of one key of it.")
@SuppressWarnings("NullAway.Init") // picocli fills the fields
public final class UsageCommand implements Callable<Integer> {
  private static final List<String> COLUMNS = List.of("at", "allowed", "refused");

  @Spec private CommandSpec spec;

  @Mixin private ControlOptions control;

  @Mixin private Accounts accounts;

  @Parameters(paramLabel = "APP-KEY", arity = "0..1", description = "The whole account if unset.")
  private @Nullable String key;

  @Option(names = "--since", description = "A time such as 2027-01-31T00:00:00Z.")
  private @Nullable String since;

  @Option(names = "--until", description = "The same; now if unset.")
  private @Nullable String until;

  @Option(names = "--by", description = "hour or day.")
  private @Nullable String by;

  @Option(names = "--csv", description = "Print the hours or days as comma-separated values.")
  private boolean csv;

  @Override
  public Integer call() {
    String path =
        accounts.path(spec)
            + (key == null ? "" : "/keys/" + ControlClient.encoded(key))
            + "/usage?"
            + parameter("since", since)
            + parameter("until", until)
            + parameter("by", by);
    JsonNode usage = control.client().get(path);
    PrintWriter out = spec.commandLine().getOut();
    if (control.json()) {
      out.println(usage.toPrettyString());
    } else if (csv) {
      printCsv(out, usage);
    } else {
      print(out, usage);
    }
    return 0;
  }

  private static String parameter(String name, @Nullable String value) {
    return value == null ? "" : name + "=" + ControlClient.encoded(value) + "&";
  }

  private static void printCsv(PrintWriter out, JsonNode usage) {
    out.println(String.join(",", COLUMNS));
    for (JsonNode bucket : usage.path("buckets")) {
      out.println(
          String.join(",", COLUMNS.stream().map(name -> bucket.path(name).asText()).toList()));
    }
  }

  private static void print(PrintWriter out, JsonNode usage) {
    out.println(
        "%s to %s: %d allowed, %d refused; counted since %s"
            .formatted(
                usage.path("since").asText(),
                usage.path("until").asText(),
                usage.path("totals").path("allowed").asLong(),
                usage.path("totals").path("refused").asLong(),
                usage.path("recordedSince").asText()));
    table(out, usage, "causes", "code", "count", "title");
    table(out, usage, "failingKeys", "appKey", "label", "refused", "code", "lastRefusedAt");
    table(out, usage, "operations", "method", "path", "allowed", "refused", "lastUsedAt");
    table(out, usage, "addresses", "address", "allowed", "refused", "lastUsedAt");
    table(out, usage, "tokens", "which", "since", "allowed", "refused", "lastUsedAt");
  }

  private static void table(PrintWriter out, JsonNode usage, String list, String... columns) {
    if (!usage.path(list).isEmpty()) {
      out.println();
      Tables.print(out, usage.path(list), columns);
    }
  }
}
