package io.counterfoil.bench;

import io.counterfoil.core.decision.Attempt;
import io.counterfoil.core.decision.CredentialReader;
import io.counterfoil.core.decision.Decision;
import io.counterfoil.core.decision.Presented;
import io.counterfoil.core.decision.Refusal;
import io.counterfoil.core.decision.UserTokenReader;
import io.counterfoil.core.decision.Verifier;
import io.counterfoil.core.decision.Wanted;
import io.counterfoil.core.decision.Where;
import io.counterfoil.core.key.AppToken;
import io.counterfoil.core.role.Operation;
import io.counterfoil.core.role.RequestPath;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Calls to put to what is measured: a sample of a population's pairs, at random, each with an
/// operation that it may or may not do. The verifier itself says which, so a workload holds exactly
/// what it claims.
final class Workload {
  /// When the calls are made, for whoever decides on them in process.
  static final Instant NOW = Instant.parse("2026-06-01T00:00:00Z");

  private static final int TRIES = 100;

  private final Deployment deployment;
  private final List<Population.Pair> pairs;
  private final Random random = new Random(7);
  private final CredentialReader reader = new CredentialReader(UserTokenReader.NONE);
  private final Verifier verifier;

  /// What becomes of a call.
  enum Kind {
    /// The pair is known and has what the operation needs.
    ALLOWED,
    /// The key is known, but the token is another key's.
    UNKNOWN,
    /// The pair is known, but its role does not suffice.
    LACKING
  }

  /// One call.
  record Call(Kind kind, String appKey, AppToken token, String method, String target) {
    /// What it presents.
    Presented presented() {
      return Presented.pair(appKey, token.reveal());
    }

    /// What it asks for.
    Wanted wanted() {
      return new Wanted.Call(method, RequestPath.read(target));
    }
  }

  /// Remembers every so many of a population's pairs.
  static final class Sample implements Consumer<Population.Pair> {
    private final List<Population.Pair> kept = new ArrayList<>();
    private final int every;
    private int seen;

    Sample(int keys, int size) {
      every = Math.max(1, keys / size);
    }

    @Override
    public void accept(Population.Pair pair) {
      if (seen++ % every == 0) {
        kept.add(pair);
      }
    }
  }

  Workload(Deployment deployment, Sample sample) {
    this.deployment = deployment;
    pairs = List.copyOf(sample.kept);
    verifier = new Verifier(deployment.digester());
  }

  /// What a busy day brings: of a hundred calls 98 are allowed, one presents a wrong token and one
  /// lacks a resource.
  List<Call> mixed(int calls) {
    List<Call> made = new ArrayList<>(calls);
    for (int i = 0; i < calls; i++) {
      made.add(
          next(
              switch (i % 100) {
                case 33 -> Kind.UNKNOWN;
                case 66 -> Kind.LACKING;
                default -> Kind.ALLOWED;
              }));
    }
    return made;
  }

  /// Calls of one kind.
  List<Call> only(Kind kind, int calls) {
    List<Call> made = new ArrayList<>(calls);
    while (made.size() < calls) {
      made.add(next(kind));
    }
    return made;
  }

  private Call next(Kind kind) {
    while (true) {
      Population.Pair pair = pairs.get(random.nextInt(pairs.size()));
      AppToken token =
          kind == Kind.UNKNOWN ? pairs.get(random.nextInt(pairs.size())).token() : pair.token();
      for (int i = 0; i < TRIES; i++) {
        Call call = call(kind, pair, token);
        if (kindOf(call) == kind) {
          return call;
        }
      }
    }
  }

  private Call call(Kind kind, Population.Pair pair, AppToken token) {
    List<Operation> operations = deployment.catalogue().operations();
    Operation operation = operations.get(random.nextInt(operations.size()));
    String target =
        operation
            .template()
            .value()
            .replaceAll("\\{[^}]*}", Integer.toString(100_000 + random.nextInt(900_000)));
    return new Call(kind, pair.appKey().value(), token, operation.method(), target);
  }

  private @Nullable Kind kindOf(Call call) {
    Decision decision =
        verifier.decide(
            deployment.directory(),
            new Attempt(reader.read(call.presented()), Where.UNSAID, call.wanted(), NOW));
    return switch (decision) {
      case Decision.Allowed _ -> Kind.ALLOWED;
      case Decision.Refused refused ->
          refused.refusal() instanceof Refusal.PairUnknown
              ? Kind.UNKNOWN
              : refused.refusal() instanceof Refusal.ResourceMissing ? Kind.LACKING : null;
    };
  }
}
