package io.counterfoil.bench;

import io.counterfoil.bench.Workload.Kind;
import io.counterfoil.core.decision.Attempt;
import io.counterfoil.core.decision.CredentialReader;
import io.counterfoil.core.decision.Decision;
import io.counterfoil.core.decision.Presented;
import io.counterfoil.core.decision.UserTokenReader;
import io.counterfoil.core.decision.Verifier;
import io.counterfoil.core.decision.Where;
import java.util.Arrays;
import java.util.List;
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

  private final CredentialReader reader = new CredentialReader(UserTokenReader.NONE);
  private final Workload.Call[] calls = new Workload.Call[REQUESTS];
  private final Presented[] known = new Presented[REQUESTS];
  private final Presented[] unknown = new Presented[REQUESTS];
  private Deployment deployment = Deployment.of(0, _ -> {});
  private Verifier verifier = new Verifier(deployment.digester());
  private int next;

  /// Makes the population and the calls.
  @Setup
  public void populate() {
    var sample = new Workload.Sample(keys, REQUESTS);
    deployment = Deployment.of(keys, sample);
    verifier = new Verifier(deployment.digester());
    var workload = new Workload(deployment, sample);
    workload.only(Kind.ALLOWED, REQUESTS).toArray(calls);
    Arrays.setAll(known, i -> calls[i].presented());
    List<Workload.Call> strangers = workload.only(Kind.UNKNOWN, REQUESTS);
    Arrays.setAll(unknown, i -> strangers.get(i).presented());
  }

  /// A pair that may do what it asks for.
  @Benchmark
  public Decision known() {
    return decide(known);
  }

  /// A pair that does not exist.
  @Benchmark
  public Decision stranger() {
    return decide(unknown);
  }

  private Decision decide(Presented[] from) {
    int i = next++ & REQUESTS - 1;
    return verifier.decide(
        deployment.directory(),
        new Attempt(reader.read(from[i]), Where.UNSAID, calls[i].wanted(), Workload.NOW));
  }
}
