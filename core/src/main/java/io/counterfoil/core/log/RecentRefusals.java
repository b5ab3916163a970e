package io.counterfoil.core.log;

import io.counterfoil.core.account.AccountName;
import io.counterfoil.core.decision.Caller;
import io.counterfoil.core.decision.Refusal;
import io.counterfoil.core.decision.Snapshot;
import io.counterfoil.core.decision.Where;
import io.counterfoil.core.explain.Archive;
import io.counterfoil.core.explain.Evidence;
import io.counterfoil.core.explain.Witness;
import io.counterfoil.core.key.ApiKey;
import io.counterfoil.core.log.RefusalIds.Sealed;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// The decision log of this process: recent refusals, in memory. One daemon thread examines them,
/// so that each costs its caller an id and a place in a queue.
public final class RecentRefusals implements DecisionLog, AutoCloseable {
  private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(1);
  private static final int BATCH = 256;
  private static final int REST = 3;
  private static final long LEAST_REST_NANOS = TimeUnit.MILLISECONDS.toNanos(1);

  private final RefusalIds ids;
  private final Witness witness;
  private final Attribution attribution;
  private final AccountNumbers accounts;
  private final Supplier<? extends Snapshot> now;
  private final InstantSource clock;
  private final RefusalLimits limits;

  private final BlockingQueue<Waiting> queue;
  private final Set<RefusalId> waiting = ConcurrentHashMap.newKeySet();
  private final LongAdder recorded = new LongAdder();
  private final LongAdder dropped = new LongAdder();
  private final Thread worker;
  private volatile boolean closed;

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition examined = lock.newCondition();
  private final LinkedHashMap<RefusalId, DecisionRecord> records = new LinkedHashMap<>();

  private record Waiting(RefusalId id, Instant at, RefusedRequest request) {}

  /// How many refusals were recorded, and how many were not for want of room or because their
  /// examination failed. Exact.
  public record Counts(long recorded, long dropped) {}

  /// A log whose thread runs at once.
  ///
  /// @param witness is used by this log's thread alone
  /// @param now the latest snapshot
  /// @param accounts finds the account that an id seals
  public RecentRefusals(
      RefusalIds ids,
      Witness witness,
      Archive archive,
      Supplier<? extends Snapshot> now,
      AccountNumbers accounts,
      InstantSource clock,
      RefusalLimits limits) {
    this.ids = ids;
    this.witness = witness;
    this.attribution = new Attribution(archive);
    this.now = now;
    this.accounts = accounts;
    this.clock = clock;
    this.limits = limits;
    queue = new ArrayBlockingQueue<>(limits.waiting());
    worker = Thread.ofPlatform().daemon().name("counterfoil-refusals").start(this::work);
  }

  @Override
  public RefusalId refused(RefusedRequest request) {
    RefusalId id =
        ids.mint(
            request.refusal().code(),
            request.revision().number(),
            Attribution.number(now.get(), request));
    waiting.add(id);
    if (closed || !queue.offer(new Waiting(id, clock.instant(), request))) {
      waiting.remove(id);
      dropped.increment();
    }
    return id;
  }

  /// As [DecisionLog#find]. A refusal that is being examined right now is waited for, a second at
  /// most.
  @Override
  public @Nullable DecisionRecord find(RefusalId id) {
    lock.lock();
    try {
      long patience = PATIENCE_NANOS;
      while (waiting.contains(id) && patience > 0) {
        patience = examined.awaitNanos(patience);
      }
      forget();
      DecisionRecord found = records.get(id);
      return found == null ? summary(id) : found;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return summary(id);
    } finally {
      lock.unlock();
    }
  }

  /// The latest refusals of the account, the newest first.
  public List<DecisionRecord> recent(AccountName account, int limit) {
    lock.lock();
    try {
      forget();
      return records.sequencedValues().reversed().stream()
          .filter(kept -> account.equals(kept.account()))
          .limit(limit)
          .toList();
    } finally {
      lock.unlock();
    }
  }

