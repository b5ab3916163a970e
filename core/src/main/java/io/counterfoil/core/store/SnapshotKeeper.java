package io.counterfoil.core.store;

import io.counterfoil.core.account.Revision;
import io.counterfoil.core.change.Change;
import io.counterfoil.core.change.Commit;
import io.counterfoil.core.feed.FeedSigner;
import io.counterfoil.core.outbox.Queued;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/// Keeps the live view at the store's head: loads it once, then applies every commit, in order.
public final class SnapshotKeeper {
  private static final int PAGE = 1_000;

  private final Store store;
  private final List<Consumer<Commit>> listeners = new ArrayList<>();
  private volatile Directory directory;
  private final String baseDomain;

  /// @param baseDomain hosts `{account}.{baseDomain}` belong to that account
  public SnapshotKeeper(Store store, String baseDomain) {
    this.store = store;
    this.baseDomain = baseDomain;
    directory = new Directory(baseDomain);
  }

  /// What readers read. Not ready until [#load()] has returned.
  public Directory directory() {
    return directory;
  }

  /// How the view was come by.
  ///
  /// @param isMapped whether from the snapshot file, and not from the store
  /// @param how the same in words, with what was in the way
  public record Loaded(boolean isMapped, String how) {}

  /// Maps the snapshot file and applies what was committed since; loads all that is stored where
  /// there is no such file, or none that belongs to the store. What [#directory()] returned before
  /// is of no use afterwards.
  public synchronized Loaded load(Path snapshot) {
    String trouble = "there is no snapshot file yet";
    if (Files.exists(snapshot)) {
      try {
        Directory read = Directory.read(snapshot, baseDomain);
        if (isInHistory(read.revision())) {
          directory = read;
          catchUp();
          return new Loaded(true, "mapped the snapshot of revision " + read.revision().token());
        }
        trouble = "the snapshot file is not of this store's history";
      } catch (IOException | IllegalArgumentException e) {
        trouble = String.valueOf(e.getMessage());
      }
    }
    directory = new Directory(baseDomain);
    load();
    return new Loaded(false, "read the store, since " + trouble);
  }

  /// Writes what is known now to the snapshot file, and goes on with that file mapped, so that
  /// memory holds only what is used of it. What [#directory()] returned before is of no use
  /// afterwards.
  public synchronized void remap(Path snapshot) throws IOException {
    save(snapshot);
    directory = Directory.read(snapshot, baseDomain);
  }

  private boolean isInHistory(Revision revision) {
    if (revision.number() == 0) {
      return false;
    }
    List<Commit> there = store.after(revision.number() - 1, 1);
    return !there.isEmpty() && there.getFirst().revision().equals(revision);
  }

  /// Writes what is known now to the snapshot file. Commits wait meanwhile, readers do not.
  public synchronized void save(Path snapshot) throws IOException {
    SnapshotFile.write(snapshot, directory, null);
  }

  /// Writes what verifiers need to know now to a file, signed. Commits wait meanwhile, readers do
  /// not.
  ///
  /// @return the revision of the file
  public synchronized Revision saveForVerifiers(Path snapshot, FeedSigner signer, Instant now)
      throws IOException {
    SnapshotFile.write(snapshot, directory, new SnapshotFile.Seal(signer, now));
    return directory.revision();
  }

  /// Tells of every commit that is applied from now on, in order, before the next one can be.
  public synchronized void listen(Consumer<Commit> listener) {
    listeners.add(listener);
  }

  /// Loads all that is stored.
  public synchronized void load() {
    Revision head = store.load(this::apply);
    directory.people().publish();
    directory.arrivedAt(head);
  }

  /// Applies every commit that is stored and not yet applied.
  ///
  /// @throws ForkedException if the store's history is not the one that was applied
  public synchronized void catchUp() {
    catchUpWith(store);
  }

  /// Applies every commit that a store of the same history has beyond what was applied.
  ///
  /// @throws ForkedException if it is of another history
  public synchronized void catchUpWith(Store other) {
    long before = directory.revision().number();
    List<Commit> page;
    do {
      page = other.after(directory.revision().number(), PAGE);
      page.forEach(this::apply);
    } while (page.size() == PAGE);
    Revision applied = directory.revision();
    if (applied.number() == before && Lineage.of(applied, other) == Lineage.FORKED) {
      throw new ForkedException(applied, other.head());
    }
  }

  /// Applies the commit that follows what was applied so far.
  synchronized void apply(Commit commit) {
    if (!commit.follows(directory.revision())) {
      throw new ForkedException(directory.revision(), commit.revision());
    }
    commit.changes().forEach(this::apply);
    directory.people().publish();
    directory.arrivedAt(commit.revision());
    listeners.forEach(listener -> listener.accept(commit));
  }

  /// Stores the commit and applies it.
  ///
  /// @throws StaleHeadException if somebody else committed first; their commits are applied then
  public synchronized void commit(Commit commit) {
    commit(commit, List.of());
  }

  /// The same, with the messages that tell of it.
  ///
  /// @throws StaleHeadException if somebody else committed first; nothing was queued then
  public synchronized void commit(Commit commit, List<Queued> messages) {
    try {
      store.commit(directory.revision(), commit, messages);
    } catch (StaleHeadException e) {
      catchUp();
      throw e;
    }
    apply(commit);
  }

  private void apply(Change change) {
    new Application(directory).apply(change);
  }
}
