package io.counterfoil.core.account;

/// What an account asks of its people.
///
/// @param secondFactorRequired whether they need a second factor to do anything in it
public record AccountRules(AccountName account, boolean secondFactorRequired) {
  /// What is so unless it was said otherwise.
  public static AccountRules usual(AccountName account) {
    return new AccountRules(account, false);
  }
}
