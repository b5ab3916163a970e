package io.counterfoil.store;

import io.counterfoil.core.account.Revision;
import io.counterfoil.core.change.ChainedEntry;
import io.counterfoil.core.change.Change;
import io.counterfoil.core.change.Commit;
import io.counterfoil.core.key.KeyId;
import io.counterfoil.core.key.SealedHash;
import io.counterfoil.core.outbox.Outbox;
import io.counterfoil.core.outbox.Queued;
import io.counterfoil.core.store.AuditFilter;
import io.counterfoil.core.store.StaleHeadException;
import io.counterfoil.core.store.Store;
import io.counterfoil.core.store.StoreException;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jooq.DSLContext;
import org.jooq.exception.DataAccessException;
import org.jspecify.annotations.Nullable;

/// The record on SQLite or PostgreSQL.
public final class SqlStore implements Store {
  static {
    quieten();
  }

  private final Connections connections;
  private final Failures failures;

  private SqlStore(Connections connections, StoreAddress address) {
    this.connections = connections;
    failures = new Failures(connections.dialect(), address);
  }

  /// jOOQ greets every process with a banner and a tip of the day.
  static void quieten() {
    System.setProperty("org.jooq.no-logo", "true");
    System.setProperty("org.jooq.no-tips", "true");
  }

  /// Opens the store, makes it where it is new, and brings its schema up to date.
  ///
  /// @throws StoreException if it cannot be used, in one sentence that says what to do
  public static SqlStore open(StoreAddress address) {
    return switch (address) {
      case StoreAddress.SqliteFile file -> new SqlStore(SqliteConnections.open(file), file);
      case StoreAddress.PostgresServer server ->
          new SqlStore(PostgresConnections.open(server, Schema.RECORD), server);
    };
  }

  @Override
  public Revision head() {
    return read(dsl -> new CommitLog(dsl).head());
  }

  @Override
  public Revision load(Consumer<Change> into) {
    return read(dsl -> {
      Revision head = new CommitLog(dsl).head();
      new StateReader(dsl, into).read();
      return head;
    });
  }

  @Override
  public void commit(Revision expectedHead, Commit commit, List<Queued> messages) {
    if (!commit.follows(expectedHead)) {
      throw new StaleHeadException(expectedHead, head());
    }
    try {
      connections.write(dsl -> write(dsl, expectedHead, commit, messages));
    } catch (DataAccessException e) {
      throw failures.isConflict(e) ? conflict(expectedHead, e) : failures.of(e);
    }
  }

  private static Revision write(
      DSLContext dsl, Revision expectedHead, Commit commit, List<Queued> messages) {
    CommitLog log = new CommitLog(dsl);
    requireHead(expectedHead, log::head);
    if (commit.changes().size() < BulkWriter.LEAST) {
      commit.changes().forEach(new ChangeWriter(dsl)::write);
    } else {
      new BulkWriter(dsl).write(commit.changes());
    }
    SqlOutbox.queue(dsl, messages);
    if (!log.append(expectedHead, commit)) {
      throw new StaleHeadException(expectedHead, log.head());
    }
    return commit.revision();
  }

  private static void requireHead(Revision expected, Supplier<Revision> head) {
    Revision actual = head.get();
    if (!actual.equals(expected)) {
      throw new StaleHeadException(expected, actual);
    }
  }

  /// Whoever loses a race hits the winner's rows before the head: it was late, not wrong.
  private RuntimeException conflict(Revision expectedHead, DataAccessException e) {
    Revision actual = head();
    return actual.equals(expectedHead)
        ? failures.of(e)
        : new StaleHeadException(expectedHead, actual);
  }

  @Override
  public List<Commit> after(long number, int limit) {
    return read(dsl -> new CommitLog(dsl).after(number, limit));
  }

  @Override
  public List<ChainedEntry> audit(AuditFilter filter, long before, int limit) {
    return read(dsl -> new AuditLog(dsl).before(filter, before, limit));
  }

  @Override
  public List<ChainedEntry> auditAfter(AuditFilter filter, long after, int limit) {
    return read(dsl -> new AuditLog(dsl).after(filter, after, limit));
  }

  @Override
  public Outbox outbox() {
    return new SqlOutbox(connections, failures);
  }

  @Override
  public @Nullable SealedHash foreignHash(KeyId key) {
    return read(dsl -> Optional.ofNullable(new ForeignHashes(dsl).find(key))).orElse(null);
  }

  private <T> T read(Function<DSLContext, T> work) {
    try {
      return connections.read(work);
    } catch (DataAccessException e) {
      throw failures.of(e);
    }
  }

  @Override
  public void close() {
    connections.close();
  }
}
