package io.counterfoil.server.wiring;

import io.counterfoil.core.store.Directory;
import io.counterfoil.core.store.SnapshotKeeper;
import io.counterfoil.core.store.Store;
import java.io.IOException;
import java.nio.file.Path;

/// The live view between two runs: mapped from its snapshot file at the start, written to it at the
/// end. Without the file everything works too, only that a start with many keys takes longer.
final class LiveView {
  /// From so many keys on, it pays to map a file rather than to keep all in memory.
  private static final long WORTH_MAPPING = 50_000;

  private final SnapshotKeeper keeper;
  private final Path file;
  private final String origin;

  private LiveView(SnapshotKeeper keeper, Path file, String origin) {
    this.keeper = keeper;
    this.file = file;
    this.origin = origin;
  }

  /// Brings the view to the store's head.
  ///
  /// @throws io.counterfoil.core.store.StoreException if the store cannot be read
  static LiveView open(Store store, String baseDomain, Path file) {
    SnapshotKeeper keeper = new SnapshotKeeper(store, baseDomain);
    SnapshotKeeper.Loaded loaded = keeper.load(file);
    String origin = loaded.how();
    if (!loaded.isMapped() && keeper.directory().pairs() >= WORTH_MAPPING) {
      try {
        keeper.remap(file);
      } catch (IOException e) {
        origin += "; the snapshot file could not be written: " + e.getMessage();
      }
    }
    return new LiveView(keeper, file, origin);
  }

  SnapshotKeeper keeper() {
    return keeper;
  }

  Directory directory() {
    return keeper.directory();
  }

  /// How the view was come by, in words.
  String origin() {
    return origin;
  }

  /// Writes the file for the next start.
  ///
  /// @throws StartException if it cannot be written; nothing is lost but time
  void save() {
    try {
      keeper.save(file);
    } catch (IOException e) {
      throw new StartException(
          "snapshot file `"
              + file
              + "` cannot be written: "
              + e.getMessage()
              + "; the next start reads the store",
          e);
    }
  }
}
