package io.counterfoil.core.change;

import io.counterfoil.core.account.Revision;
import java.util.List;

/// What one command did: its changes and its audit entry, at their place in the order. All of it is
/// stored, or nothing.
///
/// @param revision the revision that it leads to: its hash chains the entry and the changes to
///   everything before
public record Commit(Revision revision, AuditEntry audit, List<Change> changes) {
  public Commit {
    changes = List.copyOf(changes);
  }

  /// The commit that follows the revision.
  public static Commit after(Revision previous, AuditEntry audit, List<Change> changes) {
    return new Commit(Chain.next(previous, audit, changes), audit, changes);
  }

  /// Whether it follows the revision and nothing in it was altered since.
  public boolean follows(Revision previous) {
    return revision.equals(Chain.next(previous, audit, changes));
  }
}
