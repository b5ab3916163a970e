package io.counterfoil.server.imports;

import io.counterfoil.core.change.ImportCommand;
import io.counterfoil.core.key.ApiKey;
import io.counterfoil.core.key.AppKey;
import io.counterfoil.core.key.AppToken;
import io.counterfoil.core.key.Counterpart;
import io.counterfoil.core.key.Digester;
import io.counterfoil.core.key.ForeignHash;
import io.counterfoil.core.key.ImportedTokens;
import io.counterfoil.core.key.KeyId;
import io.counterfoil.core.key.SealedHash;
import io.counterfoil.core.key.TokenDigest;
import io.counterfoil.core.registry.Actor;
import io.counterfoil.core.registry.Origin;
import io.counterfoil.core.registry.Registry;
import io.counterfoil.core.store.Directory;
import io.counterfoil.core.store.Store;
import io.counterfoil.core.store.StoreException;
import io.counterfoil.edge.FirstUses;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.UUID;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/// The first uses of keys whose tokens are known only by another system's hash: verified on a few
/// threads of their own, and turned into counterparts by an ordinary commit.
///
/// A wrong token costs a slow computation, so it must not be a way to burn this machine: few are
/// computed at once, few may wait, each address and each key has a budget of wrong tokens, and one
/// that was found wrong once is not computed again. Whoever is over that is told to come back,
/// never that the token is wrong.
public final class ForeignTokens implements FirstUses, AutoCloseable {
  private static final System.Logger LOG = System.getLogger(ForeignTokens.class.getName());
  private static final String NOBODY = "";
  private static final int HEAP_SHARE = 4;

  private final Directory directory;
  private final Store store;
  private final Registry registry;
  private final ImportedTokens imported;
  private final Digester digester;
  private final InstantSource clock;
  private final Limits limits;

  private final ThreadPoolExecutor threads;
  private final Semaphore memory = new Semaphore(memoryKib());
  private final ConcurrentMap<TokenDigest, CompletableFuture<Finding>> underWay =
      new ConcurrentHashMap<>();
  private final WrongTokens wrong = new WrongTokens();
  private final WrongTokenBudget<String> ofAddresses;
  private final WrongTokenBudget<KeyId> ofKeys;
  private final LongAdder fitted = new LongAdder();
  private final LongAdder differed = new LongAdder();
  private final LongAdder turnedAway = new LongAdder();

  /// How much may be computed.
  ///
  /// @param threads how many hashes at once
  /// @param waiting how many more may wait
  /// @param patience how long a caller waits before it is told to come back
  /// @param burst how many wrong tokens at once, of an address or of a key
  /// @param each how long one more wrong token takes
  public record Limits(int threads, int waiting, Duration patience, int burst, Duration each) {
    /// For a machine with so many processors: half of them at most.
    public static Limits forProcessors(int processors) {
      return new Limits(
          Math.max(1, processors / 2), 64, Duration.ofSeconds(5), 20, Duration.ofSeconds(3));
    }
  }

  /// @param digester is used by this object alone
  public ForeignTokens(
      Directory directory,
      Store store,
      Registry registry,
      ImportedTokens imported,
      Digester digester,
      InstantSource clock,
      Limits limits) {
    this.directory = directory;
    this.store = store;
    this.registry = registry;
    this.imported = imported;
    this.digester = digester;
    this.clock = clock;
    this.limits = limits;
    ofAddresses = new WrongTokenBudget<>(limits.burst(), limits.each());
    ofKeys = new WrongTokenBudget<>(limits.burst(), limits.each());
    threads =
        new ThreadPoolExecutor(
            limits.threads(),
            limits.threads(),
            1,
            TimeUnit.MINUTES,
            new ArrayBlockingQueue<>(limits.waiting()),
            Thread.ofPlatform().daemon().name("counterfoil-first-use-", 0).factory());
    threads.allowCoreThreadTimeOut(true);
  }

  /// What may be taken of the heap by Argon2, in KiB.
  static int memoryKib() {
    return (int) Math.min(Integer.MAX_VALUE, Runtime.getRuntime().maxMemory() / HEAP_SHARE / 1_024);
  }

  /// Writes how first uses ended so far, in the text format that Prometheus reads.
  public void writePrometheus(StringBuilder out) {
    out.append("# HELP counterfoil_first_uses_total First uses of imported keys by outcome.\n")
        .append("# TYPE counterfoil_first_uses_total counter\n");
    write(out, "fitted", fitted);
    write(out, "differed", differed);
    write(out, "turned_away", turnedAway);
  }

