package io.counterfoil.server.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// `counterfoil`: issues keys, verifies requests, explains refusals.
@Command(
    name = "counterfoil",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    description = "Issues appKey and appToken pairs, verifies requests, explains every refusal.",
    footer = {"", "Exit codes: 0 done, 1 failed, 2 wrong usage."},
    subcommands = {
      ServeCommand.class,
      VerifierCommand.class,
      NodeCommand.class,
      NodesCommand.class,
      DemoCommand.class,
      GatewayCommand.class,
      WhyCommand.class,
      RefusalsCommand.class,
      CanCommand.class,
      WhatIfCommand.class,
      UsageCommand.class,
      RightSizeCommand.class,
      KeyCommand.class,
      LinkCommand.class,
      ExternalCommand.class,
      RoleCommand.class,
      ResourceCommand.class,
      AccountCommand.class,
      UserCommand.class,
      SponsorCommand.class,
      OutboxCommand.class,
      WebhookCommand.class,
      AuditCommand.class,
      StoreCommand.class,
      BackupCommand.class,
      RestoreCommand.class,
      ExportCommand.class,
      ImportCommand.class,
      ScanCommand.class,
      LeakCommand.class,
      CatalogueCommand.class,
      ConfigCommand.class,
      VersionCommand.class,
      CompletionCommand.class,
      RehearseCommand.class
    })
public final class CounterfoilCommand implements Runnable {
  @Spec
  @SuppressWarnings("NullAway.Init") // picocli fills the field
  private CommandSpec spec;

  /// Runs a command line and says how it ended: 0 done, 1 failed, 2 wrong usage.
  public static int execute(String... arguments) {
    return execute(new CommandLine(new CounterfoilCommand()), arguments);
  }

  /// The same for a command line that prints elsewhere.
  static int execute(CommandLine command, String... arguments) {
    command.setExecutionExceptionHandler((exception, failed, parsed) -> {
      String message =
          exception instanceof FailedException || exception instanceof IllegalArgumentException
              ? exception.getMessage()
              : "failed inside: " + exception + "; please report it";
      failed.getErr().println("counterfoil: " + message);
      return 1;
    });
    return command.execute(arguments);
  }

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "which command? (expected: one of these)");
  }
}
