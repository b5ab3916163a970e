package io.counterfoil.core.store;

import io.counterfoil.core.account.Revision;
import io.counterfoil.core.feed.FeedCheck;
import io.counterfoil.core.feed.Frame;
import java.io.IOException;
import java.nio.file.Path;

/// The live view of a verifier: a signed snapshot, and every frame since. One thread feeds it, any
/// may read its directory.
public final class Replica {
  private final Directory directory;

  private Replica(Directory directory) {
    this.directory = directory;
  }

  /// What the snapshot file holds.
  ///
  /// @throws IOException if it cannot be read, is not whole, was altered, or was not signed so
  public static Replica read(Path snapshot, String baseDomain, FeedCheck check) throws IOException {
    SnapshotFile.Contents contents = SnapshotFile.read(snapshot, check);
    Directory directory = Directory.of(contents, baseDomain);
    directory.nodes().completeAt(contents.writtenAt());
    return new Replica(directory);
  }

  /// What readers read.
  public Directory directory() {
    return directory;
  }

  /// How far it is.
  public Revision revision() {
    return directory.revision();
  }

  /// Whether the frame follows what was applied.
  public boolean isNext(Frame frame) {
    return switch (frame) {
      case Frame.Changed(var previous, _, _, _) -> previous.equals(revision());
      case Frame.Alive(var revision, _, _) -> revision.equals(revision());
    };
  }

  /// Applies the frame.
  ///
  /// @throws IllegalArgumentException if it does not follow what was applied: the histories forked,
  ///   or something between was lost
  public void apply(Frame frame) {
    if (!isNext(frame)) {
      throw new IllegalArgumentException(
          "revision "
              + frame.revision().token()
              + " does not follow "
              + revision().token()
              + " (expected: one history)");
    }
    if (frame instanceof Frame.Changed(_, var revision, _, var changes)) {
      changes.forEach(new Application(directory)::apply);
      directory.people().publish();
      directory.arrivedAt(revision);
    }
    directory.nodes().completeAt(frame.at());
  }
}
