package io.counterfoil.core.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.counterfoil.core.change.Change;
import io.counterfoil.core.change.KeyCommand;
import io.counterfoil.core.change.RoleCommand;
import io.counterfoil.core.decision.Attempt;
import io.counterfoil.core.decision.Decision;
import io.counterfoil.core.decision.Snapshot;
import io.counterfoil.core.decision.Verifier;
import io.counterfoil.core.decision.Where;
import io.counterfoil.core.key.Digester;
import io.counterfoil.core.key.Holder;
import io.counterfoil.core.key.Pepper;
import io.counterfoil.core.registry.Deployment;
import io.counterfoil.core.registry.Deployment.Pair;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// What was decided then is decided again from the record.
class PastTest {
  private static final long SEED = 20_260_608;

  private final Deployment deployment = new Deployment();
  private final Past past = new Past(deployment.store, "api.example.com");
  private final Verifier verifier =
      new Verifier(new Digester(new Pepper(1, new byte[Pepper.BYTES])));

  private record Then(Instant at, String verdict) {}

  private String verdict(Snapshot snapshot, Pair pair, Instant at) {
    var attempt =
        new Attempt(
            pair.credentials(),
            Where.account("acme").from(Where.ANYWHERE),
            Deployment.call("GET", "/orders/1"),
            at);
    return switch (verifier.decide(snapshot, attempt)) {
      case Decision.Allowed _ -> "allowed";
      case Decision.Refused(_, var refusal, _, _) -> refusal.toString();
    };
  }

  @Test
  void everyVerdictOfALongStoryIsFoundAgain() {
    Random random = new Random(SEED);
    Pair pair = deployment.issue(Deployment.ACME);
    var id = pair.key().id();
    var holder = new Holder.OfKey(id);
    List<Then> story = new ArrayList<>();
    for (int i = 0; i < 300; i++) {
      deployment.now = deployment.now.plusSeconds(60);
      deployment.execute(
          switch (random.nextInt(6)) {
            case 0 ->
                new RoleCommand.LinkRoles(Deployment.ACME, holder, Set.of(Deployment.VIEWER.id()));
            case 1 -> new RoleCommand.UnlinkRole(Deployment.ACME, holder, Deployment.VIEWER.id());
            case 2 -> new KeyCommand.SetKeyActive(Deployment.ACME, id, random.nextBoolean());
            case 3 -> new KeyCommand.DeleteKey(Deployment.ACME, id);
            case 4 -> new KeyCommand.RestoreKey(Deployment.ACME, id);
            default -> new KeyCommand.RelabelKey(Deployment.ACME, id, "label " + i);
          });
      Instant at = deployment.now.plusSeconds(30);
      story.add(new Then(at, verdict(deployment.directory, pair, at)));
    }
    for (Then then : story) {
      Snapshot snapshot =
          Objects.requireNonNull(past.at(then.at(), pair.key().appKey(), Deployment.ACME));
      assertThat(verdict(snapshot, pair, then.at())).isEqualTo(then.verdict());
    }
    assertThat(story.stream().map(Then::verdict).distinct().count()).isGreaterThan(3);
  }

  @Test
  void beforeTheRecordBeganNothingIsKnown() {
    Pair pair = deployment.issue(Deployment.ACME);
    assertThat(past.at(Deployment.NOON.minusSeconds(1), pair.key().appKey(), Deployment.ACME))
        .isNull();
  }

  @Test
  void aForecastLooksThroughToAllThatIsNotChanged() {
    Pair pair = deployment.issue(Deployment.ACME, Deployment.VIEWER);
    var forecast = new Forecast(deployment.directory, List.<Change>of());

    assertThat(verdict(forecast, pair, Deployment.NOON)).isEqualTo("allowed");
    assertThat(forecast.isReady()).isTrue();
    assertThat(forecast.revision()).isEqualTo(deployment.directory.revision());
    assertThat(forecast.accountOfHost("acme.api.example.com")).isEqualTo(Deployment.ACME);
  }
}
