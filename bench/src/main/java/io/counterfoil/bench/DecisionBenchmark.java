package io.counterfoil.bench;

import io.counterfoil.bench.Workload.Kind;
import io.counterfoil.core.decision.Attempt;
import io.counterfoil.core.decision.CredentialReader;
import io.counterfoil.core.decision.Presented;
import io.counterfoil.core.decision.Refusal;
import io.counterfoil.core.decision.UserTokenReader;
import io.counterfoil.core.decision.Verifier;
import io.counterfoil.core.decision.Where;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
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

/// The whole decision in process, over random pairs and the operations of the bundled catalogue.
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 4, time = 1)
@Measurement(iterations = 4, time = 1)
@Fork(
    value = 1,
    jvmArgsAppend = {"-Xmx4g", "-XX:+UseSerialGC", "-XX:+UseCompactObjectHeaders"})
public class DecisionBenchmark {
  private static final int CALLS = 1 << 17;

  /// How many keys there are.
  @Param({"1000", "1000000"})
  public int keys;

  private final CredentialReader reader = new CredentialReader(UserTokenReader.NONE);
  private final Workload.Call[] calls = new Workload.Call[CALLS];
  private final Presented[] known = new Presented[CALLS];
  private final Presented[] unknown = new Presented[CALLS];
  private final Attempt[] attempts = new Attempt[CALLS];
  private Deployment deployment = Deployment.of(0, _ -> {});
  private Verifier verifier = new Verifier(deployment.digester());
  private int next;

  /// Makes the population and the calls.
  @Setup
  public void populate() {
    var sample = new Workload.Sample(keys, CALLS);
    deployment = Deployment.measured(keys, sample);
    verifier = new Verifier(deployment.digester());
    var workload = new Workload(deployment, sample);
    workload.only(Kind.ALLOWED, CALLS).toArray(calls);
    Arrays.setAll(known, i -> calls[i].presented());
    List<Workload.Call> strangers = workload.only(Kind.UNKNOWN, CALLS);
    Arrays.setAll(unknown, i -> strangers.get(i).presented());
    Arrays.setAll(attempts, i -> attempt(known[i], i));
  }

  /// An attempt that may pass, already read.
  @Benchmark
  public @Nullable Refusal judge() {
    return verifier.judge(deployment.directory(), attempts[next++ & CALLS - 1]);
  }

  /// The same from the values of its headers.
  @Benchmark
  public @Nullable Refusal readAndJudge() {
    int i = next++ & CALLS - 1;
    return verifier.judge(deployment.directory(), attempt(known[i], i));
  }

  /// A pair that does not exist, from the values of its headers.
  @Benchmark
  public @Nullable Refusal stranger() {
    int i = next++ & CALLS - 1;
    return verifier.judge(deployment.directory(), attempt(unknown[i], i));
  }

  private Attempt attempt(Presented presented, int i) {
    return new Attempt(reader.read(presented), Where.UNSAID, calls[i].wanted(), Workload.NOW);
  }
}
