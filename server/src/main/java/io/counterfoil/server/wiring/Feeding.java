package io.counterfoil.server.wiring;

import io.counterfoil.core.feed.FeedSigner;
import io.counterfoil.core.key.Pepper;
import io.counterfoil.core.key.VerifierKeys;
import io.counterfoil.core.store.Store;
import io.counterfoil.server.control.Parts;
import io.counterfoil.server.feed.FeedHub;
import io.counterfoil.server.feed.FeedLimits;
import io.counterfoil.server.feed.FeedSite;
import java.nio.file.Path;
import java.time.InstantSource;

/// What streams the record to verifiers, and follows it where other processes write to it too.
///
/// @param keys what verifiers decide with
record Feeding(StoreFollower follower, FeedHub hub, VerifierKeys keys, String baseDomain)
    implements AutoCloseable {
  private static final String SNAPSHOT = "feed-snapshot";

  static Feeding open(
      LiveView view, Store store, Pepper pepper, ServerConfig config, InstantSource clock) {
    StoreFollower follower = new StoreFollower(store, view.keeper(), clock);
    Path snapshot = config.data().toAbsolutePath().normalize().resolve(SNAPSHOT);
    FeedHub hub =
        new FeedHub(
            view.keeper(),
            store,
            FeedSigner.of(pepper),
            clock,
            follower::completeAt,
            snapshot,
            FeedLimits.USUAL);
    return new Feeding(follower, hub, VerifierKeys.of(pepper), config.baseDomain());
  }

  FeedSite site(Parts parts) {
    return new FeedSite(parts, hub, keys, baseDomain);
  }

  @Override
  public void close() {
    hub.close();
    follower.close();
  }
}
