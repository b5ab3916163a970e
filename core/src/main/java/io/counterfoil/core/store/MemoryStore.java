package io.counterfoil.core.store;

import io.counterfoil.core.account.Revision;
import io.counterfoil.core.change.ChainedEntry;
import io.counterfoil.core.change.Change;
import io.counterfoil.core.change.Commit;
import io.counterfoil.core.key.KeyId;
import io.counterfoil.core.key.SealedHash;
import io.counterfoil.core.outbox.Outbox;
import io.counterfoil.core.outbox.Queued;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// A store that forgets everything when the process ends. For tests and for embedding.
public final class MemoryStore implements Store {
  private final List<Commit> commits = new ArrayList<>();
  private final State state = new State();
  private final MemoryOutbox outbox = new MemoryOutbox();

  /// Starts empty.
  public MemoryStore() {}

  @Override
  public synchronized Revision head() {
    return commits.isEmpty() ? Revision.NONE : commits.getLast().revision();
  }

  @Override
  public Revision load(Consumer<Change> into) {
    Revision head;
    List<Change> changes;
    synchronized (this) {
      head = head();
      changes = state.changes();
    }
    changes.forEach(into);
    return head;
  }

  @Override
  public synchronized void commit(Revision expectedHead, Commit commit, List<Queued> messages) {
    if (!head().equals(expectedHead) || !commit.follows(expectedHead)) {
      throw new StaleHeadException(expectedHead, head());
    }
    commits.add(commit);
    commit.changes().forEach(state::apply);
    messages.forEach(outbox::queue);
  }

  @Override
  public synchronized List<Commit> after(long number, int limit) {
    return commits.stream()
        .filter(commit -> commit.revision().number() > number)
        .limit(limit)
        .toList();
  }

  @Override
  public synchronized List<ChainedEntry> audit(AuditFilter filter, long before, int limit) {
    return entries(filter).reversed().stream()
        .filter(entry -> entry.revision().number() < before)
        .limit(limit)
        .toList();
  }

  @Override
  public synchronized List<ChainedEntry> auditAfter(AuditFilter filter, long after, int limit) {
    return entries(filter).stream()
        .filter(entry -> entry.revision().number() > after)
        .limit(limit)
        .toList();
  }

  private List<ChainedEntry> entries(AuditFilter filter) {
    List<ChainedEntry> entries = new ArrayList<>();
    Revision previous = Revision.NONE;
    for (Commit commit : commits) {
      if (filter.wants(commit.audit())) {
        entries.add(ChainedEntry.of(previous, commit));
      }
      previous = commit.revision();
    }
    return entries;
  }

  @Override
  public Outbox outbox() {
    return outbox;
  }

  @Override
  public synchronized @Nullable SealedHash foreignHash(KeyId key) {
    return state.foreignHash(key);
  }

  @Override
  public void close() {
    // nothing is held
  }
}
