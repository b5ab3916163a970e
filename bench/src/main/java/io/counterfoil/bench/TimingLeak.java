package io.counterfoil.bench;

import io.counterfoil.core.account.Account;
import io.counterfoil.core.account.AccountName;
import io.counterfoil.core.account.AccountState;
import io.counterfoil.core.account.KeyCreation;
import io.counterfoil.core.account.UserId;
import io.counterfoil.core.change.AuditEntry;
import io.counterfoil.core.change.Change;
import io.counterfoil.core.change.Commit;
import io.counterfoil.core.decision.Attempt;
import io.counterfoil.core.decision.CredentialReader;
import io.counterfoil.core.decision.Presented;
import io.counterfoil.core.decision.Refusal;
import io.counterfoil.core.decision.UserTokenReader;
import io.counterfoil.core.decision.Verifier;
import io.counterfoil.core.decision.Wanted;
import io.counterfoil.core.decision.Where;
import io.counterfoil.core.key.ApiKey;
import io.counterfoil.core.key.AppKey;
import io.counterfoil.core.key.Digester;
import io.counterfoil.core.key.KeyId;
import io.counterfoil.core.key.KeyState;
import io.counterfoil.core.key.Pepper;
import io.counterfoil.core.key.TokenFormat;
import io.counterfoil.core.key.Tokens;
import io.counterfoil.core.role.Requirement;
import io.counterfoil.core.store.MemoryStore;
import io.counterfoil.core.store.SnapshotKeeper;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Asks whether the time of a refusal tells what exists: a stranger presents wrong tokens of keys
/// that are in use, off, expired, deleted or nowhere, in random order, and each kind's times are
/// compared with those of keys that are nowhere by Welch's t-test. Beyond 4.5 a difference is taken
/// to be there (Goodwill et al., "A testing methodology for side-channel resistance validation").
public final class TimingLeak {
  private static final int SAMPLES = 1_000_000;
  private static final int KEYS_EACH = 2_000;
  private static final double LIMIT = 4.5;
  private static final double KEPT = 0.99;
  private static final Instant NOW = Instant.parse("2026-06-01T12:00:00Z");
  private static final AccountName ACCOUNT = new AccountName("acme");

  private final Random random = new Random(20_260_605);
  private final Pepper pepper = new Pepper(1, new byte[Pepper.BYTES]);
  private final Digester digester = new Digester(pepper);
  private final SnapshotKeeper keeper = new SnapshotKeeper(new MemoryStore(), "api.example.com");
  private final CredentialReader reader = new CredentialReader(UserTokenReader.NONE);
  private final Verifier verifier = new Verifier(new Digester(pepper));

  /// What the presented key is.
  private enum Kind {
    NOWHERE,
    IN_USE,
    OFF,
    EXPIRED,
    DELETED
  }

  private TimingLeak() {}

  /// Measures and prints; fails where a difference is there.
  ///
  /// @param arguments how many samples of each kind; a million where none is given
  public static void main(String[] arguments) {
    int samples = arguments.length == 0 ? SAMPLES : Integer.parseInt(arguments[0]);
    System.exit(new TimingLeak().run(samples) ? 0 : 1);
  }

  private boolean run(int samples) {
    Kind[] kinds = Kind.values();
    List<List<AppKey>> names = new ArrayList<>();
    for (Kind kind : kinds) {
      names.add(names(kind));
    }
    measure(names, samples / 5 + 1);
    long[][] nanos = measure(names, samples);
    long limit = pooledLimit(nanos);
    System.out.println("| the key is | mean | Welch's t against nowhere |");
    System.out.println("| --- | --- | --- |");
    double[] nowhere = moments(nanos[0], limit);
    boolean clean = true;
    for (int i = 0; i < kinds.length; i++) {
      double[] here = moments(nanos[i], limit);
      double t = (here[0] - nowhere[0]) / Math.sqrt(here[1] / here[2] + nowhere[1] / nowhere[2]);
      clean &= Math.abs(t) < LIMIT;
      System.out.printf(
          "| %s | %.1f ns | %s |%n",
          kinds[i].name().toLowerCase(Locale.ROOT).replace('_', ' '),
          here[0],
          i == 0 ? "" : "%.2f".formatted(t));
    }
    System.out.printf(
        "%n%,d samples of each kind; the slowest hundredth of all is left out; |t| below %.1f: %s%n",
        samples, LIMIT, clean ? "yes" : "NO");
    return clean;
  }

