package io.counterfoil.edge;

import io.counterfoil.core.account.Revision;
import io.counterfoil.core.decision.Snapshot;
import io.counterfoil.edge.HeaderFields.Field;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// The revision that a request wants to be decided at, or a later one: the token that an admin
/// answer carried, sent on as `X-Counterfoil-At-Least`. So whoever has revoked a key can be sure
/// that the next decision knows.
///
/// @param number the revision's number
/// @param hash the first digits of its hash
record AtLeast(long number, String hash) {
  /// For how long a request waits for the revision to arrive.
  static final long PATIENCE_MILLIS = 1_000;

  /// What is further away than that is not waited for.
  private static final long FAR = 1_000_000;

  private static final long STEP_MILLIS = 2;
  private static final int HASH_DIGITS = 8;
  private static final int NUMBER_DIGITS = 18;

  /// A token that is none; no verifier can have reached it.
  private static final AtLeast NEVER = new AtLeast(Long.MAX_VALUE, "");

  /// What the headers ask for; null where they ask for nothing.
  static @Nullable AtLeast of(HeaderFields headers) {
    String text = headers.first(Field.AT_LEAST);
    if (text == null || text.isEmpty()) {
      return null;
    }
    int dot = text.indexOf('.');
    boolean isToken =
        headers.count(Field.AT_LEAST) == 1
            && dot > 0
            && dot <= NUMBER_DIGITS
            && text.length() == dot + 1 + HASH_DIGITS
            && text.chars().limit(dot).allMatch(c -> c >= '0' && c <= '9');
    return isToken ? new AtLeast(Long.parseLong(text, 0, dot, 10), text.substring(dot + 1)) : NEVER;
  }

  /// Whether the snapshot has arrived there. At that very number the hash must fit, else it is
  /// another history's.
  boolean isReachedBy(Snapshot snapshot) {
    Revision at = snapshot.revision();
    return at.number() > number || at.number() == number && at.hash().startsWith(hash);
  }

  /// Whether it may arrive in a moment.
  boolean isNear(Snapshot snapshot) {
    long ahead = number - snapshot.revision().number();
    return ahead > 0 && ahead < FAR;
  }

  /// Calls back on the event loop that asks, once the revision has arrived or the time is up.
  void await(Supplier<? extends Snapshot> snapshot, Runnable then) {
    Context loop = Objects.requireNonNull(Vertx.currentContext());
    step(loop, snapshot, then, PATIENCE_MILLIS);
  }

  private void step(Context loop, Supplier<? extends Snapshot> snapshot, Runnable then, long left) {
    if (left <= 0 || isReachedBy(snapshot.get())) {
      then.run();
    } else {
      loop.owner().setTimer(STEP_MILLIS, _ -> step(loop, snapshot, then, left - STEP_MILLIS));
    }
  }
}
