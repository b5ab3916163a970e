package io.counterfoil.core.log;

import io.counterfoil.core.account.AccountName;
import io.counterfoil.core.decision.RefusalCode;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// How many refusals of an account and a code there were in an hour.
///
/// @param hour when it began
/// @param account null for refusals that belong to none
/// @param kept of how many a record was kept
/// @param dropped of how many none was: too many came, or it could not be written
public record HourCount(
    Instant hour, @Nullable AccountName account, RefusalCode code, long kept, long dropped) {

  private record What(Instant hour, @Nullable AccountName account, RefusalCode code) {}

  /// The same counts, one for each hour, account and code.
  static List<HourCount> summed(List<HourCount> counts) {
    Map<What, HourCount> sums = new LinkedHashMap<>();
    for (HourCount each : counts) {
      sums.merge(new What(each.hour, each.account, each.code), each, HourCount::and);
    }
    return List.copyOf(sums.values());
  }

  HourCount and(HourCount other) {
    return new HourCount(hour, account, code, kept + other.kept, dropped + other.dropped);
  }
}
