package io.counterfoil.testkit;

import static io.counterfoil.testkit.Samples.entry;
import static org.assertj.core.api.Assertions.assertThat;

import io.counterfoil.core.account.AccountName;
import io.counterfoil.core.account.MaxStaleness;
import io.counterfoil.core.change.Change;
import io.counterfoil.core.node.NodeName;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What every store promises of verifiers: the part of [StoreSuite] that is about them.
abstract class NodeSuite extends LeakSuite {
  private static final AccountName ACME = new AccountName("acme");

  private final Samples samples = new Samples(13);

  @Test
  void verifiersAndHowOldTheyMayBeAreLoadedBackExactly_andForgottenWhenRemoved() {
    List<Change> all =
        List.of(
            new Change.AccountPut(samples.account(1, "acme")),
            new Change.NodePut(samples.node("edge-1")),
            new Change.NodePut(samples.node("edge-2.example")),
            new Change.StalenessPut(ACME, new MaxStaleness(5)));
    commit(entry(null, "node.added"), all);
    assertThat(loaded()).containsExactlyElementsOf(all);
    assertThat(store().after(0, 1).getFirst().changes()).containsExactlyElementsOf(all);

    commit(
        entry(null, "node.removed"),
        List.of(
            new Change.NodeRemoved(new NodeName("edge-1")),
            new Change.StalenessPut(ACME, MaxStaleness.USUAL)));
    assertThat(loaded())
        .containsExactly(all.get(0), all.get(2), new Change.StalenessPut(ACME, MaxStaleness.USUAL));
  }
}
