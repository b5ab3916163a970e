package io.counterfoil.core.registry;

import io.counterfoil.core.account.Account;
import io.counterfoil.core.account.AccountName;
import io.counterfoil.core.account.AccountState;
import io.counterfoil.core.account.Email;
import io.counterfoil.core.account.KeyCreation;
import io.counterfoil.core.account.PasswordHash;
import io.counterfoil.core.account.User;
import io.counterfoil.core.account.UserId;
import io.counterfoil.core.change.Change;
import io.counterfoil.core.change.Command;
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
import java.util.UUID;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Plans what commands do to accounts, their people and the catalogue.
final class AccountPlans {
  private static final Pattern HOST = Pattern.compile("[a-z0-9](?:[a-z0-9.-]{0,251}[a-z0-9])?");

  private final Directory directory;
  private final Lookup lookup;

  AccountPlans(Directory directory) {
    this.directory = directory;
    lookup = new Lookup(directory);
  }

  Plan create(Command.CreateAccount command, Instant now) {
    AccountName name = command.account();
    if (directory.account(name) != null) {
      throw new Rejection(
          Problem.Code.ACCOUNT_EXISTS,
          "account `" + name + "` exists already (expected: a name of its own)");
    }
    User sponsor = person(command.sponsor(), command.sponsorName(), command.password(), now);
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

  private User person(Email email, String name, @Nullable PasswordHash password, Instant now) {
    User known = directory.user(email);
    if (known == null) {
      String called = name.isBlank() ? email.value() : name.strip();
      return new User(new UserId(UUID.randomUUID()), email, called, password, now);
    }
    return known.password() != null || password == null
        ? known
        : new User(known.id(), email, known.name(), password, known.createdAt());
  }

  Plan setState(Command.SetAccountState command) {
    Account before = lookup.account(command.account());
    Account after = before.with(command.state());
    return change("state", before, after, account -> account.state().name());
  }

  Plan setKeyCreation(Command.SetKeyCreation command) {
    Account before = lookup.account(command.account());
    Account after = before.with(command.rule());
    return change("key_creation", before, after, account -> account.keyCreation().name());
  }

  Plan setHosts(Command.SetHosts command) {
    Account before = lookup.account(command.account());
    Account after = before.withHosts(hosts(before.name(), command.hosts()));
    return change("hosts", before, after, account -> String.join(", ", account.hosts()));
  }

  private static Plan change(
      String field, Account before, Account after, Function<Account, String> shown) {
    if (before.equals(after)) {
      return Plan.nothing(new Result.OfAccount(before));
    }
    return new Plan(
        List.of(new Change.AccountPut(after)),
        "account." + field + "_set",
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

  Plan addUser(Command.AddUser command, Instant now) {
    AccountName account = lookup.account(command.account()).name();
    User user = person(command.email(), command.name(), null, now);
    Holder holder = new Holder.OfUser(user.id());
    if (directory.grant(account, holder) != null) {
      return Plan.nothing(new Result.OfUser(user));
    }
    List<Change> changes = new ArrayList<>();
    if (directory.user(user.id()) == null) {
      changes.add(new Change.UserPut(user));
    }
    changes.add(new Change.GrantPut(new Grant(account, holder, Set.of())));
    return new Plan(
        changes,
        "user.added",
        "user:" + user.email(),
        Map.of(),
        Map.of("name", user.name()),
        new Result.OfUser(user));
  }

  Plan removeUser(Command.RemoveUser command) {
    Account account = lookup.account(command.account());
    Holder holder = new Holder.OfUser(command.user());
    User user = directory.user(command.user());
    if (user == null || directory.grant(account.name(), holder) == null) {
      throw new Rejection(
          Problem.Code.USER_NOT_FOUND,
          "user `" + command.user() + "` is not one of account `" + account.name() + "`");
    }
    if (account.sponsor().equals(user.id())) {
      throw new Rejection(
          Problem.Code.USER_IS_SPONSOR,
          "user `" + user.email() + "` is the account's Sponsor; transfer that first");
    }
    return new Plan(
        List.of(new Change.GrantRemoved(account.name(), holder)),
        "user.removed",
        "user:" + user.email(),
        Map.of("name", user.name()),
        Map.of(),
        new Result.Done());
  }

  Plan importCatalogue(Command.ImportCatalogue command) {
    String is = command.catalogue().toString();
    return new Plan(
        List.of(new Change.CataloguePut(command.catalogue())),
        "catalogue.imported",
        "catalogue:" + command.catalogue().name(),
        Map.of("catalogue", directory.catalogue().toString()),
        Map.of("catalogue", is),
        new Result.Done());
  }
}