  private long[][] measure(List<List<AppKey>> names, int samples) {
    int kinds = names.size();
    long[][] nanos = new long[kinds][samples];
    int[] order = new int[kinds];
    Arrays.setAll(order, i -> i);
    for (int sample = 0; sample < samples; sample++) {
      for (int i = kinds - 1; i > 0; i--) { // a fresh order each time, so that none has a place
        int other = random.nextInt(i + 1);
        int kept = order[i];
        order[i] = order[other];
        order[other] = kept;
      }
      for (int kind : order) {
        Presented one = fresh(names.get(kind).get(random.nextInt(KEYS_EACH)));
        long began = System.nanoTime();
        Refusal refusal = judge(one);
        nanos[kind][sample] = System.nanoTime() - began;
        if (!(refusal instanceof Refusal.PairUnknown)) {
          throw new IllegalStateException("refused with " + refusal + " (expected: pair_unknown)");
        }
      }
    }
    return nanos;
  }

  /// Made just before it is measured, so that every kind lies in memory alike.
  private Presented fresh(AppKey name) {
    return Presented.pair(name.value(), TokenFormat.generate(random).reveal());
  }

  private @Nullable Refusal judge(Presented presented) {
    return verifier.judge(
        keeper.directory(),
        new Attempt(
            reader.read(presented),
            Where.UNSAID,
            new Wanted.Resources(new Requirement.Nothing()),
            NOW));
  }

  /// The time that all but the slowest hundredth of all samples stay below: what is slower was
  /// interrupted.
  private static long pooledLimit(long[][] nanos) {
    long[] all = Arrays.stream(nanos).flatMapToLong(Arrays::stream).sorted().toArray();
    return all[(int) (all.length * KEPT)];
  }

  /// Mean, variance and number of what stays below the limit.
  private static double[] moments(long[] nanos, long limit) {
    double mean = 0;
    double squares = 0;
    long count = 0;
    for (long one : nanos) {
      if (one <= limit) {
        count++;
        double delta = one - mean;
        mean += delta / count;
        squares += delta * (one - mean);
      }
    }
    return new double[] {mean, squares / (count - 1), count};
  }

  private List<AppKey> names(Kind kind) {
    List<AppKey> names = new ArrayList<>();
    List<Change> changes = new ArrayList<>();
    if (kind == Kind.NOWHERE) {
      keeper.load();
      changes.add(new Change.AccountPut(account()));
    }
    for (int i = 0; i < KEYS_EACH; i++) {
      AppKey name = AppKey.generate("appkey", ACCOUNT, random);
      names.add(name);
      if (kind != Kind.NOWHERE) {
        changes.add(new Change.KeyPut(key(kind, name)));
      }
    }
    var entry =
        new AuditEntry(
            NOW, null, "operator:bench", "bench", "bench", Map.of(), Map.of(), "-", null);
    keeper.commit(Commit.after(keeper.directory().revision(), entry, changes));
    return names;
  }

  private static Account account() {
    return new Account(
        1,
        ACCOUNT,
        AccountState.ACTIVE,
        new UserId(new UUID(1, 1)),
        KeyCreation.SPONSOR_ONLY,
        List.of(),
        NOW);
  }

  private ApiKey key(Kind kind, AppKey name) {
    ApiKey key =
        new ApiKey(
            new KeyId(new UUID(random.nextLong(), random.nextLong())),
            ACCOUNT,
            name,
            "bench",
            kind == Kind.OFF ? KeyState.INACTIVE : KeyState.ACTIVE,
            new Tokens.Settled(
                digester.counterpart(ACCOUNT, name, TokenFormat.generate(random), NOW)),
            List.of(),
            NOW,
            "operator:bench",
            kind == Kind.EXPIRED ? NOW.minusSeconds(1) : null,
            NOW);
    return kind == Kind.DELETED ? key.deleted(NOW) : key;
  }
}
