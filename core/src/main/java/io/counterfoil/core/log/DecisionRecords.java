package io.counterfoil.core.log;

import io.counterfoil.core.account.AccountName;
import io.counterfoil.core.decision.RefusalCode;
import io.counterfoil.core.key.AppKey;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Where the records of refusals are kept, and the counts of all refusals by the hour. What fails
/// here fails with an exception and leaves nothing half done; it never concerns a verdict.
///
/// Thread-safe.
public interface DecisionRecords {
  /// Keeps the records and adds the counts: all of it, or nothing.
  void append(List<Kept> records, List<HourCount> counts);

  /// The record of that refusal; null where none is kept.
  @Nullable DecisionRecord find(RefusalId id);

  /// Records that pass the filter, the newest first.
  ///
  /// @param before where the page before ended; null for the first page
  List<Kept> list(RefusalFilter filter, @Nullable Place before, int limit);

  /// How many records that pass the filter stand between the two places, without these.
  long between(RefusalFilter filter, Place after, Place before);

  /// The records from the instant on, of every account, the newest first.
  List<DecisionRecord> since(Instant from, int limit);

  /// What the key met with since then, by code.
  List<Met> met(AccountName account, AppKey key, Instant since);

  /// How often the value of that tag came, as far as records tell; null where it did not.
  @Nullable Met sameValue(AccountName account, String tag);

  /// The counts of the account in hours that begin in that span, in order of time; no account: of
  /// refusals that belong to none.
  List<HourCount> hours(@Nullable AccountName account, Instant since, Instant until);

  /// Forgets some of what is older, and says whether there is more.
  boolean forget(Horizon horizon);

  /// The salt of that day: the given one, or the one that was kept first.
  byte[] salt(LocalDate day, byte[] fresh);

  /// A record, and where it stands among all.
  record Kept(Place place, DecisionRecord record) {}

  /// How many refusals, from when to when.
  ///
  /// @param code that of all, or of the latest
  record Met(RefusalCode code, long count, Instant first, Instant last) {}

  /// What is older than which instant is forgotten.
  ///
  /// @param records records of refusals
  /// @param ofAccounts the same for accounts of which it is another instant
  /// @param counts counts by the hour
  /// @param salts days whose values shall no longer be recognised
  record Horizon(
      Instant records, Map<AccountName, Instant> ofAccounts, Instant counts, LocalDate salts) {
    public Horizon {
      ofAccounts = Map.copyOf(ofAccounts);
    }
  }
}
