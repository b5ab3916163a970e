package io.counterfoil.core.explain;

import io.counterfoil.core.account.AccountName;
import io.counterfoil.core.decision.Hint;
import io.counterfoil.core.key.AppKey;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// One thing that was found out about a refused credential. For the account's own people only, but
/// for [Seen].
public sealed interface Evidence {
  /// The key that it is about; null where it is about none that exists or existed.
  default @Nullable AppKey key() {
    return null;
  }

  /// The presented bytes show it by themselves.
  record Seen(Hint hint) implements Evidence {}

  /// No key of that name was ever known.
  record KeyUnknown() implements Evidence {}

  /// A key has that name but for letter case.
  record KeyDiffersByCase(AppKey actual) implements Evidence {
    @Override
    public AppKey key() {
      return actual;
    }
  }

  /// The key was deleted.
  ///
  /// @param restorableUntil until when that can be taken back; null where it cannot
  record KeyDeleted(AccountName account, AppKey key, Instant at, @Nullable Instant restorableUntil)
      implements Evidence {

    /// Whether the deletion can be taken back at the instant.
    public boolean isRestorableAt(Instant instant) {
      return restorableUntil != null && instant.isBefore(restorableUntil);
    }
  }

  /// The key is known and the token is none of its own.
  record TokenWrong(AppKey key) implements Evidence {}

  /// The token would be right if it were altered so. It was refused all the same.
  ///
  /// @param position the 1-based place of the first character that the alteration touches; 0 where
  ///   it touches the whole
  /// @param count how many characters too many there are; 0 where that is not the matter
  record TokenMatchesIf(AppKey key, Alteration alteration, int position, int count)
      implements Evidence {}

  /// The token was the key's own until a renewal was finished.
  record TokenRetired(AppKey key, Instant retiredAt, String retiredBy, Instant successorSince)
      implements Evidence {}

  /// The token belongs to another key of the same account.
  record TokenOfOtherKey(AppKey other, String label) implements Evidence {}

  /// Key and token are a pair once each takes the other's place.
  record PairSwapped(AppKey key) implements Evidence {}

  /// What would have to be done to a value for it to match.
  enum Alteration {
    LETTER_CASE_IGNORED,
    BLANKS_REMOVED,
    QUOTES_REMOVED,
    PERCENT_DECODED,
    SCHEME_REMOVED,
    INVISIBLE_REMOVED,
    LOOKALIKES_REPLACED
  }
}
