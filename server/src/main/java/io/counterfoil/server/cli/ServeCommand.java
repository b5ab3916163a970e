package io.counterfoil.server.cli;

import io.counterfoil.server.wiring.CounterfoilServer;
import io.counterfoil.server.wiring.DataDirectory;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `counterfoil serve`: runs a server.
@Command(
    name = "serve",
    mixinStandardHelpOptions = true,
    description = "Runs a server: the control API and the edge that verifies requests.")
@SuppressWarnings("NullAway.Init") // picocli fills the fields
public final class ServeCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Mixin private ListenOptions options;

  @Option(
      names = "--data",
      defaultValue = "counterfoil-data",
      description = "Data directory, made if there is none (${DEFAULT-VALUE}).")
  private Path data;

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    return new RunningServer(out, spec.commandLine().getErr())
        .run(data, options, (server, directory) -> greet(out, server, directory));
  }

  private static void greet(PrintWriter out, CounterfoilServer server, DataDirectory directory) {
    out.println("control   " + server.controlUrl());
    out.println("edge      " + server.edgeAddress() + "   (" + server.transport() + ")");
    out.println("data      " + directory.path());
    out.println(
        "keys      " + server.parts().directory().pairs() + " tokens admit; " + server.origin());
    if (server.parts().directory().accounts().isEmpty()) {
      out.println();
      out.println(
          "There is no account yet. Open the first one here; the link works once, for 30 minutes:");
      out.println("  " + server.signInLink(null, null));
      out.println("Or create it and its Sponsor from the command line, on this machine:");
      out.println("  ./counterfoil account create NAME --sponsor EMAIL");
      out.println(
          "The command asks for the Sponsor's password and reads the operator's token from");
      out.println("  " + directory.path().resolve("operator-token"));
    }
    out.println();
    out.println("Stop with Ctrl+C.");
    out.flush();
  }
}
