package io.counterfoil.core.account;

/// What an account asks of its people, and of those who keep things for it.
///
/// @param secondFactorRequired whether they need a second factor to do anything in it
/// @param refusalDays for how many days its refusals are kept, to [#LONGEST_REFUSAL_DAYS]; 0 for as
///   many as the server was told
public record AccountRules(AccountName account, boolean secondFactorRequired, int refusalDays) {
  /// For how many days refusals are kept at most.
  public static final int LONGEST_REFUSAL_DAYS = 30;

  /// @throws IllegalArgumentException if refusals would be kept for too long
  public AccountRules {
    if (refusalDays < 0 || refusalDays > LONGEST_REFUSAL_DAYS) {
      throw new IllegalArgumentException(
          "keepRefusals: "
              + refusalDays
              + " (expected: 1 to "
              + LONGEST_REFUSAL_DAYS
              + " days, or null for as many as the server was told)");
    }
  }

  /// What is so unless it was said otherwise.
  public static AccountRules usual(AccountName account) {
    return new AccountRules(account, false, 0);
  }

  /// The same with another rule for second factors.
  public AccountRules withSecondFactor(boolean required) {
    return new AccountRules(account, required, refusalDays);
  }

  /// The same, keeping refusals for so many days.
  public AccountRules keepingRefusals(int days) {
    return new AccountRules(account, secondFactorRequired, days);
  }
}
