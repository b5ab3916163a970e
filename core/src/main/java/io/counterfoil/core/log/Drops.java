package io.counterfoil.core.log;

import io.counterfoil.core.account.AccountName;
import io.counterfoil.core.decision.RefusalCode;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/// Counts refusals that no record is kept of: all of them since the start, and those by the hour
/// that nobody wrote down yet.
final class Drops {
  private final ConcurrentMap<What, Long> unwritten = new ConcurrentHashMap<>();
  private final Map<Drop, LongAdder> sinceStart = new EnumMap<>(Drop.class);

  Drops() {
    for (Drop why : Drop.values()) {
      sinceStart.put(why, new LongAdder());
    }
  }

  /// @param account the account's number; 0 for none
  record What(Instant hour, int account, RefusalCode code) {}

  static Instant hour(Instant at) {
    return at.truncatedTo(ChronoUnit.HOURS);
  }

  void count(Drop why, Instant at, int account, RefusalCode code) {
    adder(why).increment();
    unwritten.merge(new What(hour(at), account, code), 1L, Long::sum);
  }

  private LongAdder adder(Drop why) {
    return Objects.requireNonNull(sinceStart.get(why));
  }

  long of(Drop why) {
    return adder(why).sum();
  }

  long all() {
    return sinceStart.values().stream().mapToLong(LongAdder::sum).sum();
  }

  boolean areWritten() {
    return unwritten.isEmpty();
  }

  /// What is to be written now. What cannot be is given back.
  Map<What, Long> take() {
    Map<What, Long> taken = new HashMap<>();
    for (What each : unwritten.keySet()) {
      Long count = unwritten.remove(each);
      if (count != null) {
        taken.put(each, count);
      }
    }
    return taken;
  }

  void giveBack(Map<What, Long> taken) {
    taken.forEach((each, count) -> unwritten.merge(each, count, Long::sum));
  }

  static List<HourCount> counts(Map<What, Long> taken, AccountNumbers accounts) {
    List<HourCount> counts = new ArrayList<>();
    taken.forEach((each, count) ->
        counts.add(
            new HourCount(each.hour(), named(each.account(), accounts), each.code(), 0, count)));
    return counts;
  }

  private static @Nullable AccountName named(int account, AccountNumbers accounts) {
    return account == 0 ? null : accounts.named(account);
  }
}
