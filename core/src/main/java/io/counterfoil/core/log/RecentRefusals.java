package io.counterfoil.core.log;

import static java.util.stream.Collectors.toSet;

import io.counterfoil.core.account.AccountName;
import io.counterfoil.core.decision.RefusalCode;
import io.counterfoil.core.decision.Snapshot;
import io.counterfoil.core.decision.Where;
import io.counterfoil.core.explain.Archive;
import io.counterfoil.core.explain.Witness;
import io.counterfoil.core.key.AppKey;
import io.counterfoil.core.key.Pepper;
import io.counterfoil.core.log.DecisionRecords.Kept;
import io.counterfoil.core.log.DecisionRecords.Met;
import io.counterfoil.core.log.RefusalIds.Sealed;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// The decision log of this process. One daemon thread examines refusals and has what was found
/// kept, batch by batch, so that each costs its caller an id and a place in a queue.
///
/// What no record is kept of is counted exactly: what comes too often ([Ration]), what finds the
/// queue full, what could not be examined or written. Its id still explains it.
public final class RecentRefusals implements DecisionLog, AutoCloseable {
  private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(1);
  private static final long FINDING_NANOS = TimeUnit.MILLISECONDS.toNanos(800);
  private static final long CLOSING_MILLIS = 10_000;
  private static final int BATCH = 256;
  private static final int REST = 3;
  private static final long LEAST_REST_NANOS = TimeUnit.MILLISECONDS.toNanos(1);
  private static final Duration COUNTS_KEPT = Duration.ofDays(400);
  private static final Duration FORGETTING = Duration.ofMinutes(1);

  private final RefusalIds ids;
  private final Examiner examiner;
  private final AccountNumbers accounts;
  private final Supplier<? extends Snapshot> now;
  private final InstantSource clock;
  private final RefusalLimits limits;
  private final DecisionRecords records;
  private final Retention retention;
  private final @Nullable Ration ration;

  private final BlockingQueue<Waiting> queue;
  private final Set<RefusalId> waiting = ConcurrentHashMap.newKeySet();
  private final Drops drops = new Drops();
  private final Tail tail = new Tail();
  private final LongAdder recorded = new LongAdder();
  private final Thread worker;
  private volatile boolean closed;

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition examined = lock.newCondition();

  /// Held while this log's thread works, so that it is interrupted only while it waits: an
  /// interruption asks it to end soon, not the database to give up.
  private final ReentrantLock working = new ReentrantLock();

  private long lastPlace;
  private Instant forgottenAt = Instant.MIN;
  private boolean isFailing;

  private record Waiting(RefusalId id, Instant at, int account, RefusedRequest request) {}

  /// How many refusals were recorded, and how many were not. Exact.
  public record Counts(long recorded, long dropped) {}

