package io.counterfoil.server;

import io.counterfoil.server.cli.CounterfoilCommand;
import java.util.logging.Level;
import java.util.logging.Logger;

/// Starts Counterfoil from the command line.
final class Main {
  private static final Logger ROOT = Logger.getLogger("");

  private Main() {}

  /// Runs a command and ends with its exit code.
  public static void main(String[] arguments) {
    ROOT.setLevel(Level.WARNING);
    System.exit(CounterfoilCommand.execute(arguments));
  }
}
