package io.counterfoil.edge;

import io.counterfoil.core.decision.Answer;
import io.counterfoil.core.log.RefusalId;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The refusals of the last two minutes that were told to a proxy in headers alone, so that its
/// second call can fetch the whole answer. Thread-safe: that call may reach another event loop.
final class Denials {
  private static final Duration AGE = Duration.ofMinutes(2);
  private static final int MOST = 100_000;
  private static final int LEAST = 1_000;
  private static final int DENIAL_BYTES = 600;

  /// A sentence shows 60 characters of a fact, and more than that is not kept.
  private static final int LONGEST_FACT = 64;

  private final InstantSource clock;
  private final int most;
  private final LinkedHashMap<RefusalId, Kept> kept = new LinkedHashMap<>();

  private record Kept(Answer.Refuse refuse, Instant until) {}

  Denials(InstantSource clock) {
    this(clock, Math.clamp(Runtime.getRuntime().maxMemory() / 8 / DENIAL_BYTES, LEAST, MOST));
  }

  Denials(InstantSource clock, int most) {
    this.clock = clock;
    this.most = most;
  }

  /// Keeps the answer; the oldest gives way.
  synchronized void keep(RefusalId id, Answer.Refuse refuse) {
    forget();
    kept.put(id, new Kept(shortened(refuse), clock.instant().plus(AGE)));
  }

  /// The answer; null where it is not kept.
  synchronized Answer.@Nullable Refuse find(RefusalId id) {
    Kept found = kept.get(id);
    return found == null || found.until().isBefore(clock.instant()) ? null : found.refuse();
  }

  private void forget() {
    Instant now = clock.instant();
    while (!kept.isEmpty()
        && (kept.size() >= most || kept.firstEntry().getValue().until().isBefore(now))) {
      kept.pollFirstEntry();
    }
  }

  private static Answer.Refuse shortened(Answer.Refuse refuse) {
    if (refuse.facts().values().stream().allMatch(fact -> fact.length() <= LONGEST_FACT)) {
      return refuse;
    }
    Map<String, String> facts =
        refuse.facts().entrySet().stream()
            .collect(
                Collectors.toUnmodifiableMap(
                    Map.Entry::getKey,
                    fact ->
                        fact.getValue()
                            .substring(0, Math.min(LONGEST_FACT, fact.getValue().length()))));
    return new Answer.Refuse(refuse.code(), refuse.hints(), refuse.needed(), facts);
  }
}
