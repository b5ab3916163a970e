package io.counterfoil.core.feed;

import io.counterfoil.core.account.Revision;
import io.counterfoil.core.change.Change;
import java.time.Instant;
import java.util.List;

/// One message of the feed.
public sealed interface Frame {
  /// Where the stream stands behind it.
  Revision revision();

  /// Until when, by the clock of the control node, nothing that was committed is missing behind it.
  Instant at();

  /// What one commit did, as far as verifiers are concerned; it may be nothing.
  ///
  /// @param previous what it follows
  record Changed(Revision previous, Revision revision, Instant at, List<Change> changes)
      implements Frame {
    public Changed {
      changes = List.copyOf(changes);
    }
  }

  /// The control node is there, and nothing is missing.
  ///
  /// @param now what its clock says; later than `at` where it has lost its database
  record Alive(Revision revision, Instant at, Instant now) implements Frame {}
}
