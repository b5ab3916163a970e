package io.counterfoil.bench;

import io.counterfoil.core.account.Revision;
import io.counterfoil.core.change.AuditEntry;
import io.counterfoil.core.change.Change;
import io.counterfoil.core.change.Commit;
import io.counterfoil.core.key.Pepper;
import io.counterfoil.core.store.Directory;
import io.counterfoil.core.store.SnapshotKeeper;
import io.counterfoil.core.store.Store;
import io.counterfoil.server.catalogue.CatalogueFile;
import io.counterfoil.store.SqlStore;
import io.counterfoil.store.StoreAddress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// How long a start takes with many keys: from the store, and from the snapshot file. Prints lines
/// of a table.
public final class LoadTimes {
  private static final int A_COMMIT = 50_000;
  private static final String BASE_DOMAIN = "example.com";

  private LoadTimes() {}

  /// Makes what it needs and measures.
  ///
  /// @param arguments how many keys, the store's address, the snapshot file to write
  public static void main(String[] arguments) throws IOException {
    int keys = Integer.parseInt(arguments[0]);
    StoreAddress address = StoreAddress.parse(arguments[1]);
    Path snapshot = Path.of(arguments[2]);
    try (Store store = SqlStore.open(address)) {
      if (store.head().equals(Revision.NONE)) {
        long began = System.nanoTime();
        fill(store, keys);
        say("committed to the store, 50,000 changes at a time", keys, began);
      }
    }
    try (Store store = SqlStore.open(address)) {
      long began = System.nanoTime();
      SnapshotKeeper keeper = new SnapshotKeeper(store, BASE_DOMAIN);
      keeper.load();
      say("loaded from the store, ready to decide", keys, began);
      began = System.nanoTime();
      keeper.save(snapshot);
      say("written to the snapshot file", keys, began);
    }
    long began = System.nanoTime();
    Directory mapped = Directory.read(snapshot, BASE_DOMAIN);
    say("loaded from the snapshot file, its hash checked", keys, began);
    System.out.printf(
        Locale.ROOT,
        "| size of the snapshot file | %,.1f bytes a key |%n",
        (double) Files.size(snapshot) / mapped.pairs());
  }

  private static void say(String what, int keys, long began) {
    double seconds = (System.nanoTime() - began) / 1e9;
    System.out.printf(
        Locale.ROOT,
        "| %,d keys %s | %.1f s, %,.0f keys/s |%n",
        keys,
        what,
        seconds,
        keys / seconds);
  }

  private static void fill(Store store, int keys) {
    List<Change> changes = new ArrayList<>();
    var population =
        new Population(
            keys, CatalogueFile.bundled(), new Pepper(1, new byte[Pepper.BYTES]), _ -> {});
    population.load(change -> {
      changes.add(change);
      if (changes.size() >= A_COMMIT) {
        commit(store, changes);
      }
    });
    commit(store, changes);
  }

  private static void commit(Store store, List<Change> changes) {
    AuditEntry entry =
        new AuditEntry(
            Instant.EPOCH, null, "bench", "filled", "store", Map.of(), Map.of(), "bench", null);
    Revision head = store.head();
    store.commit(head, Commit.after(head, entry, changes));
    changes.clear();
  }
}
