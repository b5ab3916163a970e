package io.counterfoil.core.change;

import io.counterfoil.core.account.AccountName;
import io.counterfoil.core.account.AccountState;
import io.counterfoil.core.account.Email;
import io.counterfoil.core.account.KeyCreation;
import io.counterfoil.core.account.MaxStaleness;
import io.counterfoil.core.account.PasswordHash;
import io.counterfoil.core.account.RenewalPeriod;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Something to be done to an account itself.
public sealed interface AccountCommand extends Command {
  /// Open an account with its Sponsor, who becomes its first user.
  record CreateAccount(
      AccountName account,
      Email sponsor,
      String sponsorName,
      @Nullable PasswordHash password,
      List<String> hosts)
      implements AccountCommand {}

  /// Switch an account off or on.
  record SetAccountState(AccountName account, AccountState state) implements AccountCommand {}

  /// Say who may create keys.
  record SetKeyCreation(AccountName account, KeyCreation rule) implements AccountCommand {}

  /// Say whether the account's people need a second factor to do anything in it.
  record SetSecondFactorRule(AccountName account, boolean required) implements AccountCommand {}

  /// Say after how long tokens are to be renewed.
  record SetRenewalPeriod(AccountName account, RenewalPeriod period) implements AccountCommand {}

  /// Say for how many days refusals are kept; 0 for as many as the server was told.
  record SetRefusalDays(AccountName account, int days) implements AccountCommand {}

  /// Say for how long verifiers that lost contact may go on deciding for the account.
  record SetMaxStaleness(AccountName account, MaxStaleness limit) implements AccountCommand {}

  /// Say which hosts belong to the account.
  record SetHosts(AccountName account, List<String> hosts) implements AccountCommand {}
}
