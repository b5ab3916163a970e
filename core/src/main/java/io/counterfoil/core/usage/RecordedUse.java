package io.counterfoil.core.usage;

import io.counterfoil.core.account.AccountName;
import io.counterfoil.core.explain.KnownUse;
import io.counterfoil.core.usage.UseRecords.Grain;
import io.counterfoil.core.usage.UseRecords.Span;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// What passed in the last thirty days, as it was counted. What was refused is left out: it was no
/// use of anything; so is administration, which is no operation of the catalogue.
///
/// @param records with all that was counted until now
public record RecordedUse(Supplier<UseRecords> records, InstantSource clock) implements KnownUse {
  /// How far back it looks.
  public static final Duration REACH = Duration.ofDays(30);

  private static final int MOST = 100_000;

  private record Same(Call call, @Nullable String address) {}

  @Override
  public List<Use> in(AccountName account) {
    Instant now = clock.instant();
    Span span =
        new Span(
            account,
            null,
            now.minus(REACH).truncatedTo(ChronoUnit.DAYS),
            now.plus(Duration.ofDays(1)),
            Grain.DAY);
    Map<Same, Use> uses = new LinkedHashMap<>();
    for (Uses each : records.get().totals(span, MOST)) {
      Call call = each.call();
      if (isOperation(call)) {
        Use use = use(call, each);
        uses.merge(new Same(withoutToken(call), use.address()), use, RecordedUse::sum);
      }
    }
    return List.copyOf(uses.values());
  }

  private static boolean isOperation(Call call) {
    return call.isAllowed()
        && call.method() != null
        && call.path() != null
        && !call.method().equals(Call.ADMINISTRATION);
  }

  private static Use use(Call call, Uses counted) {
    return new Use(
        call.holder(),
        Objects.requireNonNull(call.method()),
        Objects.requireNonNull(call.path()),
        Call.OTHERS.equals(call.address()) ? null : call.address(),
        counted.count(),
        counted.last());
  }

  private static Call withoutToken(Call call) {
    return new Call(
        call.account(), call.holder(), null, call.method(), call.path(), null, call.code());
  }

  private static Use sum(Use one, Use other) {
    return new Use(
        one.holder(),
        one.method(),
        one.path(),
        one.address(),
        one.count() + other.count(),
        one.lastUsed().isAfter(other.lastUsed()) ? one.lastUsed() : other.lastUsed());
  }
}
