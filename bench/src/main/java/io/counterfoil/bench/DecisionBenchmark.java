package io.counterfoil.bench;

import io.counterfoil.core.decision.Attempt;
import io.counterfoil.core.decision.CredentialReader;
import io.counterfoil.core.decision.Decision;
import io.counterfoil.core.decision.Presented;
import io.counterfoil.core.decision.UserTokenReader;
import io.counterfoil.core.decision.Verifier;
import io.counterfoil.core.decision.Wanted;
import io.counterfoil.core.decision.Where;
import io.counterfoil.core.key.Digester;
import io.counterfoil.core.key.Pepper;
import io.counterfoil.core.role.Catalogue;
import io.counterfoil.core.role.RequestPath;
import io.counterfoil.core.store.Directory;
import io.counterfoil.core.store.SnapshotKeeper;
import io.counterfoil.server.catalogue.CatalogueFile;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/// The whole decision in process: from header values to [Decision], over random pairs and the
/// operations of the bundled catalogue.
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(
    value = 1,
    jvmArgsAppend = {"-Xmx4g", "-XX:+UseSerialGC", "-XX:+UseCompactObjectHeaders"})
public class DecisionBenchmark {
  private static final int REQUESTS = 65_536;

  /// How many keys there are.
  @Param({"1000", "1000000"})
  public int keys;

  private final Instant now = Instant.parse("2026-06-01T00:00:00Z");
  private final CredentialReader reader = new CredentialReader(UserTokenReader.NONE);
  private final Presented[] presented = new Presented[REQUESTS];
  private final Presented[] wrong = new Presented[REQUESTS];
  private final String[] methods = new String[REQUESTS];
  private final String[] targets = new String[REQUESTS];
  private Directory directory = new SnapshotKeeper(empty(), "localhost").directory();
  private Verifier verifier = new Verifier(new Digester(new Pepper(1, new byte[Pepper.BYTES])));
  private int next;

  private static Population empty() {
    return new Population(0, 1, Catalogue.EMPTY, new Pepper(1, new byte[Pepper.BYTES]));
  }

  /// Makes the population and the requests.
  @Setup
  public void populate() {
    Pepper pepper = new Pepper(1, new byte[Pepper.BYTES]);
    Catalogue catalogue = CatalogueFile.bundled();
    Population population = new Population(keys, REQUESTS, catalogue, pepper);
    SnapshotKeeper keeper = new SnapshotKeeper(population, "localhost");
    keeper.load();
    directory = keeper.directory();
    verifier = new Verifier(new Digester(pepper));
    Random random = new Random(7);
    List<Population.Pair> pairs = population.remembered();
    for (int i = 0; i < REQUESTS; i++) {
      var pair = pairs.get(random.nextInt(pairs.size()));
      var other = pairs.get(random.nextInt(pairs.size()));
      presented[i] = Presented.pair(pair.appKey(), pair.token().reveal());
      wrong[i] = Presented.pair(pair.appKey(), other.token().reveal());
      var operation = catalogue.operations().get(random.nextInt(catalogue.operations().size()));
      methods[i] = operation.method();
      targets[i] =
          operation.template().value().replaceAll("\\{[^}]*}", Integer.toString(100_000 + i));
    }
  }

  /// A pair that exists: allowed, or refused for want of a resource.
  @Benchmark
  public Decision known() {
    return decide(presented);
  }

  /// A pair that does not exist.
  @Benchmark
  public Decision stranger() {
    return decide(wrong);
  }

  private Decision decide(Presented[] from) {
    int i = next++ & REQUESTS - 1;
    return verifier.decide(
        directory,
        new Attempt(
            reader.read(from[i]),
            Where.UNSAID,
            new Wanted.Call(methods[i], RequestPath.read(targets[i])),
            now));
  }
}
