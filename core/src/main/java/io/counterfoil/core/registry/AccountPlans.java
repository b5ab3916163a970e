package io.counterfoil.core.registry;

import io.counterfoil.core.account.Account;
import io.counterfoil.core.account.AccountName;
import io.counterfoil.core.account.AccountRules;
import io.counterfoil.core.account.AccountState;
import io.counterfoil.core.account.KeyCreation;
import io.counterfoil.core.account.MaxStaleness;
import io.counterfoil.core.account.User;
import io.counterfoil.core.change.AccountCommand;
import io.counterfoil.core.change.Change;
import io.counterfoil.core.change.Problem;
import io.counterfoil.core.key.Grant;
import io.counterfoil.core.key.Holder;
import io.counterfoil.core.registry.Outcome.Result;
import io.counterfoil.core.store.Directory;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;

/// Plans what commands do to accounts.
final class AccountPlans {
  private static final Pattern HOST = Pattern.compile("[a-z0-9](?:[a-z0-9.-]{0,251}[a-z0-9])?");

  private final Directory directory;
  private final Lookup lookup;
  private final PeoplePlans people;

  AccountPlans(Directory directory, PeoplePlans people) {
    this.directory = directory;
    this.people = people;
    lookup = new Lookup(directory);
  }

  Plan plan(AccountCommand command, Instant now) {
    return switch (command) {
      case AccountCommand.CreateAccount create -> create(create, now);
      case AccountCommand.SetAccountState set -> setState(set);
      case AccountCommand.SetKeyCreation set -> setKeyCreation(set);
      case AccountCommand.SetSecondFactorRule set -> setSecondFactor(set);
      case AccountCommand.SetHosts set -> setHosts(set);
      case AccountCommand.SetRenewalPeriod set -> setRenewalPeriod(set);
      case AccountCommand.SetRefusalDays set -> setRefusalDays(set);
      case AccountCommand.SetMaxStaleness set -> setMaxStaleness(set);
    };
  }

  private Plan create(AccountCommand.CreateAccount command, Instant now) {
    AccountName name = command.account();
    if (directory.account(name) != null) {
      throw new Rejection(
          Problem.Code.ACCOUNT_EXISTS,
          "account `" + name + "` exists already (expected: a name of its own)");
    }
    if (command.password() != null && directory.user(command.sponsor()) != null) {
      throw new Rejection(
          Problem.Code.USER_EXISTS,
          "user `"
              + command.sponsor()
              + "` is known here already and goes on signing in as before; leave the password out");
    }
    User sponsor = people.person(command.sponsor(), command.sponsorName(), command.password(), now);
    int number = directory.accounts().stream().mapToInt(Account::number).max().orElse(0) + 1;
    Account account =
        new Account(
            number,
            name,
            AccountState.ACTIVE,
            sponsor.id(),
            KeyCreation.SPONSOR_ONLY,
            hosts(name, command.hosts()),
            now);
    return new Plan(
        List.of(
            new Change.UserPut(sponsor),
            new Change.AccountPut(account),
            new Change.GrantPut(new Grant(name, new Holder.OfUser(sponsor.id()), Set.of()))),
        "account.created",
        "account:" + name,
        Map.of(),
        Map.of("sponsor", sponsor.email().value(), "keyCreation", account.keyCreation().name()),
        new Result.OfAccount(account));
  }

  private Plan setState(AccountCommand.SetAccountState command) {
    Account before = lookup.account(command.account());
    Account after = before.with(command.state());
    return change("account.state_set", "state", before, after, account -> account.state().name());
  }

  private Plan setKeyCreation(AccountCommand.SetKeyCreation command) {
    Account before = lookup.account(command.account());
    Account after = before.with(command.rule());
    return change(
        "account.key_creation_set",
        "key_creation",
        before,
        after,
        account -> account.keyCreation().name());
  }

  private Plan setSecondFactor(AccountCommand.SetSecondFactorRule command) {
    Account account = lookup.account(command.account());
    AccountRules before = directory.rules(account.name());
    if (before.secondFactorRequired() == command.required()) {
      return Plan.nothing(new Result.OfAccount(account));
    }
    return new Plan(
        List.of(new Change.RulesPut(before.withSecondFactor(command.required()))),
        "account.second_factor_rule_set",
        "account:" + account.name(),
        Map.of("secondFactorRequired", Boolean.toString(before.secondFactorRequired())),
        Map.of("secondFactorRequired", Boolean.toString(command.required())),
        new Result.OfAccount(account));
  }

  private Plan setRefusalDays(AccountCommand.SetRefusalDays command) {
    Account account = lookup.account(command.account());
    AccountRules before = directory.rules(account.name());
    AccountRules after = before.keepingRefusals(command.days());
    if (before.equals(after)) {
      return Plan.nothing(new Result.OfAccount(account));
    }
    return new Plan(
        List.of(new Change.RulesPut(after)),
        "account.refusal_days_set",
        "account:" + account.name(),
        Map.of("keepRefusals", Integer.toString(before.refusalDays())),
        Map.of("keepRefusals", Integer.toString(after.refusalDays())),
        new Result.OfAccount(account));
  }

  private Plan setRenewalPeriod(AccountCommand.SetRenewalPeriod command) {
    Account before = lookup.account(command.account());
    Account after = before.with(command.period());
    return change(
        "account.renewal_period_set",
        "renewal_period",
        before,
        after,
        account -> account.renewalPeriod().months() + " months");
  }

  private Plan setMaxStaleness(AccountCommand.SetMaxStaleness command) {
    Account account = lookup.account(command.account());
    MaxStaleness before = directory.freshness().maxStaleness(account.name());
    if (before.equals(command.limit())) {
      return Plan.nothing(new Result.OfAccount(account));
    }
    return new Plan(
        List.of(new Change.StalenessPut(account.name(), command.limit())),
        "account.max_staleness_set",
        "account:" + account.name(),
        Map.of("maxStalenessMinutes", Integer.toString(before.minutes())),
        Map.of("maxStalenessMinutes", Integer.toString(command.limit().minutes())),
        new Result.OfAccount(account));
  }

  private Plan setHosts(AccountCommand.SetHosts command) {
    Account before = lookup.account(command.account());
    Account after = before.withHosts(hosts(before.name(), command.hosts()));
    return change(
        "account.hosts_set", "hosts", before, after, account -> String.join(", ", account.hosts()));
  }

  private static Plan change(
      String action, String field, Account before, Account after, Function<Account, String> shown) {
    if (before.equals(after)) {
      return Plan.nothing(new Result.OfAccount(before));
    }
    return new Plan(
        List.of(new Change.AccountPut(after)),
        action,
        "account:" + before.name(),
        Map.of(field, shown.apply(before)),
        Map.of(field, shown.apply(after)),
        new Result.OfAccount(after));
  }

  private List<String> hosts(AccountName account, List<String> hosts) {
    List<String> checked = new ArrayList<>();
    for (String host : hosts) {
      String lower = host.toLowerCase(Locale.ROOT);
      if (!HOST.matcher(lower).matches()) {
        throw new Rejection(
            Problem.Code.INVALID_VALUE,
            "hosts: `" + lower.length() + " characters` (expected: names such as api.example.com)");
      }
      AccountName owner = directory.accountOfHost(lower);
      if (owner != null && !owner.equals(account)) {
        throw new Rejection(
            Problem.Code.HOST_TAKEN,
            "host `" + lower + "` belongs to another account (expected: one of your own)");
      }
      checked.add(lower);
    }
    return checked.stream().distinct().toList();
  }
}
