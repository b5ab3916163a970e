package io.counterfoil.server.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import io.counterfoil.server.scan.FileScan;
import io.counterfoil.server.scan.Find;
import io.counterfoil.server.scan.GitScan;
import io.counterfoil.server.scan.Sarif;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `counterfoil scan`: finds our tokens in files and in git's history, without a server.
@Command(
    name = "scan",
    mixinStandardHelpOptions = true,
    description = {
      "Finds our tokens by prefix and checksum, in files and in the history of git. Asks no server,",
      "unless --account is given: then it says whose each token is. Never prints a token.",
      "Exit codes: 0 none found, 1 some found or something could not be read, 2 wrong usage."
    })
@SuppressWarnings("NullAway.Init") // picocli fills the fields
public final class ScanCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Mixin private ControlOptions control;

  @Parameters(paramLabel = "PATH", arity = "1..*", description = "Files or folders.")
  private List<Path> paths;

  @Option(names = "--git", description = "Also every object of the repositories that they are.")
  private boolean git;

  @Option(names = "--sarif", description = "Print SARIF 2.1.0.")
  private boolean sarif;

  @Option(names = "--account", description = "Say whose each token is, if it is this account's.")
  private @Nullable String account;

  @Override
  public Integer call() {
    List<Find> finds = new ArrayList<>();
    FileScan files = new FileScan(finds::add);
    PrintWriter err = spec.commandLine().getErr();
    for (Path path : paths) {
      if (Files.notExists(path)) {
        throw new ParameterException(
            spec.commandLine(), "`" + path + "` is not there (expected: a file or a folder)");
      }
      try {
        files.scan(path);
        if (git) {
          new GitScan(path, finds::add).scan();
        }
      } catch (IOException e) {
        throw new FailedException(String.valueOf(e.getMessage()));
      }
    }
    files.unread().forEach(file -> err.println("`" + file + "` could not be read"));
    print(finds);
    return finds.isEmpty() && files.unread().isEmpty() ? 0 : 1;
  }

  private void print(List<Find> finds) {
    PrintWriter out = spec.commandLine().getOut();
    if (sarif) {
      out.println(Sarif.of(finds).toPrettyString());
      return;
    }
    Map<String, Optional<String>> names = new HashMap<>();
    ArrayNode all = new ObjectMapper().createArrayNode();
    for (Find find : finds) {
      String name = names.computeIfAbsent(find.fingerprint(), _ -> nameOf(find)).orElse(null);
      if (control.json()) {
        all.addObject()
            .put("file", find.place())
            .put("line", find.line())
            .put("commit", find.commit())
            .put("token", find.shown())
            .put("fingerprint", find.fingerprint())
            .put("appKey", name);
      } else {
        out.println(
            find.where() + ": token " + find.shown() + (name == null ? "" : " of key " + name));
      }
    }
    if (control.json()) {
      out.println(all.toPrettyString());
    }
  }

  /// The key's name, if there is a server that knows it and may tell whoever asks.
  private Optional<String> nameOf(Find find) {
    if (account == null) {
      return Optional.empty();
    }
    try {
      JsonNode answer =
          control
              .client()
              .send(
                  "POST",
                  "/v1/accounts/" + ControlClient.encoded(account) + "/leaks",
                  Map.of("token", find.token().reveal(), "dryRun", true));
      return Optional.ofNullable(answer.path("appKey").asText(null));
    } catch (FailedException e) {
      return Optional.empty();
    }
  }
}