  /// A log in memory, that keeps all there is room for. Its thread runs at once.
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
    this(
        ids,
        witness,
        archive,
        now,
        accounts,
        clock,
        limits,
        null,
        null,
        new MemoryRecords(limits.records()),
        Retention.NONE);
  }

  /// A log that has records kept elsewhere, no more of each kind than their ration, and tags those
  /// of secrets that did not match.
  ///
  /// @param pepper what tags are keyed with, beside the day's salt
  public RecentRefusals(
      RefusalIds ids,
      Witness witness,
      Archive archive,
      Supplier<? extends Snapshot> now,
      AccountNumbers accounts,
      InstantSource clock,
      RefusalLimits limits,
      DecisionRecords records,
      Retention retention,
      Pepper pepper,
      RandomGenerator random) {
    this(
        ids,
        witness,
        archive,
        now,
        accounts,
        clock,
        limits,
        new SameValues(pepper, records, random),
        new Ration(random.nextLong()),
        records,
        retention);
  }

  private RecentRefusals(
      RefusalIds ids,
      Witness witness,
      Archive archive,
      Supplier<? extends Snapshot> now,
      AccountNumbers accounts,
      InstantSource clock,
      RefusalLimits limits,
      @Nullable SameValues sameValues,
      @Nullable Ration ration,
      DecisionRecords records,
      Retention retention) {
    this.ids = ids;
    examiner = new Examiner(witness, archive, sameValues);
    this.now = now;
    this.accounts = accounts;
    this.clock = clock;
    this.limits = limits;
    this.records = records;
    this.retention = retention;
    this.ration = ration;
    queue = new ArrayBlockingQueue<>(limits.waiting());
    worker = Thread.ofPlatform().daemon().name("counterfoil-refusals").start(this::work);
  }

  @Override
  public RefusalId refused(RefusedRequest request) {
    Instant at = clock.instant().truncatedTo(ChronoUnit.MICROS); // as it is kept
    int account = Attribution.number(now.get(), request);
    RefusalCode code = request.refusal().code();
    RefusalId id = ids.mint(code, request.revision().number(), account);
    if (closed) {
      drops.count(Drop.STOPPED, at, account, code);
    } else if (ration != null && !ration.admits(account, request, at)) {
      drops.count(Drop.RATION, at, account, code);
    } else {
      waiting.add(id);
      if (!queue.offer(new Waiting(id, at, account, request))) {
        waiting.remove(id);
        drops.count(Drop.QUEUE_FULL, at, account, code);
      }
    }
    return id;
  }

  /// As [DecisionLog#find]. A refusal that is being examined right now is waited for, so long that
  /// it can be told within a second; in a flood its summary is told then.
  @Override
  public @Nullable DecisionRecord find(RefusalId id) {
    awaitExamined(id);
    DecisionRecord found = records.find(id);
    return found == null || found.at().isBefore(horizon(found.account())) ? summary(id) : found;
  }

  private void awaitExamined(RefusalId id) {
    lock.lock();
    try {
      long patience = FINDING_NANOS;
      while (waiting.contains(id) && patience > 0) {
        patience = examined.awaitNanos(patience);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      lock.unlock();
    }
  }

  private Instant horizon(@Nullable AccountName account) {
    return clock.instant().minus(age(account));
  }

  /// The latest refusals of the account, the newest first.
  public List<DecisionRecord> recent(AccountName account, int limit) {
    return list(RefusalFilter.of(account), null, limit).stream().map(Kept::record).toList();
  }

  /// Refusals that pass the filter, the newest first.
  ///
  /// @param before where the page before ended; null for the first page
  public List<Kept> list(RefusalFilter filter, @Nullable Place before, int limit) {
    return records.list(filter.notBefore(horizon(filter.account())), before, limit);
  }

  /// How many records that pass the filter stand between the two places, without these.
  public long between(RefusalFilter filter, Place after, Place before) {
    return records.between(filter.notBefore(horizon(filter.account())), after, before);
  }

  /// Tells refusals of this process on as they are written down.
  public Tail tail() {
    return tail;
  }

  /// What the key met with since then, by code.
  public List<Met> met(AccountName account, AppKey key, Instant since) {
    return records.met(account, key, since);
  }

  /// How often the secret of that tag came; null where it did not.
  public @Nullable Met sameValue(AccountName account, String tag) {
    return records.sameValue(account, tag);
  }

  /// How many refusals of the account there were, hour by hour; null for those of no account.
  public List<HourCount> hours(@Nullable AccountName account, Instant since, Instant until) {
    return records.hours(account, since, until);
  }

  /// For how long records of the account are kept; null for those of none.
  public Duration age(@Nullable AccountName account) {
    int days = account == null ? 0 : retention.refusalDays(account);
    return days == 0 ? limits.age() : Duration.ofDays(days);
  }

  /// The refusals from the instant on, of every account, the newest first.
  public List<DecisionRecord> since(Instant from, int limit) {
    Instant horizon = horizon(null);
    return records.since(from.isBefore(horizon) ? horizon : from, limit);
  }

  /// What became of all refusals so far, but for those that wait to be examined.
  public Counts counts() {
    return new Counts(recorded.sum(), drops.all());
  }

  /// How many were dropped for that reason.
  public long dropped(Drop why) {
    return drops.of(why);
  }

  /// Examines what still waits, writes it, and stops the thread.
  @Override
  public void close() {
    closed = true;
    working.lock();
    try {
      worker.interrupt();
    } finally {
      working.unlock();
    }
    try {
      worker.join(CLOSING_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    for (Waiting left = queue.poll(); left != null; left = queue.poll()) {
      drop(Drop.STOPPED, left);
      waiting.remove(left.id());
    }
    keep(List.of());
  }

  /// Examines a batch, then rests for some time more than that took: whatever comes, a flood of
  /// refusals takes no more than a quarter of a processor from those who are allowed. Since it
  /// rests, and does not wait, an event loop seldom has to wake it.
  private void work() {
    List<Waiting> batch = new ArrayList<>(BATCH);
    while (!closed || !queue.isEmpty()) {
      take(batch);
      long began = System.nanoTime();
      working.lock();
      try {
        Thread.interrupted();
        keep(batch);
        forget();
      } finally {
        working.unlock();
      }
      batch.clear();
      if (!closed) {
        LockSupport.parkNanos(Math.max(LEAST_REST_NANOS, REST * (System.nanoTime() - began)));
      }
    }
  }

  private void take(List<Waiting> batch) {
    try {
      Waiting first = closed ? queue.poll() : queue.poll(PATIENCE_NANOS, TimeUnit.NANOSECONDS);
      if (first != null) {
        batch.add(first);
        queue.drainTo(batch, BATCH - 1);
      }
    } catch (InterruptedException _) {
      // only close() interrupts: what waits is examined, then it ends
    }
  }

  private void keep(List<Waiting> batch) {
    List<Kept> found = new ArrayList<>(batch.size());
    for (Waiting next : batch) {
      DecisionRecord record = examine(next);
      if (record != null) {
        found.add(new Kept(place(record), record));
      }
    }
    if (!found.isEmpty() || !drops.areWritten()) {
      write(found, batch);
    }
    lock.lock();
    try {
      batch.forEach(done -> waiting.remove(done.id()));
      examined.signalAll();
    } finally {
      lock.unlock();
    }
  }

  private Place place(DecisionRecord record) {
    lastPlace = Math.max(lastPlace + 1, Place.at(record.at()));
    return new Place(lastPlace, record.id());
  }

  /// Writes in one go what was found and how many were dropped, or counts all of it as dropped.
  private void write(List<Kept> found, List<Waiting> batch) {
    Map<Drops.What, Long> taken = drops.take();
    try {
      List<HourCount> counts = counts(found, taken);
      records.append(found, counts);
      recorded.add(found.size());
      isFailing = false;
      tail.written(found, counts);
    } catch (RuntimeException e) {
      drops.giveBack(taken);
      Set<RefusalId> lost = found.stream().map(kept -> kept.record().id()).collect(toSet());
      batch.stream()
          .filter(each -> lost.contains(each.id()))
          .forEach(each -> drop(Drop.NOT_WRITTEN, each));
      if (!isFailing) {
        report(e);
      }
      isFailing = true;
    }
  }

  private List<HourCount> counts(List<Kept> found, Map<Drops.What, Long> taken) {
    List<HourCount> counts = Drops.counts(taken, accounts);
    for (Kept kept : found) {
      DecisionRecord record = kept.record();
      counts.add(new HourCount(Drops.hour(record.at()), record.account(), record.code(), 1, 0));
    }
    return HourCount.summed(counts);
  }

  private void drop(Drop why, Waiting refusal) {
    drops.count(why, refusal.at(), refusal.account(), refusal.request().refusal().code());
  }

  private static void report(RuntimeException e) {
    Thread self = Thread.currentThread();
    self.getUncaughtExceptionHandler().uncaughtException(self, e);
  }

  private void forget() {
    Instant instant = clock.instant();
    if (Duration.between(forgottenAt, instant).compareTo(FORGETTING) < 0) {
      return;
    }
    try {
      boolean more =
          records.forget(
              new DecisionRecords.Horizon(
                  instant.minus(limits.age()),
                  ofAccounts(instant),
                  instant.minus(COUNTS_KEPT),
                  SameValues.dayOf(instant).minusDays(SameValues.DAYS - 1)));
      forgottenAt = more ? forgottenAt : instant;
    } catch (RuntimeException e) {
      forgottenAt = instant;
      report(e);
    }
  }

  private Map<AccountName, Instant> ofAccounts(Instant now) {
    Map<AccountName, Instant> own = new HashMap<>();
    retention
        .refusalDays()
        .forEach((account, days) -> own.put(account, now.minus(Duration.ofDays(days))));
    return own;
  }

  /// Null where it is not kept: there is no room left in this hour, or the examination failed,
  /// which is the process's to report, and the next refusal is examined all the same.
  private @Nullable DecisionRecord examine(Waiting next) {
    if (ration != null && !ration.hasRoom(next.account(), Drops.hour(next.at()).getEpochSecond())) {
      drop(Drop.RATION, next);
      return null;
    }
    try {
      return examiner.record(now.get(), next.id(), next.at(), next.request());
    } catch (RuntimeException e) {
      drop(Drop.NOT_EXAMINED, next);
      report(e);
      return null;
    }
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
        List.of(),
        null);
  }
}
