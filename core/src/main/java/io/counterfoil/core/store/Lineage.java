package io.counterfoil.core.store;

import io.counterfoil.core.account.Revision;
import org.jspecify.annotations.Nullable;

/// How a revision that somebody holds stands to a record: whether the record can carry on from it.
///
/// Numbers alone cannot tell: after a failover that lost commits, or a restored old backup, a
/// record issues the lost numbers anew, for other changes and without a gap. The chain hash can.
public enum Lineage {
  /// It is the record's newest.
  CURRENT,
  /// The record has it, and newer ones.
  BEHIND,
  /// The record never had it, or lost it: what was applied up to it is not this record's.
  FORKED,
  /// It is older than what the record still has commits of, so nobody can tell.
  FORGOTTEN;

  /// Judges the revision.
  ///
  /// @param head the record's newest
  /// @param there the record's own revision of the held number; null where it has none
  public static Lineage of(Revision held, Revision head, @Nullable Revision there) {
    if (held.equals(head)) {
      return CURRENT;
    }
    if (held.number() >= head.number()) {
      return FORKED;
    }
    if (held.equals(Revision.NONE)) {
      return BEHIND;
    }
    if (there == null) {
      return FORGOTTEN;
    }
    return there.equals(held) ? BEHIND : FORKED;
  }

  /// Judges the revision by what the store has.
  ///
  /// @throws StoreException if the store cannot be read
  public static Lineage of(Revision held, Store store) {
    Revision head = store.head();
    return of(held, head, at(held.number(), store));
  }

  private static @Nullable Revision at(long number, Store store) {
    if (number == 0) {
      return Revision.NONE;
    }
    Revision next =
        store.after(number - 1, 1).stream()
            .map(commit -> commit.revision())
            .findFirst()
            .orElse(Revision.NONE);
    return next.number() == number ? next : null;
  }
}
