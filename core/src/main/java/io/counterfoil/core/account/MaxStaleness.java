package io.counterfoil.core.account;

/// For how long a verifier that lost contact may go on deciding for an account.
///
/// @param minutes 1 to 525,600, which is a year
public record MaxStaleness(int minutes) {
  /// A day: what is so unless the account says otherwise.
  public static final MaxStaleness USUAL = new MaxStaleness(1_440);

  /// The shortest: a verifier that is younger is never too old.
  public static final MaxStaleness LEAST = new MaxStaleness(1);

  private static final int MOST = 525_600;
  private static final long MILLIS = 60_000;

  public MaxStaleness {
    if (minutes < 1 || minutes > MOST) {
      throw new IllegalArgumentException(
          "maxStalenessMinutes: " + minutes + " (expected: 1 to " + MOST + ")");
    }
  }

  /// The same in milliseconds.
  public long millis() {
    return minutes * MILLIS;
  }
}
