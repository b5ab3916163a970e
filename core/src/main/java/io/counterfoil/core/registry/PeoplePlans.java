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
import io.counterfoil.core.person.Pass;
import io.counterfoil.core.registry.Outcome.Result;
import io.counterfoil.core.store.Directory;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Plans what commands do to the people of an account.
final class PeoplePlans {
  private final Directory directory;
  private final Lookup lookup;
  private final InvitationPlans invitations;

  PeoplePlans(Directory directory) {
    this.directory = directory;
    lookup = new Lookup(directory);
    invitations = new InvitationPlans(directory, this);
  }

  Plan plan(PeopleCommand command, Occasion occasion) {
    return switch (command) {
      case PeopleCommand.AddUser add -> addUser(add, occasion.at());
      case PeopleCommand.InviteUser invite -> invitations.invite(invite, occasion);
      case PeopleCommand.ResendInvitation resend -> invitations.resend(resend, occasion);
      case PeopleCommand.CancelInvitation cancel -> invitations.cancel(cancel);
      case PeopleCommand.ResetSecondFactor(var account, var user) -> resetFactor(account, user);
      case PeopleCommand.RemoveUser remove -> removeUser(remove, occasion.at());
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

  /// Ends the membership; and all that the person is signed in to, if it was their last one. Where
  /// they belong elsewhere too, that is not this account's to end, and opens nothing here any more.
  private Plan removeUser(PeopleCommand.RemoveUser command, Instant now) {
    Account account = lookup.account(command.account());
    User user = member(account.name(), command.user());
    Holder holder = new Holder.OfUser(user.id());
    if (account.sponsor().equals(user.id())) {
      throw new Rejection(
          Problem.Code.USER_IS_SPONSOR,
          "user `" + user.email() + "` is the account's Sponsor; transfer that first");
    }
    List<Change> changes = new ArrayList<>();
    changes.add(new Change.GrantRemoved(account.name(), holder));
    boolean isLast = directory.accountsOf(user.id()).size() == 1;
    var passwords = new PasswordPlans(directory);
    if (isLast) {
      changes.addAll(passwords.endings(user.id(), EnumSet.allOf(Pass.Kind.class), null));
      changes.add(new Change.SignInPut(directory.signIn(user.id()).revoked(now)));
    } else {
      changes.addAll(passwords.endingsIn(account.name(), user.id()));
    }
    return new Plan(
        changes,
        "user.removed",
        "user:" + user.email(),
        Map.of("name", user.name()),
        Map.of("signedOut", Boolean.toString(isLast)),
        new Result.Done());
  }

  private Plan resetFactor(AccountName account, UserId id) {
    User user = member(lookup.account(account).name(), id);
    return new FactorPlans(directory, new PasswordPlans(directory)).remove(user.id());
  }

  /// The person, if they are a user of the account.
  User member(AccountName account, UserId id) {
    User user = directory.user(id);
    if (user == null || directory.grant(account, new Holder.OfUser(id)) == null) {
      throw new Rejection(
          Problem.Code.USER_NOT_FOUND, "user `" + id + "` is not one of account `" + account + "`");
    }
    return user;
  }
}
