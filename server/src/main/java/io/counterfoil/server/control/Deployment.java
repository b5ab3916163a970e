package io.counterfoil.server.control;

import org.jspecify.annotations.Nullable;

/// What a deployment is for, and where its edge is reached.
public final class Deployment {
  private final Purpose purpose;
  private volatile @Nullable String edge;

  /// What a deployment is for.
  public enum Purpose {
    /// Its data are somebody's.
    SERVING,

    /// It shows what there is to see; its data are invented, and stay.
    DEMO,

    /// The same, and they are gone when it stops.
    DEMO_FOR_NOW
  }

  /// One whose edge does not listen yet.
  public Deployment(Purpose purpose) {
    this.purpose = purpose;
  }

  /// Whether its data are invented.
  public boolean isDemo() {
    return purpose != Purpose.SERVING;
  }

  /// Whether its data stay when it stops.
  public boolean isKept() {
    return purpose != Purpose.DEMO_FOR_NOW;
  }

  /// Where its edge is reached; null before it listens.
  public @Nullable String edge() {
    return edge;
  }

  /// Notes where its edge is reached.
  public void edgeAt(String url) {
    edge = url;
  }
}
