package io.counterfoil.core.registry;

import io.counterfoil.core.account.AccountName;
import io.counterfoil.core.account.User;
import io.counterfoil.core.account.UserId;
import io.counterfoil.core.change.Change;
import io.counterfoil.core.change.PersonCommand;
import io.counterfoil.core.change.Problem;
import io.counterfoil.core.key.Holder;
import io.counterfoil.core.person.Pass;
import io.counterfoil.core.person.PassId;
import io.counterfoil.core.registry.Outcome.Result;
import io.counterfoil.core.store.Directory;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Plans how people come by a password, and change it.
final class PasswordPlans {
  private static final Set<Pass.Kind> CHOOSING =
      EnumSet.of(Pass.Kind.INVITATION, Pass.Kind.PASSWORD_RESET);
  private static final Set<Pass.Kind> OF_ACCOUNTS =
      EnumSet.of(Pass.Kind.INVITATION, Pass.Kind.SPONSORSHIP);
  private static final Set<Pass.Kind> ALL = EnumSet.allOf(Pass.Kind.class);

  private final Directory directory;

  PasswordPlans(Directory directory) {
    this.directory = directory;
  }

  Plan choose(PersonCommand.ChoosePassword command, Instant now) {
    Pass pass = good(command.spent(), now);
    User user = pass.user() == null ? null : directory.user(pass.user());
    if (user == null || !CHOOSING.contains(pass.kind())) {
      throw ended();
    }
    boolean first = pass.kind() == Pass.Kind.INVITATION;
    if (first && (user.password() != null || !isMember(pass.account(), user.id()))) {
      throw ended();
    }
    List<Change> changes = new ArrayList<>();
    changes.add(new Change.UserPut(user.with(command.password())));
    changes.addAll(endings(user.id(), first ? CHOOSING : ALL, null));
    if (!first) {
      changes.add(new Change.SignInPut(directory.signIn(user.id()).revoked(now)));
    }
    return new Plan(
        changes,
        first ? "password.created" : "password.reset",
        "user:" + user.email(),
        Map.of(),
        Map.of(),
        new Result.OfUser(user));
  }

  private boolean isMember(@Nullable AccountName account, UserId user) {
    return account != null && directory.grant(account, new Holder.OfUser(user)) != null;
  }

  Plan change(PersonCommand.ChangePassword command, Instant now) {
    User user = directory.user(command.user());
    if (user == null) {
      throw new Rejection(
          Problem.Code.USER_NOT_FOUND, "user `" + command.user() + "` is not known here");
    }
    List<Change> changes = new ArrayList<>();
    changes.add(new Change.UserPut(user.with(command.password())));
    changes.addAll(endings(user.id(), ALL, command.kept()));
    changes.add(new Change.SignInPut(directory.signIn(user.id()).revoked(now)));
    return new Plan(
        changes,
        "password.changed",
        "user:" + user.email(),
        Map.of(),
        Map.of(),
        new Result.OfUser(user));
  }

  /// What ends the person's passes of these kinds, but for one.
  List<Change> endings(UserId user, Set<Pass.Kind> kinds, @Nullable PassId kept) {
    List<Change> changes = new ArrayList<>();
    for (Pass pass : directory.passesOf(user)) {
      if (kinds.contains(pass.kind()) && !pass.id().equals(kept)) {
        changes.add(new Change.PassRemoved(pass.id()));
      }
    }
    return changes;
  }

  /// What ends the person's passes that were made for the account alone.
  List<Change> endingsIn(AccountName account, UserId user) {
    List<Change> changes = new ArrayList<>();
    for (Pass pass : directory.passesOf(user)) {
      if (OF_ACCOUNTS.contains(pass.kind()) && account.equals(pass.account())) {
        changes.add(new Change.PassRemoved(pass.id()));
      }
    }
    return changes;
  }

  /// The pass of that id, if it is still there and good.
  Pass good(PassId id, Instant now) {
    Pass pass = directory.pass(id);
    if (pass == null || !pass.isGoodAt(now)) {
      throw ended();
    }
    return pass;
  }

  private static Rejection ended() {
    return new Rejection(
        Problem.Code.CODE_ENDED, "the code was used, or its time has passed; ask for another");
  }
}
