package io.counterfoil.store;

import io.counterfoil.core.account.Revision;
import io.counterfoil.core.change.ChainCheck;
import io.counterfoil.core.change.ChainCheck.Flaw;
import io.counterfoil.core.change.ChainedEntry;
import io.counterfoil.core.store.DamagedEntryException;
import io.counterfoil.core.store.StoreException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.jooq.exception.DataAccessException;
import org.jooq.impl.DSL;
import org.jooq.impl.DefaultConnectionProvider;
import org.jspecify.annotations.Nullable;

/// Walks a whole record, changes and all, and names the first entry that does not fit. It only
/// reads, beside a running server too.
public final class RecordCheck {
  private static final int PAGE = 2_000;

  private final AuditLog log;
  private final CommitLog head;
  private final ChainCheck walk;

  private RecordCheck(AuditLog log, CommitLog head, ChainCheck walk) {
    this.log = log;
    this.head = head;
    this.walk = walk;
  }

  /// What the walk came to.
  ///
  /// @param last the newest revision that fits
  /// @param flaw null where everything does
  public record Verdict(Revision last, @Nullable Flaw flaw) {}

  /// Walks the record.
  ///
  /// @param kept a head that somebody kept elsewhere; null for none
  /// @throws StoreException if there is no record that can be read
  public static Verdict of(StoreAddress address, @Nullable Revision kept) {
    StoreDialect dialect = StoreDialect.of(address);
    SqlStore.quieten();
    try (Connection connection = ReadingConnections.connect(address)) {
      var dsl = DSL.using(new DefaultConnectionProvider(connection), dialect.language());
      return new RecordCheck(new AuditLog(dsl), new CommitLog(dsl), ChainCheck.ofAll(kept)).walk();
    } catch (SQLException | DataAccessException e) {
      throw new Failures(dialect, address).of(e);
    }
  }

  private Verdict walk() {
    List<ChainedEntry> page;
    do {
      long after = walk.last().number();
      try {
        page = log.proven(after, PAGE);
      } catch (DamagedEntryException e) {
        return damaged(after, e);
      }
      Flaw flaw = take(page);
      if (flaw != null) {
        return new Verdict(walk.last(), flaw);
      }
    } while (page.size() == PAGE);
    Flaw missing = walk.end();
    return new Verdict(walk.last(), missing == null ? ofHead() : missing);
  }

  /// An entry that cannot even be read; one before it may be wrong too.
  private Verdict damaged(long after, DamagedEntryException e) {
    int before = (int) (e.number() - after - 1);
    Flaw earlier = before < 1 ? null : take(log.proven(after, before));
    return new Verdict(
        walk.last(),
        earlier == null ? new Flaw(e.number(), String.valueOf(e.getMessage())) : earlier);
  }

  private @Nullable Flaw take(List<ChainedEntry> page) {
    for (ChainedEntry entry : page) {
      Flaw flaw = walk.add(entry);
      if (flaw != null) {
        return flaw;
      }
    }
    return null;
  }

  private @Nullable Flaw ofHead() {
    Revision said = head.head();
    if (said.equals(walk.last())) {
      return null;
    }
    return said.number() > walk.last().number()
        ? new Flaw(
            walk.last().number() + 1,
            "it is missing; the head of the record stands at " + said.number())
        : new Flaw(
            Math.max(said.number(), 1),
            "the head of the record is not the newest entry (expected: "
                + walk.last().token()
                + ")");
  }
}
