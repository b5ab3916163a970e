package io.counterfoil.server.verifier;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.counterfoil.core.account.Revision;
import io.counterfoil.core.feed.Frame;
import io.counterfoil.core.feed.FrameCodec;
import io.counterfoil.core.node.NodeCredential;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/// Keeps the replica at the head of the feed: reads it from the first control node that answers,
/// and when the connection ends, or nothing comes for five seconds, from the next.
final class FeedReader implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger(FeedReader.class.getName());
  private static final Duration SILENCE = Duration.ofSeconds(5);
  private static final Duration HEARD_EVERY = Duration.ofSeconds(5);
  private static final Duration SKEW = Duration.ofSeconds(5);
  private static final long LARGEST_TAIL = 64L << 20;
  private static final int LEAST_PAUSE_MILLIS = 50;
  private static final int MOST_PAUSE_MILLIS = 2_000;

  private final List<ControlNode> controls;
  private final ReplicaFolder folder;
  private final VerifierKit kit;
  private final LiveReplica live;
  private final ServerClock clock;
  private final NodeCredential credential;
  private final Runnable applied;
  private final LongAdder forks = new LongAdder();
  private final LongAdder connects = new LongAdder();
  private final Thread reader;
  private final Thread watchdog;
  private volatile boolean closed;
  private volatile boolean isConnected;
  private volatile @Nullable InputStream stream;
  private volatile long lastFrame;
  private volatile String trouble = "";
  private volatile Revision kept;
  private long heardKept;
  private boolean isSkewTold;
  private boolean hasCome;
  private volatile byte @Nullable [] lastHeard;
  private long tailLimit = LARGEST_TAIL;

  /// @param applied told when the replica has moved and what it has is on disk
  FeedReader(
      List<ControlNode> controls,
      ReplicaFolder folder,
      VerifierKit kit,
      LiveReplica live,
      ServerClock clock,
      NodeCredential credential,
      Runnable applied) {
    this.credential = credential;
    this.controls = controls;
    this.folder = folder;
    this.kit = kit;
    this.live = live;
    this.clock = clock;
    this.applied = applied;
    kept = live.revision();
    reader = Thread.ofPlatform().daemon().name("counterfoil-reader").unstarted(this::run);
    watchdog = Thread.ofVirtual().name("counterfoil-watchdog").unstarted(this::watch);
  }

  void start() {
    reader.start();
    watchdog.start();
  }

  boolean isConnected() {
    return isConnected;
  }

  /// Why there is no connection; empty where there is one.
  String trouble() {
    return isConnected ? "" : trouble;
  }

  /// How far the copy on disk is, which is what is reported: it outlasts the process.
  Revision kept() {
    return kept;
  }

  long forks() {
    return forks.sum();
  }

  long connects() {
    return connects.sum();
  }

  private void run() {
    int pause = LEAST_PAUSE_MILLIS;
    for (int turn = 0; !closed; turn++) {
      ControlNode control = controls.get(turn % controls.size());
      hasCome = false;
      try {
        follow(control);
      } catch (IOException | IllegalArgumentException e) {
        tell(control, e);
      } catch (InterruptedException e) {
        return;
      } finally {
        isConnected = false;
      }
      pause = hasCome ? LEAST_PAUSE_MILLIS : Math.min(2 * pause, MOST_PAUSE_MILLIS);
      if (closed || !pause(pause)) {
        return;
      }
    }
  }

  private void tell(ControlNode control, Exception e) {
    String told = e.getMessage() == null ? e.toString() : e.getMessage();
    if (!closed && !told.equals(trouble)) {
      LOG.log(System.Logger.Level.WARNING, "no feed from `" + control.url() + "`: " + told);
    }
    trouble = told;
  }

  /// All come back at once when a control node does: each after another moment.
  private static boolean pause(int millis) {
    try {
      Thread.sleep(ThreadLocalRandom.current().nextInt(millis, 3 * millis));
      return true;
    } catch (InterruptedException e) {
      return false;
    }
  }

  private void follow(ControlNode control) throws IOException, InterruptedException {
    if (!live.isReady()) {
      begin(control);
    }
    if (folder.tail().size() > tailLimit) {
      control.snapshot(folder.fresh());
      folder.compact(kit);
      tailLimit = Math.max(LARGEST_TAIL, 2 * folder.tail().size());
    }
    try (InputStream in = control.feed(live.revision())) {
      connects.increment();
      refreshKit(control);
      lastFrame = System.nanoTime();
      stream = in;
      isConnected = true;
      trouble = "";
      read(new DataInputStream(in));
    } catch (ControlNode.Refused e) {
      if (e.status() == 409) {
        forked(control);
      } else if (e.status() != 410) {
        throw e;
      }
      begin(control);
    } finally {
      stream = null;
    }
  }

  /// What a control node hands out may have changed since the last run: the address of its pages,
  /// or the keys, which only a start can take up.
  private void refreshKit(ControlNode control) throws IOException, InterruptedException {
    if (connects.sum() == 1) {
      byte[] json = control.kit();
      VerifierKit fresh = VerifierKit.read(new ObjectMapper().readTree(json), credential);
      folder.keepKit(json);
      if (!fresh.keys().matches(kit.keys())) {
        LOG.log(
            System.Logger.Level.ERROR,
            "the deployment's keys are others now; start this verifier again");
      }
    }
  }

  private void forked(ControlNode control) {
    forks.increment();
    LOG.log(
        System.Logger.Level.ERROR,
        "FORK: `"
            + control.url()
            + "` does not know revision "
            + live.revision().token()
            + ", which this verifier has applied; it begins anew from a snapshot. Was an old backup"
            + " restored, or did a standby take over that had not everything?");
  }

  /// Begins anew from a snapshot.
  private void begin(ControlNode control) throws IOException, InterruptedException {
    control.snapshot(folder.fresh());
    live.set(folder.adopt(kit));
    kept = live.revision();
    hasCome = true;
    applied.run();
  }

  /// Reads until the stream ends, or until a snapshot is to be fetched in the place of the tail.
  private void read(DataInputStream in) throws IOException {
    while (!closed && folder.tail().size() <= tailLimit) {
      int length = in.readInt();
      if (length < 0 || length > FrameCodec.LONGEST) {
        throw new IOException("a frame of " + length + " bytes");
      }
      byte[] frame = new byte[length];
      in.readFully(frame);
      lastFrame = System.nanoTime();
      take(frame, in.available() > Integer.BYTES);
      hasCome = true;
    }
  }

  private void take(byte[] bytes, boolean isMoreHere) throws IOException {
    Frame frame = FrameCodec.decode(bytes, kit.check());
    live.apply(frame);
    switch (frame) {
      case Frame.Changed _ -> {
        folder.tail().add(bytes);
        if (!isMoreHere) {
          keep();
        }
      }
      case Frame.Alive alive -> {
        keep();
        clock.heard(alive.now());
        warnOfSkew();
        lastHeard = bytes;
        keepHeard(bytes);
      }
    }
  }

  private void keep() throws IOException {
    Revision now = live.revision();
    if (!kept.equals(now)) {
      folder.tail().force();
      kept = now;
      applied.run();
    }
  }

  private void keepHeard(byte[] bytes) throws IOException {
    long now = System.nanoTime();
    if (heardKept == 0 || now - heardKept > HEARD_EVERY.toNanos()) {
      folder.keepHeard(bytes, clock.here());
      heardKept = now;
    }
  }

  private void warnOfSkew() {
    Duration off = clock.offset();
    if (off.abs().compareTo(SKEW) > 0 && !isSkewTold) {
      isSkewTold = true;
      LOG.log(
          System.Logger.Level.WARNING,
          "this machine's clock is off by "
              + off.toSeconds()
              + " s (expected: at most 5); the control node's is used. Set it right");
    }
  }

  /// A link that was cut says nothing: whoever hears no heartbeat hangs up.
  private void watch() {
    while (!closed) {
      try {
        TimeUnit.MILLISECONDS.sleep(500);
      } catch (InterruptedException e) {
        return;
      }
      InputStream open = stream;
      if (open != null && System.nanoTime() - lastFrame > SILENCE.toNanos()) {
        hangUp(open);
      }
    }
  }

  private static void hangUp(InputStream open) {
    try {
      open.close();
    } catch (IOException e) {
      LOG.log(System.Logger.Level.DEBUG, "the feed did not close: " + e.getMessage());
    }
  }

  @Override
  public void close() {
    closed = true;
    watchdog.interrupt();
    InputStream open = stream;
    if (open != null) {
      hangUp(open);
    }
    reader.interrupt();
    try {
      reader.join(SILENCE.toMillis());
      byte[] heard = lastHeard;
      if (heard != null && !reader.isAlive()) {
        folder.keepHeard(heard, clock.here());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (IOException e) {
      LOG.log(System.Logger.Level.WARNING, "the last heartbeat was not kept: " + e.getMessage());
    }
  }
}
