package io.counterfoil.server.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// `counterfoil refusals`: what was refused lately.
@Command(
    name = "refusals",
    mixinStandardHelpOptions = true,
    description = {
      "Lists what was refused lately, the newest first; `why ID` explains one.",
      "With --follow, goes on with what comes, until it is interrupted.",
      "With --hours, counts by the hour instead, those included of which no record was kept."
    })
@SuppressWarnings("NullAway.Init") // picocli fills the fields
public final class RefusalsCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Mixin private ControlOptions control;

  @Mixin private Accounts accounts;

  @Option(names = "--code", description = "Only of this code, such as role_missing.")
  private @Nullable String code;

  @Option(names = "--key", paramLabel = "APP-KEY", description = "Only of this key.")
  private @Nullable String key;

  @Option(
      names = "--same-value",
      paramLabel = "TAG",
      description = "Only those with the secret of this tag; `why` shows tags in JSON.")
  private @Nullable String sameValue;

  @Option(names = "--from", description = "From then on, such as 2027-01-31T00:00:00Z.")
  private @Nullable String from;

  @Option(names = "--until", description = "Before then.")
  private @Nullable String until;

  @Option(
      names = "--limit",
      defaultValue = "50",
      description = "How many at most, to 200 (${DEFAULT-VALUE}).")
  private int limit;

  @Option(names = "--hours", description = "Counts by the hour.")
  private boolean hours;

  @Option(names = "--follow", description = "Goes on with what comes; the newest stand last.")
  private boolean follow;

  @Override
  public Integer call() {
    if (follow) {
      return follow();
    }
    StringBuilder path = new StringBuilder(accounts.path(spec) + "/refusals");
    path.append(hours ? "/hours?" : "?limit=" + limit);
    add(path, "code", hours ? null : code);
    add(path, "key", hours ? null : key);
    add(path, "sameValue", hours ? null : sameValue);
    add(path, "from", from);
    add(path, "until", until);
    JsonNode answer = control.client().get(path.toString());
    PrintWriter out = spec.commandLine().getOut();
    if (control.json()) {
      out.println(answer.toPrettyString());
    } else if (hours) {
      Tables.print(out, answer.path("items"), "hour", "code", "kept", "dropped");
    } else {
      Tables.print(
          out, answer.path("items"), "at", "code", "appKey", "method", "route", "address", "id");
      if (answer.path("dropped").asLong() > 0) {
        out.println(
            "and "
                + answer.path("dropped").asText()
                + " more in these hours, of which only their ids tell");
      }
    }
    return 0;
  }

  private int follow() {
    if (hours || from != null || until != null) {
      throw new ParameterException(
          spec.commandLine(), "--follow: of what comes (expected: no --hours, --from or --until)");
    }
    StringBuilder path = new StringBuilder(accounts.path(spec) + "/refusals/stream?last=" + limit);
    add(path, "code", code);
    add(path, "key", key);
    add(path, "sameValue", sameValue);
    var out = spec.commandLine().getOut();
    var err = spec.commandLine().getErr();
    new RefusalFollowing(control.client(), out, err, control.json()).run(path.toString());
    return 0;
  }

  private static void add(StringBuilder path, String name, @Nullable String value) {
    if (value != null) {
      path.append('&').append(name).append('=').append(ControlClient.encoded(value));
    }
  }
}