  /// The refusals from the instant on, of every account, the newest first.
  public List<DecisionRecord> since(Instant from, int limit) {
    lock.lock();
    try {
      forget();
      return records.sequencedValues().reversed().stream()
          .takeWhile(kept -> !kept.at().isBefore(from))
          .limit(limit)
          .toList();
    } finally {
      lock.unlock();
    }
  }

  /// What became of all refusals so far, but for those that wait to be examined.
  public Counts counts() {
    return new Counts(recorded.sum(), dropped.sum());
  }

  /// Stops the thread. What still waits is dropped, and counted.
  @Override
  public void close() {
    closed = true;
    worker.interrupt();
    try {
      worker.join(PATIENCE_NANOS / 1_000_000);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    for (Waiting left = queue.poll(); left != null; left = queue.poll()) {
      dropped.increment();
      done(left.id(), null);
    }
  }

  /// Examines a batch, then rests for some time more than that took: whatever comes, a flood of
  /// refusals takes no more than a quarter of a processor from those who are allowed. Since it
  /// rests, and does not wait, an event loop seldom has to wake it.
  private void work() {
    List<Waiting> batch = new ArrayList<>(BATCH);
    try {
      while (!closed) {
        batch.add(queue.take());
        queue.drainTo(batch, BATCH - 1);
        long began = System.nanoTime();
        batch.forEach(next -> done(next.id(), examine(next)));
        batch.clear();
        long took = System.nanoTime() - began;
        LockSupport.parkNanos(Math.max(LEAST_REST_NANOS, REST * took));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void done(RefusalId id, @Nullable DecisionRecord finding) {
    lock.lock();
    try {
      if (finding != null) {
        records.put(id, finding);
        recorded.increment();
        forget();
      }
      waiting.remove(id);
      examined.signalAll();
    } finally {
      lock.unlock();
    }
  }

  private void forget() {
    Instant horizon = clock.instant().minus(limits.age());
    while (!records.isEmpty()
        && (records.size() > limits.records()
            || records.firstEntry().getValue().at().isBefore(horizon))) {
      records.pollFirstEntry();
    }
  }

  /// Null where the examination failed: the failure is the process's to report, and the next
  /// refusal is examined all the same.
  private @Nullable DecisionRecord examine(Waiting next) {
    try {
      return record(next);
    } catch (RuntimeException e) {
      dropped.increment();
      Thread self = Thread.currentThread();
      self.getUncaughtExceptionHandler().uncaughtException(self, e);
      return null;
    }
  }

  private DecisionRecord record(Waiting next) {
    RefusedRequest request = next.request();
    Snapshot snapshot = now.get();
    Refusal refusal = request.refusal();
    Caller caller = request.caller().tell();
    List<Evidence> evidence = witness.examine(snapshot, refusal, request.presented());
    ApiKey key = attribution.key(request, caller);
    Route route = Route.of(request.attempt().wanted(), snapshot.catalogue());
    return new DecisionRecord(
        next.id(),
        next.at(),
        refusal.code(),
        Keepable.refusal(refusal),
        attribution.account(snapshot, request, key, evidence),
        key == null ? null : key.appKey(),
        caller instanceof Caller.Person(var user) ? user.id() : null,
        request.revision().number(),
        route.method(),
        route.template(),
        route.needed(),
        Keepable.where(request.attempt().where()),
        request.adapter(),
        request.address(),
        evidence);
  }

  private @Nullable DecisionRecord summary(RefusalId id) {
    Sealed sealed = ids.open(id, now.get().revision().number()).orElse(null);
    if (sealed == null) {
      return null;
    }
    return new DecisionRecord(
        id,
        sealed.at(),
        sealed.code(),
        null,
        sealed.account() == 0 ? null : accounts.named(sealed.account()),
        null,
        null,
        sealed.revision(),
        null,
        null,
        List.of(),
        Where.UNSAID,
        "",
        null,
        List.of());
  }
}