  private static void write(StringBuilder out, String outcome, LongAdder count) {
    out.append("counterfoil_first_uses_total{outcome=\"")
        .append(outcome)
        .append("\"} ")
        .append(count.sum())
        .append('\n');
  }

  /// One first use.
  private record Use(
      ApiKey key, Counterpart placeholder, TokenDigest pair, AppToken token, String address) {}

  @Override
  public @Nullable CompletionStage<Finding> recognise(
      AppKey appKey, AppToken token, @Nullable String address) {
    if (!directory.mayWait(appKey)) {
      return null;
    }
    ApiKey key = directory.key(appKey);
    Counterpart placeholder = key == null ? null : key.placeholder();
    if (key == null || placeholder == null) {
      return null;
    }
    TokenDigest pair;
    synchronized (digester) {
      pair = digester.pair(appKey, token);
    }
    if (wrong.holds(pair, placeholder)
        || key.tokens().live().stream().anyMatch(live -> live.pair().matches(pair))) {
      return null;
    }
    return recognise(new Use(key, placeholder, pair, token, address == null ? NOBODY : address));
  }

  /// Whoever asks about a pair that is being verified waits for the same answer.
  private CompletionStage<Finding> recognise(Use use) {
    var mine = new CompletableFuture<Finding>();
    CompletableFuture<Finding> others = underWay.putIfAbsent(use.pair(), mine);
    if (others == null) {
      submit(use, mine);
    }
    return (others == null ? mine : others)
        .copy()
        .completeOnTimeout(
            new Finding.Busy(1), limits.patience().toMillis(), TimeUnit.MILLISECONDS);
  }

  private void submit(Use use, CompletableFuture<Finding> answer) {
    long wait = take(use);
    if (wait > 0) {
      turnAway(use, answer, wait);
      return;
    }
    try {
      threads.execute(() -> verify(use, answer));
    } catch (RejectedExecutionException _) {
      giveBack(use);
      turnAway(use, answer, 1);
    }
  }

  private void turnAway(Use use, CompletableFuture<Finding> answer, long retrySeconds) {
    turnedAway.increment();
    underWay.remove(use.pair(), answer);
    answer.complete(new Finding.Busy(retrySeconds));
  }

  /// Every token is taken for a wrong one until it is seen to be right.
  private long take(Use use) {
    Instant now = clock.instant();
    long wait = ofAddresses.take(use.address(), now);
    if (wait > 0) {
      return wait;
    }
    wait = ofKeys.take(use.key().id(), now);
    if (wait > 0) {
      ofAddresses.giveBack(use.address());
    }
    return wait;
  }

  private void giveBack(Use use) {
    ofAddresses.giveBack(use.address());
    ofKeys.giveBack(use.key().id());
  }

  private void verify(Use use, CompletableFuture<Finding> answer) {
    try {
      if (fits(use)) {
        adopt(use);
        giveBack(use);
        fitted.increment();
      } else {
        wrong.add(use.pair(), use.placeholder());
        differed.increment();
      }
      underWay.remove(use.pair(), answer);
      answer.complete(new Finding.Settled());
    } catch (StoreException e) {
      giveBack(use);
      turnAway(use, answer, 1);
    } catch (RuntimeException | OutOfMemoryError e) {
      LOG.log(
          System.Logger.Level.ERROR,
          "the first use of key `" + use.key().appKey() + "` could not be verified",
          e);
      turnAway(use, answer, 1);
    }
  }

  private boolean fits(Use use) {
    SealedHash sealed = store.foreignHash(use.key().id());
    ForeignHash hash = sealed == null ? null : imported.open(use.key().appKey(), sealed);
    if (hash == null) {
      return false;
    }
    int kib = Math.min(ForeignVerifier.kib(hash), memoryKib());
    memory.acquireUninterruptibly(kib);
    try {
      return ForeignVerifier.fits(hash, use.token());
    } finally {
      memory.release(kib);
    }
  }

  /// What another node adopted meanwhile is rejected here, and known all the same.
  private void adopt(Use use) {
    ApiKey key = use.key();
    Counterpart counterpart =
        imported.maker(key.account(), use.placeholder().createdAt()).of(key.appKey(), use.token());
    registry.execute(
        new ImportCommand.AdoptToken(key.account(), key.id(), use.placeholder(), counterpart),
        new Actor.Job("first-use"),
        new Origin(
            "first-use-" + UUID.randomUUID(), use.address().isEmpty() ? null : use.address()));
  }

  /// Verifies nothing any more.
  @Override
  public void close() {
    threads.shutdownNow();
  }
}
