package io.counterfoil.core.usage;

import io.counterfoil.core.account.AccountName;
import io.counterfoil.core.key.Holder;
import java.time.Instant;
import java.util.List;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/// Where counts of use are kept: by the hour for a while, by the day for long. What fails here
/// fails with an exception and leaves nothing half done; it never concerns a verdict.
///
/// Thread-safe, and several servers may add to the same records.
public interface UseRecords {
  /// Since when use is counted; the first answer stands for ever.
  Instant began(Instant now);

  /// Adds the counts: all of them, or none.
  ///
  /// @param uses what was counted, each within an hour
  /// @param uncounted how many requests were not told apart at all
  void append(List<Uses> uses, long uncounted, Instant now);

  /// What was called, each with its sum and the latest time, the most frequent first.
  List<Uses> totals(Span span, int limit);

  /// How much was called, span by span, in order of time. Spans in which nothing was are left out.
  List<Hits> series(Span span);

  /// Everything that is known of the holder: what it called, since when, and how often in all.
  List<Uses> known(Holder holder);

  /// What passed and was counted for the first time since then, the oldest first.
  List<Uses> fresh(Instant since, int limit);

  /// Tells of every holder when it last passed.
  void lastUses(BiConsumer<Holder, Instant> into);

  /// How many requests were not told apart in that time.
  long uncounted(Instant since, Instant until);

  /// Forgets some of what is older, and says whether there is more.
  ///
  /// @param hours before when counts by the hour go
  /// @param days before when counts by the day go
  boolean forget(Instant hours, Instant days);

  /// How finely time is told apart.
  enum Grain {
    HOUR,
    DAY
  }

  /// Whose counts of which time.
  ///
  /// @param account where it was called for; null for everywhere
  /// @param holder null for everybody
  /// @param since counts of spans that begin then or later
  /// @param until counts of spans that begin earlier
  record Span(
      @Nullable AccountName account,
      @Nullable Holder holder,
      Instant since,
      Instant until,
      Grain grain) {}

  /// How many requests passed and were refused in a span of time.
  record Hits(Instant from, long allowed, long refused) {}
}
