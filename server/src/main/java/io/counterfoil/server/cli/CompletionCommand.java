package io.counterfoil.server.cli;

import java.util.concurrent.Callable;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// `counterfoil completion`: a script for bash and zsh.
@Command(
    name = "completion",
    mixinStandardHelpOptions = true,
    description = "Prints a completion script: source <(counterfoil completion)")
public final class CompletionCommand implements Callable<Integer> {
  @Spec
  @SuppressWarnings("NullAway.Init") // picocli fills the field
  private CommandSpec spec;

  @Override
  public Integer call() {
    spec.commandLine()
        .getOut()
        .println(AutoComplete.bash("counterfoil", new CommandLine(new CounterfoilCommand())));
    return 0;
  }
}
