package io.counterfoil.server.cli;

import java.io.Console;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/// Where the password of a Sponsor comes from, if they get one.
final class PasswordOptions {
  @Option(
      names = "--password-file",
      paramLabel = "FILE",
      description = "Holds the Sponsor's password; asked for on the terminal if unset.")
  private @Nullable Path file;

  @Option(
      names = "--no-password",
      description = "For a Sponsor who is known here already, and so keeps the password they have.")
  private boolean none;

  /// The password; null if there is to be none.
  ///
  /// @throws FailedException if the file cannot be read
  /// @throws ParameterException if there is no terminal to ask on
  @Nullable String read(CommandSpec spec) {
    if (none) {
      return null;
    }
    Path given = file;
    return given == null ? asked(spec) : contentOf(given);
  }

  private static String contentOf(Path file) {
    try {
      return Files.readString(file).strip();
    } catch (IOException e) {
      throw new FailedException("file `" + file + "` cannot be read (expected: a password)");
    }
  }

  @SuppressWarnings("SystemConsoleNull") // it is null where jdk.console is not the JDK's own
  private static String asked(CommandSpec spec) {
    Console console = System.console();
    char[] typed =
        console != null && console.isTerminal()
            ? console.readPassword("Password of the Sponsor: ")
            : null;
    if (typed == null) {
      throw new ParameterException(
          spec.commandLine(), "no terminal to ask for the password (expected: --password-file)");
    }
    return new String(typed);
  }
}
