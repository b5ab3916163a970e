package io.counterfoil.core.account;

import java.time.Instant;
import java.util.List;

/// A tenant: it owns keys, users and custom roles.
///
/// @param number a small number, unique for ever, that stands for the account where bytes are few
/// @param sponsor the one user who may do everything here, and may create keys whatever
///   `keyCreation` says
/// @param hosts host names, in lower case, that belong to this account; empty means that any host
///   will do
/// @param renewalPeriod after how long its people are told to renew a token
public record Account(
    int number,
    AccountName name,
    AccountState state,
    UserId sponsor,
    KeyCreation keyCreation,
    List<String> hosts,
    Instant createdAt,
    RenewalPeriod renewalPeriod) {

  public Account {
    hosts = List.copyOf(hosts);
    if (number < 1) {
      throw new IllegalArgumentException("account number: " + number + " (expected: at least 1)");
    }
  }

  /// An account that nobody said a renewal period of.
  public Account(
      int number,
      AccountName name,
      AccountState state,
      UserId sponsor,
      KeyCreation keyCreation,
      List<String> hosts,
      Instant createdAt) {
    this(number, name, state, sponsor, keyCreation, hosts, createdAt, RenewalPeriod.THREE_MONTHS);
  }

  /// The same account with another renewal period.
  public Account with(RenewalPeriod period) {
    return new Account(number, name, state, sponsor, keyCreation, hosts, createdAt, period);
  }

  /// The same account in another state.
  public Account with(AccountState newState) {
    return new Account(
        number, name, newState, sponsor, keyCreation, hosts, createdAt, renewalPeriod);
  }

  /// The same account under another rule of who may create keys.
  public Account with(KeyCreation rule) {
    return new Account(number, name, state, sponsor, rule, hosts, createdAt, renewalPeriod);
  }

  /// The same account under another Sponsor.
  public Account with(UserId newSponsor) {
    return new Account(number, name, state, newSponsor, keyCreation, hosts, createdAt);
  }

  /// The same account with other hosts.
  public Account withHosts(List<String> newHosts) {
    return new Account(
        number, name, state, sponsor, keyCreation, newHosts, createdAt, renewalPeriod);
  }
}
