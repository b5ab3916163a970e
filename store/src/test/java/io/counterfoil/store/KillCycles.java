package io.counterfoil.store;

import io.counterfoil.core.change.Change;
import io.counterfoil.core.change.ChangeCodec;
import io.counterfoil.core.change.Commit;
import io.counterfoil.core.store.MemoryStore;
import io.counterfoil.core.store.Store;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;

/// Kills a process that writes to a SQLite file, again and again, at any moment of its life, and
/// compares after each time what is there with what was acknowledged.
final class KillCycles {
  private static final int EACH_WHOLE = 25;
  private static final int PAGE = 5_000;

  private final RecordFile file;
  private final Random random;
  private final MemoryStore replica = new MemoryStore();
  private long acknowledged;
  private long lost;
  private long halfApplied;
  private int beforeTheFirst;
  private Duration slowest = Duration.ZERO;

  private KillCycles(RecordFile file, long seed) {
    this.file = file;
    random = new Random(seed);
  }

  /// What came of it.
  ///
  /// @param acknowledged how many commits were
  /// @param lost how many of them were not there afterwards
  /// @param halfApplied after how many kills the state was not what the commits add up to
  /// @param beforeTheFirst how many kills came before the process had acknowledged anything
  /// @param slowest the longest that the file took to be open again
  record Figures(
      int cycles,
      long acknowledged,
      long lost,
      long halfApplied,
      int beforeTheFirst,
      Duration slowest) {}

  /// Runs so many cycles on a file in the folder.
  static Figures run(Path folder, int cycles, long seed) throws Exception {
    KillCycles kills = new KillCycles(new RecordFile(folder.resolve("record.db")), seed);
    for (int i = 1; i <= cycles; i++) {
      kills.cycle(i % EACH_WHOLE == 0 || i == cycles);
    }
    return new Figures(
        cycles,
        kills.acknowledged,
        kills.lost,
        kills.halfApplied,
        kills.beforeTheFirst,
        kills.slowest);
  }

  /// Prints the figures of as many cycles as the first argument says.
  public static void main(String[] arguments) throws Exception {
    Path folder = Files.createTempDirectory("counterfoil-kills");
    long began = System.nanoTime();
    Figures figures = run(folder, Integer.parseInt(arguments[0]), 1);
    System.out.println(
        figures + " in " + Duration.ofNanos(System.nanoTime() - began).toSeconds() + " s");
  }

  private void cycle(boolean whole) throws IOException, InterruptedException, SQLException {
    long seen = killed();
    long began = System.nanoTime();
    try (Store store = file.open()) {
      long head = store.head().number();
      Duration took = Duration.ofNanos(System.nanoTime() - began);
      slowest = took.compareTo(slowest) > 0 ? took : slowest;
      lost += Math.max(0, Math.max(seen, replica.head().number()) - head);
      follow(store);
      if (replica.head().number() != head || whole && !state(store).equals(state(replica))) {
        halfApplied++;
      }
    }
    if (!fits()) {
      halfApplied++;
    }
  }

  /// Whether rows, changes and audit entries are as many as the head says.
  private boolean fits() throws SQLException {
    return file.ask(
            "select (select count(*) from change_log) = rev and (select count(*) from audit_log) ="
                + " rev and (select count(*) from api_key) = (select count(*) from api_token) from"
                + " stream_head")
        .equals("1");
  }

  /// Starts a process and kills it (SIGKILL): a quarter of them at any moment, also while they
  /// start; the others amid their commits.
  ///
  /// @return the number of the last commit that it acknowledged; 0 for none
  private long killed() throws IOException, InterruptedException {
    Process process = Committer.start(file.path());
    // Unlike the process itself, its handle leaves the stream open for what was still said.
    ProcessHandle handle = process.toHandle();
    boolean early = random.nextInt(4) == 0;
    int after = 1 + random.nextInt(60);
    if (early) {
      process.waitFor(Duration.ofMillis(random.nextInt(1_500)));
      handle.destroyForcibly();
    }
    long last = 0;
    int count = 0;
    try (BufferedReader lines = process.inputReader()) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        last = Long.parseLong(line);
        count++;
        if (count == after && !early) {
          busy(random.nextInt(8_000_000));
          handle.destroyForcibly();
        }
      }
    }
    process.waitFor();
    acknowledged += count;
    beforeTheFirst += count == 0 ? 1 : 0;
    return last;
  }

  private static void busy(long nanos) {
    long until = System.nanoTime() + nanos;
    while (System.nanoTime() < until) {
      Thread.onSpinWait();
    }
  }

  /// Takes the commits that are new into the replica, which refuses one that does not follow.
  private void follow(Store store) {
    List<Commit> page;
    do {
      page = store.after(replica.head().number(), PAGE);
      page.forEach(commit -> replica.commit(replica.head(), commit));
    } while (page.size() == PAGE);
  }

  private static Set<String> state(Store store) {
    Set<String> all = new TreeSet<>();
    store.load(
        (Change change) -> all.add(HexFormat.of().formatHex(ChangeCodec.encode(List.of(change)))));
    return all;
  }
}
