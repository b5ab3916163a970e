package io.counterfoil.store;

import io.counterfoil.core.account.Account;
import io.counterfoil.core.change.Change;
import io.counterfoil.core.change.Commit;
import io.counterfoil.core.store.Store;
import io.counterfoil.core.store.StoreException;
import io.counterfoil.testkit.Samples;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/// A process that commits one key after the other, prints the number of each commit that was
/// acknowledged, and ends only when it is killed.
final class Committer {
  private Committer() {}

  public static void main(String[] arguments) {
    try (Store store = SqlStore.open(StoreAddress.parse(arguments[0]))) {
      Samples samples = new Samples(store.head().number());
      Account account = new Samples(1).account(1, "acme");
      Change put = new Change.AccountPut(account);
      Samples.commit(store, Samples.entry(account.name(), "a"), List.of(put));
      while (true) {
        Change key = new Change.KeyPut(samples.key(account.name()));
        Commit done = Samples.commit(store, Samples.entry(account.name(), "k"), List.of(key));
        System.out.println(done.revision().number());
      }
    } catch (StoreException e) {
      System.out.println(e.getMessage());
    }
  }

  /// Starts such a process on the file.
  static Process start(Path file) throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "--enable-native-access=ALL-UNNAMED",
            "-XX:+UseSerialGC",
            "-cp",
            System.getProperty("java.class.path"),
            Committer.class.getName(),
            "sqlite:" + file)
        .redirectError(ProcessBuilder.Redirect.DISCARD)
        .start();
  }

  /// Kills the process (SIGKILL) as soon as it has acknowledged so many commits.
  ///
  /// @return the number of the last commit that it acknowledged
  static long killAfter(Process process, int acknowledged)
      throws IOException, InterruptedException {
    long last = 0;
    try (BufferedReader lines = process.inputReader()) {
      int seen = 0;
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        last = Long.parseLong(line);
        seen++;
        if (seen == acknowledged) {
          // Unlike the process itself, its handle leaves the stream open for what was still said.
          process.toHandle().destroyForcibly();
        }
      }
    }
    process.waitFor();
    return last;
  }
}
