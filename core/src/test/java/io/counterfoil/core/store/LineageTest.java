package io.counterfoil.core.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.counterfoil.core.account.Revision;
import io.counterfoil.core.change.AuditEntry;
import io.counterfoil.core.change.Commit;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// A record that lost commits is told from one that only went on.
class LineageTest {
  private final MemoryStore record = new MemoryStore();

  @Test
  void whoHoldsTheNewestIsCurrent_andWhoHoldsAnOlderOneIsBehind() {
    Revision first = commit(record, "first");
    Revision second = commit(record, "second");

    assertThat(Lineage.of(second, record)).isEqualTo(Lineage.CURRENT);
    assertThat(Lineage.of(first, record)).isEqualTo(Lineage.BEHIND);
    assertThat(Lineage.of(Revision.NONE, record)).isEqualTo(Lineage.BEHIND);
    assertThat(Lineage.of(Revision.NONE, new MemoryStore())).isEqualTo(Lineage.CURRENT);
  }

  @Test
  void aRecordThatWentBackHasForked_alsoWhenItIssuedTheLostNumbersAnew() {
    MemoryStore restored = new MemoryStore();
    commit(record, "first");
    commit(restored, "first");
    Revision lost = commit(record, "a revocation");

    assertThat(Lineage.of(lost, restored)).isEqualTo(Lineage.FORKED);
    commit(restored, "something else");
    assertThat(Lineage.of(lost, restored)).isEqualTo(Lineage.FORKED);
    commit(restored, "and more");
    assertThat(Lineage.of(lost, restored)).isEqualTo(Lineage.FORKED);
  }

  @Test
  void whatTheRecordHasForgottenCannotBeTold() {
    Revision old = commit(record, "first");
    Revision head = commit(record, "second");

    assertThat(Lineage.of(old, head, null)).isEqualTo(Lineage.FORGOTTEN);
  }

  @Test
  void aViewThatIsAheadOfItsRecordSaysSo_andIsLeftAsItWas() {
    MemoryStore restored = new MemoryStore();
    commit(record, "first");
    commit(restored, "first");
    Revision lost = commit(record, "a revocation");
    SnapshotKeeper keeper = new SnapshotKeeper(record, "example.com");
    keeper.load();

    assertThatExceptionOfType(ForkedException.class)
        .isThrownBy(() -> keeper.catchUpWith(restored))
        .withMessageContaining("it forked (expected: one history")
        .withMessageContaining(lost.token());
    commit(restored, "something else");
    commit(restored, "and more");
    assertThatExceptionOfType(ForkedException.class).isThrownBy(() -> keeper.catchUpWith(restored));
    assertThat(keeper.directory().revision()).isEqualTo(lost);
  }

  private static Revision commit(Store store, String action) {
    AuditEntry entry =
        new AuditEntry(
            Instant.EPOCH, null, "operator:a", action, "t", Map.of(), Map.of(), "request", null);
    Commit commit = Commit.after(store.head(), entry, List.of());
    store.commit(store.head(), commit);
    return commit.revision();
  }
}
