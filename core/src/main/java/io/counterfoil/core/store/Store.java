package io.counterfoil.core.store;

import io.counterfoil.core.account.Revision;
import io.counterfoil.core.change.ChainedEntry;
import io.counterfoil.core.change.Change;
import io.counterfoil.core.change.Commit;
import io.counterfoil.core.key.KeyId;
import io.counterfoil.core.key.SealedHash;
import io.counterfoil.core.outbox.Outbox;
import io.counterfoil.core.outbox.Queued;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Keeps every commit, in one order, for ever. Safe for use by many threads.
///
/// Every store passes the one store suite; what it promises stands there.
public interface Store extends AutoCloseable {
  /// The newest revision that is stored; [Revision#NONE] at first.
  Revision head();

  /// Hands over the whole state at the head, as the changes that would build it from nothing: the
  /// catalogue first, then accounts, people, custom roles, keys, links, rules, sign-ins, passes,
  /// grants. Only foreign hashes are left out: they are asked for one at a time.
  ///
  /// @return the head at which the state was read; nothing newer is in it and nothing older is
  ///   missing
  Revision load(Consumer<Change> into);

  /// Stores a commit that nobody is told of.
  ///
  /// @throws StaleHeadException as below
  /// @throws StoreException as below
  default void commit(Revision expectedHead, Commit commit) {
    commit(expectedHead, commit, List.of());
  }

  /// Stores the commit, whole and durably, and queues what is to be told of it, if it follows the
  /// head.
  ///
  /// @throws StaleHeadException if the head is not what the commit follows
  /// @throws StoreException if it could not be stored; nothing of it was, unless the connection
  ///   broke while the commit was under way
  void commit(Revision expectedHead, Commit commit, List<Queued> messages);

  /// The commits after that revision's number, in order.
  ///
  /// @param limit how many at most
  List<Commit> after(long number, int limit);

  /// The audit entries that the filter wants, newest first.
  ///
  /// @param before only those with a smaller number
  /// @param limit how many at most
  /// @throws DamagedEntryException if one of them was altered behind the store's back
  List<ChainedEntry> audit(AuditFilter filter, long before, int limit);

  /// The same, oldest first: to export them or to walk the chain.
  ///
  /// @param after only those with a greater number
  List<ChainedEntry> auditAfter(AuditFilter filter, long after, int limit);

  /// What is to be told outside, and what became of telling it.
  Outbox outbox();

  /// What another system kept of the key's token; null where nothing of the kind is kept.
  @Nullable SealedHash foreignHash(KeyId key);

  /// Whether other processes may commit too.
  default boolean isShared() {
    return false;
  }

  /// What is to be ended when nobody wants hints any more.
  interface Watch extends AutoCloseable {
    @Override
    void close();
  }

  /// Calls back, on a thread of its own, when another process may have committed. It is a hint, and
  /// may be missing: whoever relies on it looks for itself as well.
  default Watch watch(Runnable hint) {
    return () -> {};
  }

  /// Lets go of files and connections. What was committed stays.
  @Override
  void close();
}
