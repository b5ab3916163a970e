package io.counterfoil.core.usage;

import io.counterfoil.core.account.AccountName;
import io.counterfoil.core.decision.Attempt;
import io.counterfoil.core.decision.Caller;
import io.counterfoil.core.decision.Decision;
import io.counterfoil.core.decision.RefusalCode;
import io.counterfoil.core.decision.Wanted;
import io.counterfoil.core.key.ApiKey;
import io.counterfoil.core.key.Counterpart;
import io.counterfoil.core.key.Holder;
import io.counterfoil.core.key.RetiredToken;
import io.counterfoil.core.role.CataloguedOperation;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// Writes down what the counters counted, every few seconds, off the threads that decide. What it
/// has not written when the process dies is lost: as much as was called since it began to write
/// last. After [#close()] nothing is.
public final class UseLog implements AutoCloseable {
  /// How long it waits between two writings.
  public static final Duration EVERY = Duration.ofSeconds(10);

  /// For how long counts by the hour are kept.
  public static final Duration HOURS_KEPT = Duration.ofDays(30);

  /// For how long counts by the day are kept.
  public static final Duration DAYS_KEPT = Duration.ofDays(400);

  /// How many addresses of a key are told apart in a day.
  public static final int MOST_ADDRESSES = 64;

  private static final int BATCH = 1_000;
  private static final int VISITORS_SHARE = 16;
  private static final int REST = 3;
  private static final long CLOSING_MILLIS = 10_000;
  private static final Duration FORGETTING = Duration.ofMinutes(10);

  private final UseCounters counters;
  private final UseRecords records;
  private final Names names;
  private final InstantSource clock;
  private final Instant began;

  /// How many kinds of use may wait to be written.
  private final int room;

