package io.counterfoil.server.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.counterfoil.server.imports.ImportRows;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `counterfoil import`: brings keys of other systems in.
@Command(
    name = "import",
    mixinStandardHelpOptions = true,
    description = "Brings keys of another system in, by the hashes of their tokens.")
@SuppressWarnings("NullAway.Init") // picocli fills the fields
public final class ImportCommand implements Runnable {
  private static final int LINES = 5_000;
  private static final int SHOWN = 50;

  @Spec private CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "import: what? (expected: one of these)");
  }

  @Command(
      name = "keys",
      description = "Checks every line of the file first; imports only where all are right.")
  int keys(
      @Mixin ControlOptions control,
      @Mixin Accounts accounts,
      @Parameters(paramLabel = "FILE", description = "Ends in .csv or .ndjson.") Path file,
      @Option(names = "--dry-run", description = "Only say what would happen.") boolean dryRun,
      @Option(
              names = "--hmac-key-file",
              paramLabel = "FILE",
              description = "Holds the key of HMAC-SHA-256 hashes, as bytes.")
          @Nullable Path hmacKey) {
    String path = accounts.path(spec) + "/imports/keys?dryRun=";
    Map<String, String> headers =
        hmacKey == null ? Map.of() : Map.of("X-Counterfoil-Hmac-Key", base64(hmacKey));
    ControlClient client = control.client();
    Sum checked = new Pass(file, client, path + true, headers, "checking ").run();
    if (checked.mistaken > 0) {
      checked.mistakes.forEach(each -> spec.commandLine().getErr().println(each));
      throw new FailedException(
          checked.mistaken
              + " of "
              + checked.lines
              + " lines cannot be imported, so none was; correct them and run it again");
    }
    if (dryRun) {
      return say(control, checked, "would import ");
    }
    return say(
        control, new Pass(file, client, path + false, headers, "importing").run(), "imported ");
  }

  private int say(ControlOptions control, Sum sum, String did) {
    spec.commandLine()
        .getOut()
        .println(
            control.json()
                ? "{\"lines\":%d,\"imported\":%d,\"unchanged\":%d}"
                    .formatted(sum.lines, sum.imported, sum.unchanged)
                : did + sum.imported + " keys; " + sum.unchanged + " were there already");
    return 0;
  }

  private static String base64(Path file) {
    try {
      return Base64.getEncoder().encodeToString(Files.readAllBytes(file));
    } catch (IOException e) {
      throw new FailedException("file `" + file + "` cannot be read (expected: a key)");
    }
  }

  /// What became of the lines so far.
  private static final class Sum {
    private final List<String> mistakes = new ArrayList<>();
    private int lines;
    private int imported;
    private int unchanged;
    private int mistaken;

    void add(JsonNode answer, List<Integer> linesOfFile) {
      imported += answer.path("imported").asInt();
      unchanged += answer.path("unchanged").asInt();
      for (JsonNode mistake : answer.path("mistakes")) {
        mistake(linesOfFile.get(mistake.path("line").asInt() - 1), mistake.path("what").asText());
      }
      mistaken += answer.path("mistaken").asInt() - answer.path("mistakes").size();
    }

    void mistake(int line, String what) {
      mistaken++;
      if (mistakes.size() < SHOWN) {
        mistakes.add("line " + line + ": " + what);
      }
    }
  }

  /// One reading of the whole file, in requests of so many lines.
  private final class Pass {
    private final Path file;
    private final ControlClient client;
    private final String path;
    private final Map<String, String> headers;
    private final Progress progress;
    private final Sum sum = new Sum();
    private final Set<String> seen = new HashSet<>();
    private final StringBuilder body = new StringBuilder();
    private final List<Integer> lines = new ArrayList<>();

    Pass(Path file, ControlClient client, String path, Map<String, String> headers, String doing) {
      this.file = file;
      this.client = client;
      this.path = path;
      this.headers = headers;
      progress = new Progress(spec.commandLine().getErr(), doing, sizeOf(file));
    }

    private static long sizeOf(Path file) {
      try {
        return Files.size(file);
      } catch (IOException e) {
        throw new FailedException("file `" + file + "` cannot be read (expected: keys)");
      }
    }

    Sum run() {
      try (CountedInput in = new CountedInput(Files.newInputStream(file));
          ImportRows rows = rows(in)) {
        for (var row = rows.next(); row != null; row = rows.next()) {
          take(row);
          if (lines.size() == LINES) {
            send();
            progress.at(in.count(), sum.lines);
          }
        }
        if (!lines.isEmpty()) {
          send();
        }
        progress.end(sum.lines);
        return sum;
      } catch (IOException e) {
        throw new FailedException("file `" + file + "` cannot be read (expected: keys in UTF-8)");
      }
    }

    private ImportRows rows(CountedInput in) throws IOException {
      String name = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
      if (name.endsWith(".csv")) {
        return ImportRows.csv(in);
      }
      if (name.endsWith(".ndjson") || name.endsWith(".jsonl")) {
        return ImportRows.ndjson(in);
      }
      throw new ParameterException(
          spec.commandLine(), "`" + name + "` (expected: a file in .csv or .ndjson)");
    }

    private void take(ImportRows.Row row) {
      sum.lines++;
      ObjectNode fields = row.fields();
      if (fields == null) {
        sum.mistake(row.line(), String.valueOf(row.flaw()));
      } else if (fields.path("appKey").isTextual()
          && !seen.add(fields.path("appKey").textValue())) {
        sum.mistake(row.line(), "stands twice (expected: each appKey once)");
      } else {
        body.append(fields).append('\n');
        lines.add(row.line());
      }
    }

    private void send() {
      sum.add(client.send(path, body.toString(), "application/x-ndjson", headers), lines);
      body.setLength(0);
      lines.clear();
    }
  }
}
