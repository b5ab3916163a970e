package io.counterfoil.server.backup;

import io.counterfoil.core.account.Revision;
import io.counterfoil.core.store.ForkedException;
import io.counterfoil.core.store.SnapshotKeeper;
import io.counterfoil.core.store.Store;
import io.counterfoil.core.store.StoreException;
import io.counterfoil.store.Backup;
import io.counterfoil.store.SqlStore;
import io.counterfoil.store.StoreAddress;
import java.nio.file.Path;
import java.time.Instant;

/// Restores a backup beside its live record, brings it to the record's revision by the record's own
/// commits, and compares verdicts: what is in the backup is sound, and is this record's.
public final class BackupCheck {
  private static final String BASE_DOMAIN = "counterfoil.localhost";
  private static final int TRIES = 20;

  private BackupCheck() {}

  /// What was found.
  ///
  /// @param made the revision of the backup
  /// @param compared the revision at which both were compared
  public record Found(Revision made, Revision compared, VerdictComparison.Result verdicts) {}

  /// Checks the backup against the record, beside a running server.
  ///
  /// @param backup a file with space for a copy of it beside it
  /// @throws ForkedException if the backup is of another history than the record
  /// @throws StoreException if one of them cannot be read
  public static Found check(Path backup, StoreAddress live, int least, Instant at) {
    try (Backup.Unpacked unpacked = Backup.unpacked(backup);
        Store restored = SqlStore.open(unpacked.address());
        Store record = SqlStore.reading(live)) {
      SnapshotKeeper then = new SnapshotKeeper(restored, BASE_DOMAIN);
      then.load();
      SnapshotKeeper now = new SnapshotKeeper(record, BASE_DOMAIN);
      now.load();
      for (int left = TRIES; left > 0; left--) {
        then.catchUpWith(record);
        if (then.directory().revision().equals(now.directory().revision())) {
          return new Found(
              unpacked.backup().head(),
              now.directory().revision(),
              VerdictComparison.of(now.directory(), then.directory(), least, at));
        }
        now.catchUp();
      }
      throw new StoreException(
          "the record is written to faster than it is read (expected: a moment's pause); try again"
              + " when there is less to do");
    }
  }
}
