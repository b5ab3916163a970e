package io.counterfoil.core.registry;

import io.counterfoil.core.account.Account;
import io.counterfoil.core.account.AccountName;
import io.counterfoil.core.account.Email;
import io.counterfoil.core.account.PasswordHash;
import io.counterfoil.core.account.User;
import io.counterfoil.core.account.UserId;
import io.counterfoil.core.change.Change;
import io.counterfoil.core.change.PeopleCommand;
import io.counterfoil.core.change.Problem;
import io.counterfoil.core.key.Grant;
import io.counterfoil.core.key.Holder;
import io.counterfoil.core.registry.Outcome.Result;
import io.counterfoil.core.store.Directory;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Plans what commands do to the people of an account.
final class PeoplePlans {
  private final Directory directory;
  private final Lookup lookup;

  PeoplePlans(Directory directory) {
    this.directory = directory;
    lookup = new Lookup(directory);
  }

  Plan plan(PeopleCommand command, Instant now) {
    return switch (command) {
      case PeopleCommand.AddUser add -> addUser(add, now);
      case PeopleCommand.RemoveUser remove -> removeUser(remove);
    };
  }

  /// The person of that address: the known one as they are, or a new one.
  User person(Email email, String name, @Nullable PasswordHash password, Instant now) {
    User known = directory.user(email);
    if (known != null) {
      return known;
    }
    String called = name.isBlank() ? email.value() : name.strip();
    return new User(new UserId(UUID.randomUUID()), email, called, password, now);
  }

  private Plan addUser(PeopleCommand.AddUser command, Instant now) {
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

  private Plan removeUser(PeopleCommand.RemoveUser command) {
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
}
