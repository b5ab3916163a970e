package io.counterfoil.store;

import io.counterfoil.core.account.Account;
import io.counterfoil.core.change.Change;
import io.counterfoil.core.change.Commit;
import io.counterfoil.core.key.KeyState;
import io.counterfoil.core.store.Store;
import io.counterfoil.core.store.StoreException;
import io.counterfoil.testkit.Samples;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// A process that commits one change after the other, small ones and imports, prints the number of
/// each commit that was acknowledged, and ends only when it is killed.
final class Committer {
  private static final int EACH_IMPORT = 40;
  private static final int KEYS_AN_IMPORT = 120;

  private Committer() {}

  public static void main(String[] arguments) {
    try (Store store = SqlStore.open(StoreAddress.parse(arguments[0]))) {
      Samples samples = new Samples(store.head().number());
      Account account = new Samples(1).account(1, "acme");
      Change put = new Change.AccountPut(account);
      Samples.commit(store, Samples.entry(account.name(), "a"), List.of(put));
      for (int i = 1; ; i++) {
        commit(store, account, changes(i, samples, account));
      }
    } catch (StoreException e) {
      System.out.println(e.getMessage());
    }
  }

  /// Among tens of thousands of sampled names two may be the same: the store refuses that one.
  private static void commit(Store store, Account account, List<Change> changes) {
    try {
      Commit done = Samples.commit(store, Samples.entry(account.name(), "k"), changes);
      System.out.println(done.revision().number());
    } catch (StoreException e) {
      if (!String.valueOf(e.getMessage()).contains("api_key.app_key")) {
        throw e;
      }
    }
  }

  /// A key that was put, and at once put again otherwise, so that half of it could be seen.
  private static List<Change> changes(int i, Samples samples, Account account) {
    List<Change> changes = new ArrayList<>();
    int keys = i % EACH_IMPORT == 0 ? KEYS_AN_IMPORT : 1;
    for (int k = 0; k < keys; k++) {
      changes.add(new Change.KeyPut(samples.key(account.name())));
    }
    if (i % 3 == 0) {
      var noted = samples.noted(account.name());
      changes.add(new Change.KeyPut(noted));
      changes.add(new Change.KeyPut(noted.with(KeyState.INACTIVE, noted.changedAt())));
    }
    return changes;
  }

  /// Starts such a process on the file.
  static Process start(Path file) throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "--enable-native-access=ALL-UNNAMED",
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-cp",
            System.getProperty("java.class.path"),
            Committer.class.getName(),
            "sqlite:" + file)
        .redirectError(ProcessBuilder.Redirect.DISCARD)
        .start();
  }
}
