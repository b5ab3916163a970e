package io.counterfoil.server.backup;

import io.counterfoil.core.account.Account;
import io.counterfoil.core.account.AccountName;
import io.counterfoil.core.decision.Attempt;
import io.counterfoil.core.decision.Credentials;
import io.counterfoil.core.decision.KeyLine;
import io.counterfoil.core.decision.Refusal;
import io.counterfoil.core.decision.Snapshot;
import io.counterfoil.core.decision.Subject;
import io.counterfoil.core.decision.Verifier;
import io.counterfoil.core.decision.Wanted;
import io.counterfoil.core.decision.Where;
import io.counterfoil.core.key.ApiKey;
import io.counterfoil.core.key.Counterpart;
import io.counterfoil.core.key.Digester;
import io.counterfoil.core.key.Pepper;
import io.counterfoil.core.role.Operation;
import io.counterfoil.core.store.Directory;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Asks two views of one revision the same questions about every key: does its digest find it, and
/// may it make these calls. No token is needed for that, and none is known.
public final class VerdictComparison {
  private static final int SHOWN = 10;

  private final Directory one;
  private final Directory other;
  private final Instant at;
  private final Verifier verifier =
      new Verifier(new Digester(new Pepper(1, new byte[Pepper.BYTES])));
  private final KeyLine line = new KeyLine();
  private final List<String> differences = new ArrayList<>();
  private final int callsAKey;
  private long keys;
  private long verdicts;

  private VerdictComparison(Directory one, Directory other, int least, Instant at) {
    this.one = one;
    this.other = other;
    this.at = at;
    long known = Math.max(1, one.pairs());
    long calls = (least + known - 1) / known;
    callsAKey = Math.clamp(calls, 1, Math.max(1, one.catalogue().operations().size()));
  }

  /// What came of it.
  ///
  /// @param differences the first few, in words
  public record Result(long keys, long verdicts, List<String> differences) {
    public Result {
      differences = List.copyOf(differences);
    }

    /// Whether both views decide the same.
    public boolean isSame() {
      return differences.isEmpty();
    }
  }

  /// Compares all keys.
  ///
  /// @param least how many verdicts there should be at least, as far as there are calls to ask
  ///   about
  /// @param at the instant that expiry is judged by
  public static Result of(Directory one, Directory other, int least, Instant at) {
    VerdictComparison comparison = new VerdictComparison(one, other, least, at);
    comparison.run();
    return new Result(comparison.keys, comparison.verdicts, comparison.differences);
  }

  private void run() {
    if (!one.accounts().equals(other.accounts())) {
      differ("the accounts are not the same");
    }
    if (one.pairs() != other.pairs()) {
      differ(one.pairs() + " tokens admit in one, " + other.pairs() + " in the other");
    }
    for (Account account : one.accounts()) {
      AccountName name = account.name();
      one.forEachKeyOf(name, this::compare);
      one.deletedKeysOf(name).forEach(this::compare);
    }
  }

  private void compare(ApiKey key) {
    keys++;
    for (Counterpart token : key.tokens().live()) {
      ask(key, "its token", holder(one, token), holder(other, token));
    }
    var caller = new Credentials.Supposed(new Subject.OfKey(key.appKey()));
    List<Operation> operations = one.catalogue().operations();
    for (int i = 0; i < callsAKey && !operations.isEmpty(); i++) {
      Operation call = operations.get((int) ((keys * callsAKey + i) % operations.size()));
      var wanted = new Wanted.Resources(call.requirement());
      var where = Where.account(key.account().value()).from(Where.ANYWHERE);
      var attempt = new Attempt(caller, where, wanted, at);
      ask(key, call.toString(), judged(one, attempt), judged(other, attempt));
    }
  }

  private @Nullable String holder(Snapshot in, Counterpart token) {
    return in.find(token.pair().words(), line) ? line.key().id().toString() : null;
  }

  private @Nullable Refusal judged(Snapshot in, Attempt attempt) {
    return verifier.judge(in, attempt);
  }

  private void ask(ApiKey key, String what, @Nullable Object here, @Nullable Object there) {
    verdicts++;
    if (!Objects.equals(here, there)) {
      differ("key `" + key.appKey() + "`, " + what + ": the verdicts differ");
    }
  }

  private void differ(String what) {
    if (differences.size() < SHOWN) {
      differences.add(what);
    }
  }
}
