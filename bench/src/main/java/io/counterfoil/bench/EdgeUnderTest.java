package io.counterfoil.bench;

import io.counterfoil.core.decision.UserTokenReader;
import io.counterfoil.core.explain.Witness;
import io.counterfoil.core.key.Digester;
import io.counterfoil.core.log.RecentRefusals;
import io.counterfoil.core.log.RefusalIds;
import io.counterfoil.core.log.RefusalLimits;
import io.counterfoil.edge.EdgeConfig;
import io.counterfoil.edge.EdgeParts;
import io.counterfoil.edge.EdgeServer;
import io.counterfoil.edge.EdgeTransport;
import io.counterfoil.edge.EdgeWarmUp;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;

/// The edge as a server runs it, over a population in a snapshot file, on the transport that was
/// asked for. It prints one line when it listens, answers each line of its standard input with
/// figures about itself, and ends with its input, so that it never outlives whoever measures.
public final class EdgeUnderTest {
  private EdgeUnderTest() {}

  /// Runs.
  ///
  /// @param arguments the snapshot file of the population; `io_uring`, `epoll` or `nio`
  public static void main(String[] arguments) throws IOException {
    EdgeWarmUp.begin(EdgeTransport.Choice.of(arguments[1]));
    Deployment deployment = Deployment.mapped(Path.of(arguments[0]));
    try (RecentRefusals refusals = refusals(deployment);
        EdgeServer edge = EdgeServer.start(config(arguments[1]), parts(deployment, refusals))) {
      System.out.println("ready " + edge.port());
      SelfReport.answer(System.in, System.out);
    }
  }

  private static RecentRefusals refusals(Deployment deployment) {
    InstantSource clock = InstantSource.system();
    var directory = deployment.directory();
    return new RecentRefusals(
        new RefusalIds(deployment.pepper(), clock),
        new Witness(new Digester(deployment.pepper()), directory),
        directory,
        () -> directory,
        directory::account,
        clock,
        RefusalLimits.forHeap(Runtime.getRuntime().maxMemory()));
  }

  private static EdgeConfig config(String transport) {
    return EdgeConfig.loopback(0)
        .withEventLoops(1)
        .withTransport(EdgeTransport.Choice.of(transport));
  }

  private static EdgeParts parts(Deployment deployment, RecentRefusals refusals) {
    return new EdgeParts(
        deployment::directory,
        deployment.pepper(),
        UserTokenReader.NONE,
        refusals,
        InstantSource.system());
  }
}
