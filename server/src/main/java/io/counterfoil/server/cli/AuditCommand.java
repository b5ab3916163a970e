package io.counterfoil.server.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.counterfoil.server.audit.AuditKey;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// `counterfoil audit`: who changed what, and the proof that nobody changed that.
@Command(
    name = "audit",
    mixinStandardHelpOptions = true,
    description = "Lists, exports and verifies the audit log.",
    subcommands = AuditVerifyCommand.class)
@SuppressWarnings("NullAway.Init") // picocli fills the fields
public final class AuditCommand implements Runnable {
  @Spec private CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "audit: what? (expected: one of these)");
  }

  /// Which entries are wanted.
  static final class Filter {
    @Option(
        names = "--account",
        description = "Only of this account; the whole deployment if unset, for the operator.")
    private @Nullable String account;

    @Option(names = "--actor", description = "Who did it: exactly so, or a beginning and *.")
    private @Nullable String actor;

    @Option(names = "--action", description = "What was done, such as key.created or key.*")
    private @Nullable String action;

    @Option(names = "--target", description = "What it was done to, such as key:APP-KEY.")
    private @Nullable String target;

    @Option(names = "--from", description = "At this time or later, such as 2027-01-31T00:00:00Z.")
    private @Nullable String from;

    @Option(names = "--until", description = "Before this time.")
    private @Nullable String until;

    /// The address of the entries.
    ///
    /// @param what behind `audit` of the address
    /// @param more further parameters
    String path(String what, Map<String, String> more) {
      String named = account;
      Map<String, String> query = new LinkedHashMap<>(more);
      put(query, "actor", actor);
      put(query, "action", action);
      put(query, "target", target);
      put(query, "from", from);
      put(query, "until", until);
      String base =
          named == null ? "/v1/audit" : "/v1/accounts/" + ControlClient.encoded(named) + "/audit";
      StringBuilder path = new StringBuilder(base).append(what);
      query.forEach((name, value) ->
          path.append(path.indexOf("?") < 0 ? '?' : '&')
              .append(name)
              .append('=')
              .append(ControlClient.encoded(value)));
      return path.toString();
    }

    private static void put(Map<String, String> query, String name, @Nullable String value) {
      if (value != null) {
        query.put(name, value);
      }
    }
  }

  @Command(name = "list", description = "Lists what was changed, the newest first.")
  int list(
      @Mixin ControlOptions control,
      @Mixin Filter filter,
      @Option(names = "--limit", description = "How many at most (50).", defaultValue = "50")
          int limit,
      @Option(names = "--cursor", description = "What the page before said last.")
          @Nullable String cursor) {
    Map<String, String> page = new LinkedHashMap<>(Map.of("limit", Integer.toString(limit)));
    Filter.put(page, "cursor", cursor);
    JsonNode answer = control.client().get(filter.path("", page));
    PrintWriter out = spec.commandLine().getOut();
    if (control.json()) {
      out.println(answer.toPrettyString());
      return 0;
    }
    Tables.print(
        out, answer.path("items"), "revision", "at", "account", "actor", "action", "target");
    if (answer.hasNonNull("next")) {
      out.println("more: --cursor " + answer.get("next").asText());
    }
    return 0;
  }

  @Command(
      name = "export",
      description = "Writes entries as NDJSON, oldest first, with signed first and last lines.")
  int export(
      @Mixin ControlOptions control,
      @Mixin Filter filter,
      @Option(names = "--out", paramLabel = "FILE", description = "Standard output if unset.")
          @Nullable Path file) {
    Download.of(control.client(), filter.path("/export", Map.of()))
        .to(file, spec.commandLine().getOut());
    return 0;
  }

  @Command(
      name = "head",
      description = "Prints the signed head: keep it elsewhere, and verify against it later.")
  int head(@Mixin ControlOptions control) {
    JsonNode head = control.client().get("/v1/audit/head");
    spec.commandLine().getOut().println(head.toString());
    spec.commandLine()
        .getErr()
        .println("signed by " + AuditKey.fingerprint(head.path("publicKey").asText()));
    return 0;
  }
}
