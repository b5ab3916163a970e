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
import io.counterfoil.store.StoreDialect.Fault;
import java.sql.SQLTransientConnectionException;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jooq.DSLContext;
import org.jooq.exception.DataAccessException;
import org.jspecify.annotations.Nullable;

/// The record on SQLite or PostgreSQL.
public final class SqlStore implements Store {
  private static final int TRIES = 3;

  /// Says a second time, in its own words, what stands in our sentence.
  private static final Logger TLS = Logger.getLogger("org.postgresql.ssl");

  static {
    quieten();
  }

  private final Connections connections;
  private final Failures failures;
  private final StoreAddress address;

  private SqlStore(Connections connections, StoreAddress address) {
    this.connections = connections;
    this.address = address;
    failures = new Failures(connections.dialect(), address);
  }

  /// jOOQ greets every process with a banner and a tip of the day.
  static void quieten() {
    TLS.setLevel(Level.OFF);
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

  /// Opens a record that is there, to read it only; a server may go on writing to it. Nothing is
  /// made, migrated or locked.
  ///
  /// @throws StoreException if there is none, or one of another version's schema
  public static SqlStore reading(StoreAddress address) {
    return new SqlStore(ReadingConnections.open(address), address);
  }

  @Override
  public Revision head() {
    return read(dsl -> new CommitLog(dsl).head());
  }

  @Override
  public Revision load(Consumer<Change> into) {
    return readOnce(dsl -> {
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
      recover(e, TRIES, expectedHead, commit, messages);
    }
  }

  /// What broke may have broken after the commit was made. To try it again is safe all the same:
  /// its hash tells whether the record has it already.
  private void recover(
      DataAccessException e,
      int left,
      Revision expectedHead,
      Commit commit,
      List<Queued> messages) {
    Fault fault = failures.faultOf(e);
    if (fault == Fault.CONFLICT) {
      if (!isStored(commit)) {
        throw conflict(expectedHead, e);
      }
    } else if (left == 0 || fault != Fault.UNDONE && !isBroken(fault, e)) {
      throw failures.of(e);
    } else {
      try {
        connections.write(dsl -> write(dsl, expectedHead, commit, messages));
      } catch (StaleHeadException stale) {
        if (!isStored(commit)) {
          throw stale;
        }
      } catch (DataAccessException again) {
        recover(again, left - 1, expectedHead, commit, messages);
      }
    }
  }

  /// Whether a connection broke while it was in use; where none was to be had, none will be now.
  private static boolean isBroken(Fault fault, Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof SQLTransientConnectionException) {
        return false;
      }
    }
    return fault == Fault.UNREACHABLE;
  }

  private boolean isStored(Commit commit) {
    return after(commit.revision().number() - 1, 1).stream()
        .anyMatch(there -> there.revision().equals(commit.revision()));
  }

  private Revision write(
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
    connections.dialect().announce(dsl);
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
    return new SqlOutbox(new Transactions(connections, failures));
  }

  @Override
  public @Nullable SealedHash foreignHash(KeyId key) {
    return read(dsl -> Optional.ofNullable(new ForeignHashes(dsl).find(key))).orElse(null);
  }

  @Override
  public boolean isShared() {
    return address instanceof StoreAddress.PostgresServer;
  }

  @Override
  public Watch watch(Runnable hint) {
    return switch (address) {
      case StoreAddress.PostgresServer server -> new PostgresListener(server, hint);
      case StoreAddress.SqliteFile _ -> () -> {};
    };
  }

  /// Reads once more where a connection broke: what was restarted answers again.
  private <T> T read(Function<DSLContext, T> work) {
    try {
      return connections.read(work);
    } catch (DataAccessException e) {
      Fault fault = failures.faultOf(e);
      if (fault != Fault.UNDONE && !isBroken(fault, e)) {
        throw failures.of(e);
      }
      return readOnce(work);
    }
  }

  private <T> T readOnce(Function<DSLContext, T> work) {
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
