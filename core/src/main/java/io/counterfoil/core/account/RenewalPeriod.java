package io.counterfoil.core.account;

/// After how many months an account wants its tokens renewed.
public enum RenewalPeriod {
  THREE_MONTHS(3),
  SIX_MONTHS(6);

  private final int months;

  RenewalPeriod(int months) {
    this.months = months;
  }

  /// How many.
  public int months() {
    return months;
  }

  /// The period of so many months.
  ///
  /// @throws IllegalArgumentException if there is none
  public static RenewalPeriod of(int months) {
    for (RenewalPeriod period : values()) {
      if (period.months == months) {
        return period;
      }
    }
    throw new IllegalArgumentException("renewalPeriod: " + months + " (expected: 3 or 6)");
  }
}
