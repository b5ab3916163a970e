package io.counterfoil.bench;

import io.counterfoil.core.decision.KeyLine;
import io.counterfoil.core.key.TokenDigest;
import java.util.ArrayList;
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

/// The look-up of a pair by its digest, over more pairs than caches hold.
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 4, time = 1)
@Measurement(iterations = 4, time = 1)
@Fork(
    value = 1,
    jvmArgsAppend = {"-Xmx4g", "-XX:+UseSerialGC", "-XX:+UseCompactObjectHeaders"})
public class LookUpBenchmark {
  private static final int PAIRS = 1 << 20;

  /// How many keys there are.
  @Param({"1000000", "10000000"})
  public int keys;

  private final KeyLine line = new KeyLine();
  private Deployment deployment = Deployment.of(0, _ -> {});
  private long[][] digests = {};
  private int next;

  /// Makes the population, and remembers digests of pairs in random order.
  @Setup
  public void populate() {
    List<long[]> found = new ArrayList<>();
    var digester = Deployment.of(0, _ -> {}).digester();
    int every = Math.max(1, Math.min(keys, Deployment.REMADE) / PAIRS);
    int[] seen = {0};
    deployment =
        Deployment.measured(
            keys,
            pair -> {
              if (seen[0]++ % every == 0) {
                long[] digest = new long[TokenDigest.WORDS];
                digester.pair(pair.appKey(), pair.token(), digest);
                found.add(digest);
              }
            });
    Random random = new Random(7);
    digests = new long[PAIRS][];
    for (int i = 0; i < PAIRS; i++) {
      digests[i] = found.get(random.nextInt(found.size())).clone();
    }
  }

  /// A pair that exists.
  @Benchmark
  public boolean lookUp() {
    return deployment.directory().find(digests[next++ & PAIRS - 1], line);
  }
}
