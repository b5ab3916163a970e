package io.counterfoil.server.cli;

import io.counterfoil.core.node.NodeCredential;
import io.counterfoil.edge.EdgeConfig;
import io.counterfoil.edge.EdgeException;
import io.counterfoil.edge.EdgeWarmUp;
import io.counterfoil.server.verifier.ControlTls;
import io.counterfoil.server.verifier.VerifierConfig;
import io.counterfoil.server.verifier.VerifierException;
import io.counterfoil.server.verifier.VerifierNode;
import io.counterfoil.server.wiring.StartException;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `counterfoil verifier`: runs an edge with a copy of the record.
@Command(
    name = "verifier",
    mixinStandardHelpOptions = true,
    description =
        "Runs an edge with a copy of the record, which decides with everything else down.")
@SuppressWarnings("NullAway.Init") // picocli fills the fields
public final class VerifierCommand implements Callable<Integer> {
  private static final String VARIABLE = "COUNTERFOIL_NODE_CREDENTIAL";

  @Spec private CommandSpec spec;

  @Option(
      names = "--control",
      paramLabel = "URL",
      required = true,
      description = "A control node; may be repeated. The feed comes from the first that answers.")
  private List<URI> controls;

  @Option(
      names = "--data",
      defaultValue = "counterfoil-verifier",
      description = "Where the copy is kept, made if there is none (${DEFAULT-VALUE}).")
  private Path data;

  @Option(
      names = "--credential",
      paramLabel = "FILE",
      description = {
        "Holds what `counterfoil node add` printed; `credential` in the data directory if unset.",
        "The variable " + VARIABLE + " goes before both."
      })
  private @Nullable Path credential;

  @Option(
      names = "--host",
      defaultValue = EdgeConfig.LOOPBACK,
      description = "Address to listen at; loopback unless told otherwise (${DEFAULT-VALUE}).")
  private String host = EdgeConfig.LOOPBACK;

  @Mixin private EdgeOptions edge = new EdgeOptions();

  @Option(
      names = "--status-port",
      defaultValue = "8190",
      description = "Port of /metrics and /health, 0 for a free one (${DEFAULT-VALUE}).")
  private int statusPort;

  @Option(
      names = "--trusted-hops",
      defaultValue = "1",
      description =
          "How many proxies stand before the edge, counted in X-Forwarded-For (${DEFAULT-VALUE}).")
  private int trustedHops = 1;

  @Option(
      names = "--control-ca",
      paramLabel = "FILE",
      description = "Who signs the certificates of control nodes (PEM); whom Java trusts if unset.")
  private @Nullable Path authorities;

  @Option(
      names = "--tls-cert",
      paramLabel = "FILE",
      description = "This verifier's own certificate, shown to control nodes that ask (PEM).")
  private @Nullable Path certificate;

  @Option(
      names = "--tls-key",
      paramLabel = "FILE",
      description = "Private key of that certificate (PEM, PKCS #8).")
  private @Nullable Path key;

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    PrintWriter err = spec.commandLine().getErr();
    try {
      VerifierConfig config =
          new VerifierConfig(
              controls,
              data,
              credential(),
              edge.config(host),
              trustedHops,
              statusPort,
              new ControlTls(authorities, certificate, key));
      EdgeWarmUp.begin(config.edge().transport());
      VerifierNode node =
          VerifierNode.start(
              config,
              InstantSource.system(),
              Version.number(),
              trouble -> say(out, "waiting   " + trouble));
      greet(out, config, node);
      await(node, err);
      return 0;
    } catch (VerifierException | StartException | EdgeException e) {
      say(err, "counterfoil: " + e.getMessage());
      return 1;
    }
  }

  private static void greet(PrintWriter out, VerifierConfig config, VerifierNode node) {
    out.println("verifier  " + node.name() + " of " + config.controls().getFirst());
    out.println("edge      " + node.edgeUrl() + "   (" + node.transport() + ")");
    out.println("status    http://" + config.edge().host() + ":" + node.statusPort());
    out.println("data      " + config.data().toAbsolutePath().normalize());
    say(out, "copy      " + node.standing());
  }

  private static void say(PrintWriter out, String text) {
    out.println(text);
    out.flush();
  }

  private static void await(VerifierNode node, PrintWriter err) {
    CountDownLatch stopped = new CountDownLatch(1);
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(
                () -> {
                  try {
                    node.close();
                  } catch (VerifierException | EdgeException e) {
                    say(err, "counterfoil: " + e.getMessage());
                  } finally {
                    stopped.countDown();
                  }
                },
                "stop"));
    try {
      stopped.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private NodeCredential credential() {
    String given = System.getenv(VARIABLE);
    Path file = credential == null ? data.resolve("credential") : credential;
    String text = given == null || given.isBlank() ? read(file) : given;
    NodeCredential read = NodeCredential.read(text.strip());
    if (read == null) {
      throw new VerifierException(
          "credential: what is there is none (expected: `cfn_...` as `counterfoil node add` printed"
              + " it)");
    }
    return read;
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new VerifierException(
          "credential: `"
              + file
              + "` cannot be read (expected: what `counterfoil node add NAME` printed, in a file"
              + " that only its owner can read, or in "
              + VARIABLE
              + ")",
          e);
    }
  }
}
