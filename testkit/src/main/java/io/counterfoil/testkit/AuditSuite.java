package io.counterfoil.testkit;

import static io.counterfoil.testkit.Samples.NOW;
import static io.counterfoil.testkit.Samples.entry;
import static org.assertj.core.api.Assertions.assertThat;

import io.counterfoil.core.account.AccountName;
import io.counterfoil.core.change.AuditEntry;
import io.counterfoil.core.change.ChainedEntry;
import io.counterfoil.core.change.Change;
import io.counterfoil.core.change.Commit;
import io.counterfoil.core.store.AuditFilter;
import io.counterfoil.core.store.Store;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What every store promises of its audit log: the part of [StoreSuite] that is about it.
abstract class AuditSuite {
  private static final AccountName ACME = new AccountName("acme");
  private static final AccountName GLOBEX = new AccountName("globex");

  private @Nullable Store store;

  /// Opens this test's store; it was never opened before, or [#reopen] closed it.
  protected abstract Store open() throws Exception;

  /// Ends the store's process, as far as the store can tell, and starts another. A store that
  /// forgets returns itself.
  protected Store reopen(Store before) throws Exception {
    before.close();
    return open();
  }

  @BeforeEach
  final void openStore() throws Exception {
    store = open();
  }

  /// Ends the store's process, as far as the store can tell, and starts another.
  final void reopen() throws Exception {
    store = reopen(store());
  }

  @AfterEach
  final void closeStore() {
    if (store != null) {
      store.close();
    }
  }

  /// The store under test.
  protected final Store store() {
    if (store == null) {
      throw new IllegalStateException("the store is not open (expected: a test is running)");
    }
    return store;
  }

  final Commit commit(AuditEntry entry, List<Change> changes) {
    return Samples.commit(store(), entry, changes);
  }

  @Test
  void theAuditLogIsNewestFirst_ofOneAccountOrAll_pageByPage() {
    commit(entry(null, "deployment.created"), List.of());
    for (int i = 0; i < 3; i++) {
      commit(entry(ACME, "acme"), List.of());
      commit(entry(GLOBEX, "globex"), List.of());
    }

    assertThat(entries(store().audit(AuditFilter.ALL, Long.MAX_VALUE, 3)))
        .containsExactly(7L, 6L, 5L);
    assertThat(entries(store().audit(AuditFilter.ALL, 5, 100))).containsExactly(4L, 3L, 2L, 1L);
    assertThat(entries(store().audit(AuditFilter.of(ACME), Long.MAX_VALUE, 100)))
        .containsExactly(6L, 4L, 2L);
    assertThat(entries(store().audit(AuditFilter.of(ACME), 6, 1))).containsExactly(4L);
    assertThat(store().audit(AuditFilter.of(GLOBEX), 4, 1).getFirst().entry())
        .isEqualTo(entry(GLOBEX, "globex"));
  }

  @Test
  void theAuditLogIsSearched_byActorActionTargetAndTime_exactlyOrByPrefix() {
    commit(entry(ACME, "key.created"), List.of());
    commit(entry(ACME, "key_created"), List.of());
    commit(entry(GLOBEX, "KEY.created"), List.of());
    commit(at(NOW.plusSeconds(60), "key.deleted"), List.of());

    assertThat(found(null, "key.*", null, null, null)).containsExactly(1L, 4L);
    assertThat(found(null, "key.created", null, null, null)).containsExactly(1L);
    assertThat(found("user:ana@*", null, "key:appkey-acme-QXZKWM", null, null)).hasSize(4);
    assertThat(found("user:Ana@*", null, null, null, null)).isEmpty();
    assertThat(found(null, null, "key:*", NOW.plusSeconds(1), null)).containsExactly(4L);
    assertThat(found(null, null, null, NOW, NOW.plusSeconds(60))).containsExactly(1L, 2L, 3L);
    assertThat(entries(store().auditAfter(AuditFilter.of(ACME), 1, 1))).containsExactly(2L);
  }

  private List<Long> found(
      @Nullable String actor,
      @Nullable String action,
      @Nullable String target,
      @Nullable Instant from,
      @Nullable Instant until) {
    var filter = new AuditFilter(null, actor, action, target, from, until);
    List<Long> newestFirst = entries(store().audit(filter, Long.MAX_VALUE, 100));
    List<Long> oldestFirst = entries(store().auditAfter(filter, 0, 100));
    assertThat(newestFirst.reversed()).isEqualTo(oldestFirst);
    return oldestFirst;
  }

  private static AuditEntry at(Instant at, String action) {
    AuditEntry usual = entry(ACME, action);
    return new AuditEntry(
        at, ACME, usual.actor(), action, usual.target(), Map.of(), Map.of(), "r", null);
  }

  private static List<Long> entries(List<ChainedEntry> entries) {
    entries.forEach(entry -> assertThat(entry.isSound()).isTrue());
    return entries.stream().map(entry -> entry.revision().number()).toList();
  }
}
