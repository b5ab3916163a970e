package io.counterfoil.store;

import static io.counterfoil.store.schema.Tables.AUDIT_LOG;
import static io.counterfoil.store.schema.Tables.CHANGE_LOG;
import static io.counterfoil.store.schema.Tables.STREAM_HEAD;

import io.counterfoil.core.account.AccountName;
import io.counterfoil.core.account.Revision;
import io.counterfoil.core.change.AuditEntry;
import io.counterfoil.core.change.ChainedEntry;
import io.counterfoil.core.change.ChangeCodec;
import io.counterfoil.core.change.Commit;
import java.util.List;
import org.jooq.DSLContext;
import org.jooq.Record;

/// The one order of all commits: its head, what each changed, and who did it.
record CommitLog(DSLContext dsl) {
  /// The only stream so far; one that is split by accounts would have several.
  static final int CELL = 1;

  /// The newest revision.
  Revision head() {
    return dsl.select(STREAM_HEAD.REV, STREAM_HEAD.HASH)
        .from(STREAM_HEAD)
        .where(STREAM_HEAD.CELL.eq(CELL))
        .fetchSingle(row -> new Revision(row.value1(), row.value2()));
  }

  /// Adds the commit and makes it the head. The head goes last: its row is what transactions wait
  /// for each other on, and the wait ends with the commit.
  ///
  /// @return whether the head still was what the commit follows
  boolean append(Revision previous, Commit commit) {
    byte[] changes = ChangeCodec.encode(commit.changes());
    addChanges(commit, changes);
    addEntry(previous, commit, ChainedEntry.changesHash(changes));
    Revision next = commit.revision();
    return dsl.update(STREAM_HEAD)
            .set(STREAM_HEAD.REV, next.number())
            .set(STREAM_HEAD.HASH, next.hash())
            .where(STREAM_HEAD.CELL.eq(CELL))
            .and(STREAM_HEAD.REV.eq(previous.number()))
            .and(STREAM_HEAD.HASH.eq(previous.hash()))
            .execute()
        == 1;
  }

  private void addChanges(Commit commit, byte[] changes) {
    dsl.insertInto(CHANGE_LOG)
        .set(CHANGE_LOG.CELL, CELL)
        .set(CHANGE_LOG.REV, commit.revision().number())
        .set(CHANGE_LOG.PAYLOAD, changes)
        .set(CHANGE_LOG.AT, commit.audit().at().toEpochMilli())
        .execute();
  }

  private void addEntry(Revision previous, Commit commit, String changesHash) {
    AuditEntry entry = commit.audit();
    AccountName account = entry.account();
    dsl.insertInto(AUDIT_LOG)
        .set(AUDIT_LOG.CELL, CELL)
        .set(AUDIT_LOG.REV, commit.revision().number())
        .set(AUDIT_LOG.ACCOUNT, account == null ? null : account.value())
        .set(AUDIT_LOG.ACTOR, entry.actor())
        .set(AUDIT_LOG.ACTION, entry.action())
        .set(AUDIT_LOG.TARGET, entry.target())
        .set(AUDIT_LOG.FIELDS_BEFORE, Fields.write(entry.before()))
        .set(AUDIT_LOG.FIELDS_AFTER, Fields.write(entry.after()))
        .set(AUDIT_LOG.REQUEST_ID, entry.requestId())
        .set(AUDIT_LOG.ADDRESS, entry.address())
        .set(AUDIT_LOG.AT, entry.at().toEpochMilli())
        .set(AUDIT_LOG.PREV_HASH, previous.hash())
        .set(AUDIT_LOG.HASH, commit.revision().hash())
        .set(AUDIT_LOG.CHANGES_HASH, changesHash)
        .execute();
  }

  /// The commits after the number, in order.
  List<Commit> after(long number, int limit) {
    return dsl.select(AUDIT_LOG.fields())
        .select(CHANGE_LOG.PAYLOAD)
        .from(AUDIT_LOG)
        .join(CHANGE_LOG)
        .on(CHANGE_LOG.CELL.eq(AUDIT_LOG.CELL).and(CHANGE_LOG.REV.eq(AUDIT_LOG.REV)))
        .where(AUDIT_LOG.CELL.eq(CELL))
        .and(AUDIT_LOG.REV.gt(number))
        .orderBy(AUDIT_LOG.REV)
        .limit(limit)
        .fetch(row -> commit(row));
  }

  private static Commit commit(Record row) {
    return new Commit(
        new Revision(row.get(AUDIT_LOG.REV), row.get(AUDIT_LOG.HASH)),
        AuditLog.entry(row),
        ChangeCodec.decode(row.get(CHANGE_LOG.PAYLOAD)));
  }
}
