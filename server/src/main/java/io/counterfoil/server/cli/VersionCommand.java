package io.counterfoil.server.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `counterfoil version`.
@Command(
    name = "version",
    mixinStandardHelpOptions = true,
    description = "Prints the version, and the Java that runs it.")
@SuppressWarnings("NullAway.Init") // picocli fills the fields
public final class VersionCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Option(names = "--json", description = "Print JSON.")
  private boolean json;

  @Override
  public Integer call() {
    String java = Runtime.version().toString();
    spec.commandLine()
        .getOut()
        .println(
            json
                ? "{\"version\":\"" + Version.number() + "\",\"java\":\"" + java + "\"}"
                : "counterfoil " + Version.number() + " (Java " + java + ")");
    return 0;
  }
}
