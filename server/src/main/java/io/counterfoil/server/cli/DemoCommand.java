package io.counterfoil.server.cli;

import io.counterfoil.core.decision.AccountView;
import io.counterfoil.core.key.AddressRange;
import io.counterfoil.core.store.StoreException;
import io.counterfoil.server.demo.DemoAccount;
import io.counterfoil.server.demo.DemoClock;
import io.counterfoil.server.demo.DemoCredentials;
import io.counterfoil.server.demo.DemoStore;
import io.counterfoil.server.wiring.CounterfoilServer;
import io.counterfoil.server.wiring.DataDirectory;
import io.counterfoil.server.wiring.ServerConfig;
import io.counterfoil.server.wiring.StartException;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `counterfoil demo`: runs a server with an account to try things on.
@Command(
    name = "demo",
    mixinStandardHelpOptions = true,
    description = "Runs a server with a demo account, and prints its credentials once.")
@SuppressWarnings("NullAway.Init") // picocli fills the fields
public final class DemoCommand implements Callable<Integer> {
  private static final AddressRange LOOPBACK = AddressRange.parse("127.0.0.0/8");

  @Spec private CommandSpec spec;

  @Mixin private ListenOptions options;

  @Option(
      names = "--data",
      description = "Data directory; a fresh one under the system's temporary directory if unset.")
  private @Nullable Path data;

  @Option(
      names = "--env",
      paramLabel = "FILE",
      description = "Also write the credentials to FILE (0600) as shell variables.")
  private @Nullable Path env;

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    PrintWriter err = spec.commandLine().getErr();
    try {
      boolean isForNow = data == null;
      Path directory = data == null ? Files.createTempDirectory("counterfoil-demo-") : data;
      boolean isFresh = options.isFresh(directory);
      if (isFresh) {
        new DataDirectory(directory, new SecureRandom()).markAsDemo(isForNow);
      }
      InstantSource time = InstantSource.system();
      DemoClock clock = isFresh ? DemoClock.atTheBeginning(time) : DemoClock.showing(time);
      RunningServer running = new RunningServer(out, err);
      return (isForNow ? running.forNow() : running)
          .run(
              directory,
              () -> allowingItself(options.config(directory)),
              clock,
              (server, opened) -> greet(out, server, opened, clock));
    } catch (StartException | StoreException e) {
      err.println("counterfoil: " + e.getMessage());
      return 1;
    } catch (IOException e) {
      err.println("counterfoil: no temporary directory can be made; name one with --data");
      return 1;
    }
  }

  /// The demo's webhooks lead to this machine.
  private static ServerConfig allowingItself(ServerConfig config) {
    return LOOPBACK.contains(config.host())
        ? config.withOutbound(config.outbound().allowing(LOOPBACK))
        : config;
  }

  private void greet(
      PrintWriter out, CounterfoilServer server, DataDirectory directory, DemoClock clock) {
    String control = server.controlUrl();
    String edge = server.edgeUrl();
    var demo = new DemoStore(server.parts(), new SecureRandom());
    out.println("Counterfoil demo");
    out.println();
    out.println("control   " + control);
    out.println("edge      " + server.edgeAddress() + "   (" + server.transport() + ")");
    out.println("data      " + directory.path());
    out.println("account   " + DemoAccount.NAME);
    out.println();
    if (demo.exists()) {
      out.println("The account is from an earlier start: its tokens were shown then and cannot be");
      out.println("recovered. Renew one, or start over with another --data directory.");
    } else {
      DemoCredentials credentials = demo.create(clock, edge);
      clock.catchUp();
      writeEnvironment(credentials.shell(control, edge));
      new DemoIntroduction(out, credentials, edge).print();
    }
    out.println();
    signIn(out, server);
    out.println();
    out.println("Stop with Ctrl+C.");
    out.flush();
  }

  private static void signIn(PrintWriter out, CounterfoilServer server) {
    AccountView account = server.parts().directory().account(DemoAccount.NAME);
    if (account != null) {
      out.println("Signs you in as the Sponsor, once, within 30 minutes:");
      out.println("  " + server.signInLink(account.account().sponsor(), DemoAccount.NAME));
    }
  }

  private void writeEnvironment(String text) {
    Path file = env;
    if (file == null) {
      return;
    }
    Path parent = file.toAbsolutePath().getParent();
    Path name = file.getFileName();
    if (parent == null || name == null) {
      throw new StartException("env: names no file (expected: --env FILE)");
    }
    new DataDirectory(parent, new SecureRandom()).write(name.toString(), text.strip());
  }
}
