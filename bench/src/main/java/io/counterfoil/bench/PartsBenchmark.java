package io.counterfoil.bench;

import io.counterfoil.bench.Workload.Call;
import io.counterfoil.bench.Workload.Kind;
import io.counterfoil.core.decision.CredentialReader;
import io.counterfoil.core.decision.Credentials;
import io.counterfoil.core.decision.Presented;
import io.counterfoil.core.decision.UserTokenReader;
import io.counterfoil.core.key.AppKey;
import io.counterfoil.core.key.Digester;
import io.counterfoil.core.key.TokenDigest;
import io.counterfoil.core.role.CataloguedOperation;
import io.counterfoil.core.role.RequestPath;
import io.counterfoil.core.role.RequestPath.Canonical;
import io.counterfoil.core.role.Role;
import io.counterfoil.core.role.RoleSet;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/// The parts of a decision, each alone; the look-up is in [LookUpBenchmark].
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 4, time = 1)
@Measurement(iterations = 4, time = 1)
@Fork(
    value = 1,
    jvmArgsAppend = {"-Xmx1g", "-XX:+UseSerialGC", "-XX:+UseCompactObjectHeaders"})
public class PartsBenchmark {
  private static final int CALLS = 1 << 14;

  private final Deployment deployment;
  private final Digester digester;
  private final CredentialReader reader = new CredentialReader(UserTokenReader.NONE);
  private final List<Call> calls;
  private final List<Presented> presented = new ArrayList<>();
  private final List<AppKey> names = new ArrayList<>();
  private final List<Canonical> paths = new ArrayList<>();
  private final List<CataloguedOperation> operations = new ArrayList<>();
  private final List<RoleSet> roles = new ArrayList<>();
  private final long[] digest = new long[TokenDigest.WORDS];
  private int next;

  /// Makes a small population.
  public PartsBenchmark() {
    var sample = new Workload.Sample(CALLS, CALLS);
    deployment = Deployment.of(CALLS, sample);
    digester = deployment.digester();
    calls = new Workload(deployment, sample).only(Kind.ALLOWED, CALLS);
  }

  /// Takes the calls apart.
  @Setup
  public void takeApart() {
    List<Role> useful = Population.useful(deployment.catalogue());
    for (Call call : calls) {
      presented.add(call.presented());
      names.add(new AppKey(call.appKey()));
      Canonical path = (Canonical) RequestPath.read(call.target());
      paths.add(path);
      var found = deployment.directory().catalogue().catalogued(call.method(), path);
      operations.add(Objects.requireNonNull(found));
      Role role = useful.get(roles.size() % useful.size());
      roles.add(new RoleSet(List.of(role), deployment.directory().catalogue().numbers()));
    }
  }

  private int next() {
    return next++ & CALLS - 1;
  }

  /// Header values become credentials, and are checked for their shape.
  @Benchmark
  public Credentials credentials() {
    return reader.read(presented.get(next()));
  }

  /// Key and token become the digest that the pair is found by.
  @Benchmark
  public long[] digest() {
    int i = next();
    digester.pair(names.get(i), calls.get(i).token(), digest);
    return digest;
  }

  /// The target of a request becomes a path in its canonical form.
  @Benchmark
  public RequestPath path() {
    return RequestPath.read(calls.get(next()).target());
  }

  /// Method and path become an operation.
  @Benchmark
  public @Nullable CataloguedOperation route() {
    int i = next();
    return deployment.directory().catalogue().catalogued(calls.get(i).method(), paths.get(i));
  }

  /// Roles meet what an operation needs, or do not.
  @Benchmark
  public boolean permission() {
    int i = next();
    return operations.get(i).need().isMetBy(roles.get(i));
  }
}
