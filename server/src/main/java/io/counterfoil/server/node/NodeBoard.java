package io.counterfoil.server.node;

import io.counterfoil.core.node.Node;
import io.counterfoil.core.node.NodeName;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// How far each verifier is, by what it reports. A verifier reports as soon as it has applied
/// something, and each second; one that was not heard for five seconds is silent. Safe for use by
/// many threads.
public final class NodeBoard {
  /// After how long without a word a verifier is silent.
  public static final Duration SILENT = Duration.ofSeconds(5);

  private static final int REMEMBERED = 256;

  private final Supplier<List<Node>> nodes;
  private final InstantSource clock;
  private final Map<NodeName, Track> tracks = new ConcurrentHashMap<>();
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition moved = lock.newCondition();

  /// @param nodes those that there are
  public NodeBoard(Supplier<List<Node>> nodes, InstantSource clock) {
    this.nodes = nodes;
    this.clock = clock;
  }

  /// How a verifier is.
  ///
  /// @param heardAt null where nothing was heard of it since this server's start
  public record Standing(
      Node node, @Nullable Instant heardAt, @Nullable NodeReport report, boolean isLive) {}

  /// Whether and when a verifier had applied a revision.
  ///
  /// @param appliedAt null where it has not
  /// @param heardAt null where nothing was heard of it since this server's start
  public record Applied(
      NodeName node, @Nullable Instant appliedAt, @Nullable Instant heardAt, boolean isLive) {}

  /// What was heard of one verifier; a ring of when it reached what.
  private static final class Track {
    private final long[] revisions = new long[REMEMBERED];
    private final long[] times = new long[REMEMBERED];
    private int count;
    private long heardNanos;
    private Instant heardAt = Instant.EPOCH;
    private @Nullable NodeReport report;

    /// When it was first known to have that revision; null where it is not known to.
    @Nullable Instant reached(long revision) {
      NodeReport last = report;
      if (last == null || last.revision() < revision) {
        return null;
      }
      int oldest = Math.max(0, count - REMEMBERED);
      for (int i = oldest; i < count; i++) {
        if (revisions[i % REMEMBERED] >= revision) {
          return Instant.ofEpochMilli(times[i % REMEMBERED]);
        }
      }
      return heardAt;
    }
  }

  /// Notes what a verifier says of itself.
  public void heard(NodeName name, NodeReport report) {
    Instant now = clock.instant();
    lock.lock();
    try {
      Track track = tracks.computeIfAbsent(name, _ -> new Track());
      NodeReport before = track.report;
      track.report = report;
      track.heardAt = now;
      track.heardNanos = System.nanoTime();
      if (before == null || before.revision() != report.revision()) {
        if (before != null && before.revision() > report.revision()) {
          track.count = 0; // it threw its history away
        }
        track.revisions[track.count % REMEMBERED] = report.revision();
        track.times[track.count % REMEMBERED] = now.toEpochMilli();
        track.count++;
        moved.signalAll();
      }
    } finally {
      lock.unlock();
    }
  }

  /// Every verifier, by name.
  public List<Standing> standings() {
    lock.lock();
    try {
      return nodes.get().stream().map(this::standing).toList();
    } finally {
      lock.unlock();
    }
  }

  private Standing standing(Node node) {
    Track track = tracks.get(node.name());
    return track == null
        ? new Standing(node, null, null, false)
        : new Standing(node, track.heardAt, track.report, isLive(track));
  }

  private static boolean isLive(Track track) {
    return System.nanoTime() - track.heardNanos < SILENT.toNanos();
  }

  /// Waits until every verifier that is not silent has applied the revision.
  ///
  /// @return how each of them stands when that is so, or when the time is up
  public List<Applied> await(long revision, Duration atMost) {
    long left = atMost.toNanos();
    lock.lock();
    try {
      while (left > 0 && isAwaited(revision)) {
        // one of them may fall silent meanwhile, and nobody signals that
        long step = Math.min(left, TimeUnit.MILLISECONDS.toNanos(250));
        left -= step - Math.max(0, moved.awaitNanos(step));
      }
      return nodes.get().stream().map(node -> applied(node, revision)).toList();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return List.of();
    } finally {
      lock.unlock();
    }
  }

  private boolean isAwaited(long revision) {
    return nodes.get().stream()
        .map(node -> tracks.get(node.name()))
        .anyMatch(track -> track != null && isLive(track) && track.reached(revision) == null);
  }

  private Applied applied(Node node, long revision) {
    Track track = tracks.get(node.name());
    return track == null
        ? new Applied(node.name(), null, null, false)
        : new Applied(node.name(), track.reached(revision), track.heardAt, isLive(track));
  }

  /// Writes how far verifiers are, in the text format that Prometheus reads.
  ///
  /// @param head the number of the newest revision here
  public void writePrometheus(StringBuilder out, long head) {
    List<Standing> all = standings();
    out.append("# HELP counterfoil_nodes Verifiers by state.\n# TYPE counterfoil_nodes gauge\n");
    long live = all.stream().filter(Standing::isLive).count();
    out.append("counterfoil_nodes{state=\"live\"} ").append(live);
    out.append("\ncounterfoil_nodes{state=\"silent\"} ").append(all.size() - live);
    out.append("\n# HELP counterfoil_node_lag_revisions How many revisions a verifier is behind.\n")
        .append("# TYPE counterfoil_node_lag_revisions gauge\n");
    for (Standing each : all) {
      NodeReport report = each.report();
      if (report != null) {
        out.append("counterfoil_node_lag_revisions{node=\"")
            .append(each.node().name())
            .append("\"} ")
            .append(Math.max(0, head - report.revision()))
            .append('\n');
      }
    }
  }
}
