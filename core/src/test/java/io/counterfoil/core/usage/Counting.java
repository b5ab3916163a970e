package io.counterfoil.core.usage;

import io.counterfoil.core.account.AccountName;
import io.counterfoil.core.decision.Attempt;
import io.counterfoil.core.decision.Refusal;
import io.counterfoil.core.decision.Verifier;
import io.counterfoil.core.decision.Wanted;
import io.counterfoil.core.decision.Where;
import io.counterfoil.core.key.ApiKey;
import io.counterfoil.core.key.Digester;
import io.counterfoil.core.key.Pepper;
import io.counterfoil.core.registry.Deployment;
import io.counterfoil.core.registry.Deployment.Pair;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Requests that are decided on and counted, as an event loop does it.
final class Counting {
  static final String HERE = "192.0.2.7";
  static final Wanted ORDER = Deployment.call("GET", "/orders/7");

  private final Deployment deployment;
  private final UseCounter counter;
  private final Verifier verifier =
      new Verifier(new Digester(new Pepper(1, new byte[Pepper.BYTES])));

  Counting(Deployment deployment, UseCounter counter) {
    this.deployment = deployment;
    this.counter = counter;
  }

  static UseLog.Names names(Deployment deployment) {
    return new UseLog.Names() {
      @Override
      public @Nullable AccountName account(int number) {
        return deployment.directory.account(number);
      }

      @Override
      public ApiKey key(int slot) {
        return deployment.directory.key(slot);
      }
    };
  }

  static Attempt attempt(Pair pair, Wanted wanted, String address, Instant at) {
    return new Attempt(pair.credentials(), Where.UNSAID.from(address), wanted, at);
  }

  /// Decides and counts.
  void ask(Attempt attempt) {
    Refusal refusal = verifier.judge(deployment.directory, attempt);
    if (refusal == null) {
      counter.passed(verifier.standing(), attempt);
    } else {
      counter.refused(verifier.standing(), attempt, refusal.code());
    }
  }

  void ask(Pair pair, String address, Instant at) {
    ask(attempt(pair, ORDER, address, at));
  }
}
