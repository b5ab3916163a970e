package io.counterfoil.server.feed;

import io.counterfoil.core.account.Revision;
import io.counterfoil.core.change.Commit;
import io.counterfoil.core.feed.FeedSigner;
import io.counterfoil.core.feed.Frame;
import io.counterfoil.core.feed.FrameCodec;
import io.counterfoil.core.feed.Redaction;
import io.counterfoil.core.store.SnapshotKeeper;
import io.counterfoil.core.store.Store;
import io.counterfoil.core.store.StoreException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Turns each commit into one signed frame and hands it to everybody who reads the feed. Each
/// commit is signed once, however many read; a reader that is behind reads the store.
public final class FeedHub implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger(FeedHub.class.getName());
  private static final int PAGE = 200;

  /// Commits of an import are large; so many of them are in memory for each reader that is behind.
  private static final int STORE_PAGE = 16;

  private static final int QUEUE = 1_000;

  /// From how many revisions on a snapshot is written anew rather than handed out again.
  private static final long SNAPSHOT_AGE = 10_000;

  private final SnapshotKeeper keeper;
  private final Store store;
  private final FeedSigner signer;
  private final InstantSource clock;
  private final Supplier<Instant> completeAt;
  private final Path snapshot;
  private final FeedLimits limits;

  private final BlockingQueue<Commit> fresh = new ArrayBlockingQueue<>(QUEUE);
  private final Set<Subscriber> subscribers = ConcurrentHashMap.newKeySet();
  private final LongAdder cutOff = new LongAdder();
  private final FrameRing ring;
  private final Thread worker;
  private volatile Revision head;
  private volatile boolean closed;
  private @Nullable Revision snapshotAt;

  /// A hub whose thread runs at once.
  ///
  /// @param completeAt until when nothing that was committed is missing in the keeper's view
  /// @param snapshot the file that verifiers begin with
  public FeedHub(
      SnapshotKeeper keeper,
      Store store,
      FeedSigner signer,
      InstantSource clock,
      Supplier<Instant> completeAt,
      Path snapshot,
      FeedLimits limits) {
    this.keeper = keeper;
    this.store = store;
    this.signer = signer;
    this.clock = clock;
    this.completeAt = completeAt;
    this.snapshot = snapshot;
    this.limits = limits;
    keeper.listen(fresh::offer); // what does not fit is read from the store
    head = keeper.directory().revision();
    ring = new FrameRing(limits, head.number());
    worker = Thread.ofPlatform().daemon().name("counterfoil-feed").start(this::work);
  }

  /// Where a reader stands that asks to go on.
  enum Cursor {
    /// The feed goes on from there.
    KNOWN,
    /// It is no point of this history.
    FORKED,
    /// It is too long ago.
    TOO_OLD
  }

  /// Whether the feed can go on behind that revision.
  ///
  /// @throws StoreException if the store cannot be read
  Cursor cursor(Revision after) {
    if (after.number() > head.number()) {
      keeper.catchUp(); // another control node may be ahead of this one
      if (after.number() > keeper.directory().revision().number()) {
        return Cursor.FORKED;
      }
    }
    if (after.number() == 0) {
      return head.number() > limits.tail() ? Cursor.TOO_OLD : Cursor.KNOWN;
    }
    List<Commit> there = store.after(after.number() - 1, 1);
    if (there.isEmpty() || there.getFirst().revision().number() != after.number()) {
      return Cursor.TOO_OLD;
    }
    if (!there.getFirst().revision().equals(after)) {
      return Cursor.FORKED;
    }
    return head.number() - after.number() > limits.tail() ? Cursor.TOO_OLD : Cursor.KNOWN;
  }

  FeedLimits limits() {
    return limits;
  }

  FeedSigner signer() {
    return signer;
  }

  void join(Subscriber subscriber) {
    subscribers.add(subscriber);
  }

  void leave(Subscriber subscriber) {
    subscribers.remove(subscriber);
  }

  /// Frames after that number; null where they have to be read from the store.
  byte @Nullable [][] after(long number) {
    return ring.after(number, PAGE);
  }

  /// Frames after that number, from the store.
  ///
  /// @throws StoreException if it cannot be read
  byte[][] read(long number) {
    List<byte[]> frames = new ArrayList<>();
    Revision previous = Revision.NONE;
    for (Commit commit : store.after(Math.max(0, number - 1), STORE_PAGE)) {
      if (commit.revision().number() > number) {
        frames.add(frame(previous, commit));
      }
      previous = commit.revision();
    }
    return frames.toArray(byte[][]::new);
  }

  /// The file that a verifier begins with, no older than the feed reaches back.
  synchronized Path snapshot() throws IOException {
    Revision there = snapshotAt;
    long age = there == null ? Long.MAX_VALUE : head.number() - there.number();
    if (age > Math.min(SNAPSHOT_AGE, limits.tail() / 2) || !Files.exists(snapshot)) {
      snapshotAt = keeper.saveForVerifiers(snapshot, signer, clock.instant());
    }
    return snapshot;
  }

  private byte[] frame(Revision previous, Commit commit) {
    return FrameCodec.encode(
        new Frame.Changed(
            previous,
            commit.revision(),
            commit.audit().at(),
            Redaction.forVerifiers(commit.changes())),
        signer);
  }

  private void work() {
    long beat = limits.beat().toNanos();
    long due = System.nanoTime() + beat;
    while (!closed) {
      try {
        Commit next = fresh.poll(Math.max(0, due - System.nanoTime()), TimeUnit.NANOSECONDS);
        if (next != null) {
          take(next);
        }
        if (System.nanoTime() - due >= 0) {
          due = System.nanoTime() + beat;
          beat();
        }
      } catch (InterruptedException e) {
        return;
      } catch (StoreException e) {
        LOG.log(System.Logger.Level.WARNING, "feed: " + e.getMessage());
      }
    }
  }

  private void take(Commit commit) {
    if (commit.revision().number() == head.number() + 1) {
      add(commit);
    } else {
      readUpTo(commit.revision().number());
    }
    if (fresh.isEmpty() || ring.last() % PAGE == 0) {
      subscribers.forEach(Subscriber::wake);
    }
  }

  /// What the queue had no room for stands in the store.
  private void readUpTo(long number) {
    while (head.number() < number) {
      List<Commit> missed = store.after(head.number(), STORE_PAGE);
      if (missed.isEmpty()) {
        return;
      }
      missed.forEach(this::add);
    }
  }

  private void add(Commit commit) {
    ring.add(frame(head, commit));
    head = commit.revision();
  }

  /// Says that all is well, behind everything that was applied before.
  private void beat() {
    Instant complete = completeAt.get();
    for (Commit next = fresh.poll(); next != null; next = fresh.poll()) {
      take(next);
    }
    readUpTo(keeper.directory().revision().number());
    Instant now = clock.instant();
    byte[] alive =
        FrameCodec.encode(
            new Frame.Alive(head, complete.isBefore(now) ? complete : now, now), signer);
    long number = head.number();
    for (Subscriber subscriber : subscribers) {
      if (subscriber.isStalled(limits.patience())) {
        cutOff.increment();
        subscriber.cutOff();
      } else {
        subscriber.beat(number, alive);
      }
    }
  }

  /// How many read the feed.
  public int size() {
    return subscribers.size();
  }

  /// Writes what it counts, in the text format that Prometheus reads.
  public void writePrometheus(StringBuilder out) {
    out.append("# HELP counterfoil_feed_subscribers Verifiers that read the feed here.\n")
        .append("# TYPE counterfoil_feed_subscribers gauge\ncounterfoil_feed_subscribers ")
        .append(subscribers.size())
        .append("\n# HELP counterfoil_feed_cut_off_total Readers that took nothing for too long.\n")
        .append("# TYPE counterfoil_feed_cut_off_total counter\ncounterfoil_feed_cut_off_total ")
        .append(cutOff.sum())
        .append('\n');
  }

  @Override
  public void close() {
    closed = true;
    worker.interrupt();
    subscribers.forEach(Subscriber::cutOff);
  }
}
