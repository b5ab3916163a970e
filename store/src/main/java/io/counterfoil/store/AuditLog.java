package io.counterfoil.store;

import static io.counterfoil.store.schema.Tables.AUDIT_LOG;
import static io.counterfoil.store.schema.Tables.CHANGE_LOG;

import io.counterfoil.core.account.AccountName;
import io.counterfoil.core.account.Revision;
import io.counterfoil.core.change.AuditEntry;
import io.counterfoil.core.change.ChainedEntry;
import io.counterfoil.core.store.AuditFilter;
import io.counterfoil.core.store.DamagedEntryException;
import java.time.Instant;
import java.util.List;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/// Reads who did what.
record AuditLog(DSLContext dsl) {
  /// Those that the filter wants before the number, newest first.
  List<ChainedEntry> before(AuditFilter filter, long before, int limit) {
    return dsl.selectFrom(AUDIT_LOG)
        .where(AUDIT_LOG.CELL.eq(CommitLog.CELL))
        .and(wanted(filter))
        .and(AUDIT_LOG.REV.lt(before))
        .orderBy(AUDIT_LOG.REV.desc())
        .limit(limit)
        .fetch(AuditLog::chained);
  }

  /// Those that the filter wants after the number, oldest first.
  List<ChainedEntry> after(AuditFilter filter, long after, int limit) {
    return dsl.selectFrom(AUDIT_LOG)
        .where(AUDIT_LOG.CELL.eq(CommitLog.CELL))
        .and(wanted(filter))
        .and(AUDIT_LOG.REV.gt(after))
        .orderBy(AUDIT_LOG.REV)
        .limit(limit)
        .fetch(AuditLog::chained);
  }

  /// Those after the number, oldest first, each compared with the changes that it stands for.
  List<ChainedEntry> proven(long after, int limit) {
    return dsl.select(AUDIT_LOG.fields())
        .select(CHANGE_LOG.PAYLOAD, CHANGE_LOG.AT)
        .from(AUDIT_LOG)
        .leftJoin(CHANGE_LOG)
        .on(CHANGE_LOG.CELL.eq(AUDIT_LOG.CELL).and(CHANGE_LOG.REV.eq(AUDIT_LOG.REV)))
        .where(AUDIT_LOG.CELL.eq(CommitLog.CELL))
        .and(AUDIT_LOG.REV.gt(after))
        .orderBy(AUDIT_LOG.REV)
        .limit(limit)
        .fetch(AuditLog::proven);
  }

  private static ChainedEntry proven(Record row) {
    ChainedEntry entry = chained(row);
    byte @Nullable [] changes = row.get(CHANGE_LOG.PAYLOAD);
    long number = entry.revision().number();
    if (changes == null) {
      throw new DamagedEntryException(number, "its changes are missing");
    }
    if (!ChainedEntry.changesHash(changes).equals(entry.changesHash())
        || !row.get(CHANGE_LOG.AT).equals(row.get(AUDIT_LOG.AT))) {
      throw new DamagedEntryException(number, "its changes are not those that it stands for");
    }
    return entry;
  }

  private static Condition wanted(AuditFilter filter) {
    AccountName account = filter.account();
    Instant from = filter.from();
    Instant until = filter.until();
    Condition wanted = account == null ? DSL.noCondition() : AUDIT_LOG.ACCOUNT.eq(account.value());
    wanted = wanted.and(fits(AUDIT_LOG.ACTOR, filter.actor()));
    wanted = wanted.and(fits(AUDIT_LOG.ACTION, filter.action()));
    wanted = wanted.and(fits(AUDIT_LOG.TARGET, filter.target()));
    wanted = from == null ? wanted : wanted.and(AUDIT_LOG.AT.ge(from.toEpochMilli()));
    return until == null ? wanted : wanted.and(AUDIT_LOG.AT.lt(until.toEpochMilli()));
  }

  /// Without `like`, which disregards letter case on SQLite.
  private static Condition fits(Field<String> field, @Nullable String text) {
    if (text == null) {
      return DSL.noCondition();
    }
    String prefix = AuditFilter.prefix(text);
    return AuditFilter.isPrefix(text)
        ? DSL.substring(field, 1, prefix.length()).eq(prefix)
        : field.eq(text);
  }

  private static ChainedEntry chained(Record row) {
    long number = row.get(AUDIT_LOG.REV);
    try {
      return new ChainedEntry(
          new Revision(number, row.get(AUDIT_LOG.HASH)),
          row.get(AUDIT_LOG.PREV_HASH),
          entry(row),
          row.get(AUDIT_LOG.CHANGES_HASH));
    } catch (IllegalArgumentException e) {
      throw new DamagedEntryException(number, String.valueOf(e.getMessage()));
    }
  }

  /// The entry as it was written.
  ///
  /// @throws IllegalArgumentException if nobody wrote it so
  static AuditEntry entry(Record row) {
    @Nullable String account = row.get(AUDIT_LOG.ACCOUNT);
    return new AuditEntry(
        Instant.ofEpochMilli(row.get(AUDIT_LOG.AT)),
        account == null ? null : new AccountName(account),
        row.get(AUDIT_LOG.ACTOR),
        row.get(AUDIT_LOG.ACTION),
        row.get(AUDIT_LOG.TARGET),
        Fields.read(row.get(AUDIT_LOG.FIELDS_BEFORE)),
        Fields.read(row.get(AUDIT_LOG.FIELDS_AFTER)),
        row.get(AUDIT_LOG.REQUEST_ID),
        row.get(AUDIT_LOG.ADDRESS));
  }
}
