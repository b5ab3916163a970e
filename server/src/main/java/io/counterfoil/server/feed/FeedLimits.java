package io.counterfoil.server.feed;

import java.time.Duration;

/// How much the feed keeps and waits for.
///
/// @param tail how many revisions a verifier may be behind and still read on; beyond that it takes
///   a snapshot
/// @param ring how many frames are kept in memory for all subscribers together
/// @param ringBytes how large they may be together
/// @param beat how often a sign of life is sent
/// @param patience how long a subscriber may take nothing before it is cut off
public record FeedLimits(int tail, int ring, long ringBytes, Duration beat, Duration patience) {
  /// What is so unless told otherwise.
  public static final FeedLimits USUAL =
      new FeedLimits(100_000, 10_000, 64L << 20, Duration.ofSeconds(1), Duration.ofSeconds(10));
}
