package io.counterfoil.server.cli;

import io.counterfoil.server.admin.RunningDemo;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.stream.Stream;
import picocli.CommandLine;

/// Runs commands as the operator of a whole server with the demo account.
final class DemoCommands implements AutoCloseable {
  private final Path directory;
  private final RunningDemo demo;

  DemoCommands(Path directory) {
    this(directory, InstantSource.system());
  }

  DemoCommands(Path directory, InstantSource clock) {
    this.directory = directory;
    demo = new RunningDemo(directory, clock);
  }

  /// How a command ended and what it printed.
  record Run(int exit, String out, String err) {}

  /// Runs a command that asks no server.
  static Run alone(String... arguments) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    CommandLine command =
        new CommandLine(new CounterfoilCommand())
            .setOut(new PrintWriter(out, true))
            .setErr(new PrintWriter(err, true));
    int exit = CounterfoilCommand.execute(command, arguments);
    return new Run(exit, out.toString(), err.toString());
  }

  /// Runs a command that asks the server.
  Run run(String... arguments) {
    return alone(
        Stream.concat(
                Stream.of(arguments),
                Stream.of("--control", demo.url(), "--data", directory.toString()))
            .toArray(String[]::new));
  }

  /// Runs a command that asks the server about the demo account.
  Run inAccount(String... arguments) {
    return run(
        Stream.concat(Stream.of(arguments), Stream.of("--account", "demostore"))
            .toArray(String[]::new));
  }

  String value(String variable) {
    return demo.value(variable);
  }

  RunningDemo demo() {
    return demo;
  }

  Path directory() {
    return directory;
  }

  @Override
  public void close() {
    demo.close();
  }
}
