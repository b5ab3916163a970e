package io.counterfoil.server.cli;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// `counterfoil export`: an account's lists as files.
@Command(
    name = "export",
    mixinStandardHelpOptions = true,
    description = "Writes an account's lists to files.")
@SuppressWarnings("NullAway.Init") // picocli fills the fields
public final class ExportCommand implements Runnable {
  @Spec private CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "export: what? (expected: one of these)");
  }

  @Command(name = "keys", description = "Writes the keys: .xlsx in two sheets, or .csv.")
  int keys(
      @Mixin ControlOptions control,
      @Mixin Accounts accounts,
      @Option(
              names = "--out",
              paramLabel = "FILE",
              description = "Ends in .xlsx or .csv; CSV to standard output if unset.")
          @Nullable Path file) {
    String name = file == null ? "x.csv" : String.valueOf(file.getFileName());
    String kind = name.substring(name.lastIndexOf('.') + 1);
    if (!kind.equals("xlsx") && !kind.equals("csv")) {
      throw new ParameterException(
          spec.commandLine(), "--out: `" + name + "` (expected: a name in .xlsx or .csv)");
    }
    Download.of(control.client(), accounts.path(spec) + "/exports/keys." + kind)
        .to(file, spec.commandLine().getOut());
    return 0;
  }

  @Command(name = "users", description = "Writes the people, as .csv.")
  int users(
      @Mixin ControlOptions control,
      @Mixin Accounts accounts,
      @Option(names = "--out", paramLabel = "FILE", description = "Standard output if unset.")
          @Nullable Path file) {
    Download.of(control.client(), accounts.path(spec) + "/exports/users.csv")
        .to(file, spec.commandLine().getOut());
    return 0;
  }
}
