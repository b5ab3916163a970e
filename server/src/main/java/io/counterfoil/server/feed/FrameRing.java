package io.counterfoil.server.feed;

import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/// The newest frames, in order, for all subscribers together: nobody's slowness costs memory. Safe
/// for use by many threads.
final class FrameRing {
  private final int most;
  private final long mostBytes;
  private final ArrayDeque<byte[]> frames = new ArrayDeque<>();
  private long last;
  private long bytes;

  /// @param last the number of the revision before the first frame
  FrameRing(FeedLimits limits, long last) {
    most = limits.ring();
    mostBytes = limits.ringBytes();
    this.last = last;
  }

  /// Adds the frame of the next revision.
  synchronized void add(byte[] frame) {
    frames.addLast(frame);
    last++;
    bytes += frame.length;
    while (frames.size() > most || bytes > mostBytes && frames.size() > 1) {
      bytes -= frames.removeFirst().length;
    }
  }

  /// The frames after the number, some of them; null where the first of those is no longer here.
  synchronized byte @Nullable [][] after(long number, int limit) {
    long first = last - frames.size() + 1;
    if (number + 1 < first) {
      return null;
    }
    return frames.stream().skip(number + 1 - first).limit(limit).toArray(byte[][]::new);
  }

  synchronized long last() {
    return last;
  }
}