  private final Thread worker;
  private final UseKey buffer = new UseKey();
  private final AtomicLong written = new AtomicLong();
  private final AtomicLong lost = new AtomicLong();
  private final ReentrantLock writing = new ReentrantLock();
  private final Map<Kind, Sum> waiting = new LinkedHashMap<>();
  private final Map<Visitor, Set<String>> visitors =
      new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Visitor, Set<String>> eldest) {
          return size() > room / VISITORS_SHARE;
        }
      };

  /// What was asked of the control plane since the last writing.
  private final ConcurrentMap<Kind, Uses> administered = new ConcurrentHashMap<>();

  private Instant forgottenAt = Instant.MIN;
  private long uncounted;
  private boolean isFailing;
  private volatile boolean closed;

  /// What numbers stand for.
  public interface Names {
    /// The account of that number.
    @Nullable AccountName account(int number);

    /// The key in that slot.
    ApiKey key(int slot);
  }

  private record Kind(Call call, Instant hour) {}

  private record Visitor(AccountName account, Holder holder, Instant day) {}

  private static final class Sum {
    private long count;
    private long lastMillis;
  }

  /// Its thread runs at once.
  public UseLog(UseCounters counters, UseRecords records, Names names, InstantSource clock) {
    this.counters = counters;
    this.records = records;
    this.names = names;
    this.clock = clock;
    began = records.began(clock.instant());
    room = counters.room();
    worker = Thread.ofPlatform().daemon().name("counterfoil-usage").start(this::work);
    counters.wakes(() -> LockSupport.unpark(worker));
  }

  /// Counts what was asked of the control plane, where it is known who asked.
  public void administered(Decision decision, Attempt attempt) {
    if (!(attempt.wanted() instanceof Wanted.Resources(var asked))) {
      return;
    }
    switch (decision) {
      case Decision.Allowed(_, var caller, var account, var roles) ->
          administered(
              new Call(
                  account,
                  holder(caller),
                  null,
                  Call.ADMINISTRATION,
                  Administered.path(asked, roles.resources()),
                  attempt.where().client(),
                  null),
              attempt.at());
      case Decision.Refused(_, var refusal, var caller, var account) -> {
        if (caller != null && account != null) {
          administered(
              new Call(
                  account,
                  holder(caller),
                  null,
                  Call.ADMINISTRATION,
                  Administered.path(asked, Set.of()),
                  attempt.where().client(),
                  refusal.code()),
              attempt.at());
        }
      }
    }
  }

  private void administered(Call call, Instant at) {
    Instant hour = at.truncatedTo(ChronoUnit.HOURS);
    if (administered.size() < room) {
      administered.merge(
          new Kind(call, hour),
          new Uses(call, hour, 1, at),
          (one, other) -> new Uses(call, hour, one.count() + other.count(), other.last()));
    }
  }

  private static Holder holder(Caller caller) {
    return switch (caller) {
      case Caller.Key(var key) -> new Holder.OfKey(key.id());
      case Caller.Person(var user) -> new Holder.OfUser(user.id());
    };
  }

  /// The records, with all that was counted until now.
  public UseRecords records() {
    flush();
    return records;
  }

  /// Since when use is counted.
  public Instant began() {
    return began;
  }

  /// Writes down all that was counted so far.
  public void flush() {
    writing.lock();
    try {
      Instant now = clock.instant();
      for (UseCounter counter : counters.all()) {
        long missed = counter.read(buffer, this::add);
        uncounted += missed;
      }
      for (Kind kind : administered.keySet()) {
        Uses uses = administered.remove(kind);
        if (uses != null) {
          add(uses.call(), kind.hour(), uses.count(), uses.last().toEpochMilli());
        }
      }
      write(now);
    } finally {
      writing.unlock();
    }
  }

  /// How many requests were written down so far.
  public long written() {
    return written.get();
  }

  /// How many were not told apart so far, for want of room.
  public long lost() {
    return lost.get();
  }

  private void add(UseKey key, int count, long lastMillis) {
    Call call = call(key);
    if (call == null) {
      uncounted += count;
    } else {
      add(call, Instant.EPOCH.plus(key.hour, ChronoUnit.HOURS), count, lastMillis);
    }
  }

  private void add(Call call, Instant hour, long count, long lastMillis) {
    Kind kind = new Kind(bounded(call, Instant.ofEpochMilli(lastMillis)), hour);
    Sum sum = waiting.get(kind);
    if (sum == null && waiting.size() >= room) {
      uncounted += count;
      return;
    }
    if (sum == null) {
      sum = new Sum();
      waiting.put(kind, sum);
    }
    sum.count += count;
    sum.lastMillis = Math.max(sum.lastMillis, lastMillis);
  }

  @SuppressWarnings("EnumOrdinal") // the number that UseKey keeps
  private @Nullable Call call(UseKey key) {
    AccountName account = names.account(key.account);
    ApiKey apiKey = key.caller == null ? names.key(key.slot) : null;
    Holder holder =
        apiKey != null
            ? new Holder.OfKey(apiKey.id())
            : key.caller instanceof Holder known ? known : null;
    if (account == null || holder == null) {
      return null;
    }
    var found = key.operation instanceof CataloguedOperation known ? known.operation() : null;
    return new Call(
        account,
        holder,
        apiKey == null ? null : tokenSince(apiKey, key.pair),
        found == null ? null : found.method(),
        found == null ? null : found.template().value(),
        AddressBits.text(key.high, key.low),
        key.code == 0 ? null : RefusalCode.values()[key.code - 1]);
  }

  private static @Nullable Instant tokenSince(ApiKey key, long pair) {
    for (Counterpart live : key.tokens().live()) {
      if (live.pair().bits() == pair) {
        return live.createdAt();
      }
    }
    return key.retired().stream()
        .map(RetiredToken::counterpart)
        .filter(token -> token.pair().bits() == pair)
        .map(Counterpart::createdAt)
        .findFirst()
        .orElse(null);
  }

  /// The same, with no more addresses a key and day than are told apart.
  private Call bounded(Call call, Instant at) {
    String address = call.address();
    if (address == null || address.equals(Call.OTHERS)) {
      return call;
    }
    Visitor visitor = new Visitor(call.account(), call.holder(), at.truncatedTo(ChronoUnit.DAYS));
    Set<String> known = visitors.computeIfAbsent(visitor, _ -> new HashSet<>());
    boolean isTold = known.contains(address) || known.size() < MOST_ADDRESSES && known.add(address);
    return isTold ? call : call.fromOthers();
  }

  private void write(Instant now) {
    try {
      while (!waiting.isEmpty() || uncounted > 0) {
        Map<Kind, Sum> batch = new HashMap<>();
        for (var each : waiting.entrySet()) {
          if (batch.size() == BATCH) {
            break;
          }
          batch.put(each.getKey(), each.getValue());
        }
        List<Uses> uses = new ArrayList<>();
        batch.forEach((kind, sum) ->
            uses.add(
                new Uses(
                    kind.call(), kind.hour(), sum.count, Instant.ofEpochMilli(sum.lastMillis))));
        records.append(uses, uncounted, now);
        waiting.keySet().removeAll(batch.keySet());
        written.addAndGet(uses.stream().mapToLong(Uses::count).sum());
        lost.addAndGet(uncounted);
        uncounted = 0;
      }
      isFailing = false;
    } catch (RuntimeException e) {
      report(e);
    }
  }

  /// Says so once until it works again. What was not written waits for the next time.
  private void report(RuntimeException e) {
    if (!isFailing) {
      Thread self = Thread.currentThread();
      self.getUncaughtExceptionHandler().uncaughtException(self, e);
    }
    isFailing = true;
  }

  /// Writes, then rests for some time more than that took, whoever wakes it: whatever is called, it
  /// takes no more than a quarter of a processor.
  private void work() {
    while (!closed) {
      LockSupport.parkNanos(EVERY.toNanos());
      long began = System.nanoTime();
      if (!closed) {
        flush();
        forget();
        rest(REST * (System.nanoTime() - began));
      }
    }
  }

  private void rest(long nanos) {
    long until = System.nanoTime() + nanos;
    for (long left = nanos; left > 0 && !closed; left = until - System.nanoTime()) {
      LockSupport.parkNanos(left);
    }
  }

  private void forget() {
    Instant now = clock.instant();
    if (forgottenAt.plus(FORGETTING).isAfter(now) && !forgottenAt.equals(Instant.MIN)) {
      return;
    }
    writing.lock();
    try {
      boolean more = records.forget(now.minus(HOURS_KEPT), now.minus(DAYS_KEPT));
      forgottenAt = more ? Instant.MIN : now;
    } catch (RuntimeException e) {
      forgottenAt = now;
      report(e);
    } finally {
      writing.unlock();
    }
  }

  /// Stops its thread, and writes down what is left. Whoever counts has stopped before.
  @Override
  public void close() {
    closed = true;
    LockSupport.unpark(worker);
    try {
      worker.join(CLOSING_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    flush();
  }
}
