package io.counterfoil.server.verifier;

import io.counterfoil.core.account.AccountName;
import io.counterfoil.core.account.Revision;
import io.counterfoil.core.explain.Archive;
import io.counterfoil.core.feed.Frame;
import io.counterfoil.core.key.ApiKey;
import io.counterfoil.core.key.AppKey;
import io.counterfoil.core.key.TokenDigest;
import io.counterfoil.core.store.Directory;
import io.counterfoil.core.store.MemoryStore;
import io.counterfoil.core.store.Replica;
import io.counterfoil.core.store.SnapshotKeeper;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The replica that is decided on now; another takes its place when a snapshot had to be fetched.
/// One thread feeds it, any may read.
final class LiveReplica implements Archive {
  private final Directory nothing;
  private volatile @Nullable Replica replica;

  LiveReplica(String baseDomain) {
    nothing = new SnapshotKeeper(new MemoryStore(), baseDomain).directory();
  }

  /// What readers read; not ready where there is no replica yet.
  Directory directory() {
    Replica now = replica;
    return now == null ? nothing : now.directory();
  }

  boolean isReady() {
    return replica != null;
  }

  Revision revision() {
    return directory().revision();
  }

  void set(Replica fresh) {
    replica = fresh;
  }

  /// @throws IllegalArgumentException if it does not follow
  void apply(Frame frame) {
    Replica now = replica;
    if (now == null) {
      throw new IllegalArgumentException("there is nothing that a frame could follow");
    }
    now.apply(frame);
  }

  @Override
  public @Nullable ApiKey everKnown(AppKey name) {
    return directory().everKnown(name);
  }

  @Override
  public List<ApiKey> differingByCase(AppKey name) {
    return directory().differingByCase(name);
  }

  @Override
  public @Nullable ApiKey holderOf(AccountName account, TokenDigest alone) {
    return directory().holderOf(account, alone);
  }
}
