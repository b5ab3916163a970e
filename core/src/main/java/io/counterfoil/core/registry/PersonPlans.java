package io.counterfoil.core.registry;

import io.counterfoil.core.account.User;
import io.counterfoil.core.account.UserId;
import io.counterfoil.core.change.Change;
import io.counterfoil.core.change.PersonCommand;
import io.counterfoil.core.change.Problem;
import io.counterfoil.core.outbox.Mail;
import io.counterfoil.core.person.Pass;
import io.counterfoil.core.person.PassId;
import io.counterfoil.core.registry.Outcome.Result;
import io.counterfoil.core.store.Directory;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Plans what happens to a person as they sign in and out.
final class PersonPlans {
  private static final int MOST_FORGOTTEN = 200;

  private final Directory directory;
  private final AccountPlans accounts;
  private final PasswordPlans passwords;
  private final FactorPlans factors;
  private final SponsorPlans sponsors;

  PersonPlans(Directory directory, AccountPlans accounts, SponsorPlans sponsors) {
    this.directory = directory;
    this.accounts = accounts;
    this.sponsors = sponsors;
    passwords = new PasswordPlans(directory);
    factors = new FactorPlans(directory, passwords);
  }

  Plan plan(PersonCommand command, Instant now) {
    return switch (command) {
      case PersonCommand.MakePass(var pass, var mail) -> make(pass, mail, now);
      case PersonCommand.OpenSession open -> open(open, now);
      case PersonCommand.NoteSignIn note -> signedIn(note, now);
      case PersonCommand.TryWrongly(_, var id) -> tried(id);
      case PersonCommand.StartFactor start -> factors.start(start);
      case PersonCommand.ConfirmFactor confirm -> factors.confirm(confirm, now);
      case PersonCommand.RenewRecoveryCodes renew -> factors.renew(renew);
      case PersonCommand.RemoveFactor(_, var user) -> factors.remove(user);
      case PersonCommand.UseSession(_, var id) -> use(id, now);
      case PersonCommand.EndSession(_, var user, var id) -> end(user, id);
      case PersonCommand.ChoosePassword choose -> passwords.choose(choose, now);
      case PersonCommand.BecomeSponsor become -> sponsors.accept(become, now);
      case PersonCommand.ChangePassword change -> passwords.change(change, now);
      case PersonCommand.NoteFailure failure -> failed(failure);
      case PersonCommand.NoteStep(_, var user, var step) ->
          new Plan(
              List.of(),
              FirstStepActions.of(step),
              target(user),
              Map.of(),
              Map.of(),
              new Result.Done());
      case PersonCommand.SetUp setUp -> setUp(setUp, now);
      case PersonCommand.ForgetPasses _ -> forget(now);
    };
  }

  private Plan make(Pass pass, @Nullable Mail mail, Instant now) {
    UserId user = pass.user();
    List<Change> changes = new ArrayList<>(user == null ? List.of() : outdated(user, now));
    if (user != null && pass.kind().isForOnce()) {
      changes.addAll(passwords.endings(user, Set.of(pass.kind()), null));
    }
    changes.add(new Change.PassPut(pass));
    Plan plan =
        new Plan(
            changes,
            pass.kind().name().toLowerCase(Locale.ROOT) + ".made",
            user == null ? "pass:" + pass.id() : target(user),
            Map.of(),
            Map.of("id", pass.id().toString(), "until", pass.until().toString()),
            new Result.OfPass(pass));
    return mail == null ? plan : plan.telling(mail);
  }

  private Plan open(PersonCommand.OpenSession command, Instant now) {
    Pass session = command.session();
    User user = person(session.user());
    List<Change> changes = new ArrayList<>(outdated(user.id(), now));
    PassId spent = command.spent();
    if (spent != null) {
      changes.add(new Change.PassRemoved(good(spent, now).id()));
    }
    PassId replaced = command.replaced();
    if (replaced != null && directory.pass(replaced) != null) {
      changes.add(new Change.PassRemoved(replaced));
    }
    changes.add(new Change.PassPut(session));
    Pass browser = command.browser();
    if (browser != null) {
      changes.add(new Change.PassPut(browser));
    }
    changes.add(new Change.SignInPut(factors.after(user.id(), command.shown()).at(now)));
    Map<String, String> after = new LinkedHashMap<>();
    after.put("id", session.id().toString());
    after.put("how", session.by());
    after.put("secondFactor", Boolean.toString(session.secondFactor()));
    after.put("until", session.expiresAt().toString());
    return new Plan(
        changes, "session.opened", target(user.id()), Map.of(), after, new Result.OfPass(session));
  }

  private Plan signedIn(PersonCommand.NoteSignIn command, Instant now) {
    User user = person(command.user());
    List<Change> changes = new ArrayList<>();
    Pass spent = command.spent();
    if (spent != null) {
      changes.add(new Change.PassRemoved(passwords.good(spent.id(), now).id()));
    }
    changes.add(new Change.SignInPut(factors.after(user.id(), command.shown()).at(now)));
    return new Plan(
        changes,
        "user_token.issued",
        target(user.id()),
        Map.of(),
        Map.of("how", command.how(), "secondFactor", Boolean.toString(command.shown() != null)),
        new Result.OfUser(user));
  }

  private Plan tried(PassId id) {
    Pass pass = directory.pass(id);
    if (pass == null) {
      return Plan.nothing(new Result.Done());
    }
    Pass after = pass.triedWrongly();
    return new Plan(
        List.of(new Change.PassPut(after)),
        pass.kind().name().toLowerCase(Locale.ROOT) + ".tried_wrongly",
        target(pass.user()),
        Map.of(),
        Map.of("tries", Integer.toString(after.wrongTries())),
        new Result.Done());
  }

  private Plan use(PassId id, Instant now) {
    Pass session = directory.pass(id);
    if (session == null || !session.isGoodAt(now)) {
      return Plan.nothing(new Result.Done());
    }
    return new Plan(
        List.of(new Change.PassPut(session.used(now))),
        "session.used",
        target(session.user()),
        Map.of("at", session.usedAt().toString()),
        Map.of("id", id.toString(), "at", now.toString()),
        new Result.Done());
  }

  private Plan end(UserId user, PassId id) {
    Pass session = directory.pass(id);
    if (session == null || session.kind() != Pass.Kind.SESSION || !user.equals(session.user())) {
      throw new Rejection(
          Problem.Code.SESSION_NOT_FOUND,
          "session `" + id + "` is not one of yours; list them to see their ids");
    }
    return new Plan(
        List.of(new Change.PassRemoved(id)),
        "session.ended",
        target(user),
        Map.of("id", id.toString(), "how", session.by()),
        Map.of(),
        new Result.Done());
  }

  private Plan failed(PersonCommand.NoteFailure failure) {
    Map<String, String> after = new LinkedHashMap<>();
    after.put("why", failure.why());
    if (failure.unnoted() > 0) {
      after.put("unnoted", Integer.toString(failure.unnoted()));
    }
    UserId user = failure.user();
    return new Plan(
        List.of(),
        "sign_in.failed",
        user == null ? "user:unknown" : target(user),
        Map.of(),
        after,
        new Result.Done());
  }

  private Plan setUp(PersonCommand.SetUp command, Instant now) {
    good(command.spent(), now);
    if (!directory.accounts().isEmpty()) {
      throw new Rejection(
          Problem.Code.CODE_ENDED,
          "there is an account here already; ask its Sponsor or the operator for an invitation");
    }
    return accounts
        .plan(command.first(), now)
        .changing(List.of(new Change.PassRemoved(command.spent())));
  }

  private Plan forget(Instant now) {
    List<Change> changes = new ArrayList<>();
    for (Pass pass : directory.signIns().outdated(now, MOST_FORGOTTEN)) {
      changes.add(new Change.PassRemoved(pass.id()));
    }
    return changes.isEmpty()
        ? Plan.nothing(new Result.Done())
        : new Plan(
            changes,
            "passes.forgotten",
            "deployment",
            Map.of("count", Integer.toString(changes.size())),
            Map.of(),
            new Result.Done());
  }

  private List<Change> outdated(UserId user, Instant now) {
    List<Change> changes = new ArrayList<>();
    for (Pass pass : directory.passesOf(user)) {
      if (!pass.isGoodAt(now)) {
        changes.add(new Change.PassRemoved(pass.id()));
      }
    }
    return changes;
  }

  /// The pass of that id, if it is still there and good.
  private Pass good(PassId id, Instant now) {
    return passwords.good(id, now);
  }

  private User person(@Nullable UserId id) {
    User user = id == null ? null : directory.user(id);
    if (user == null) {
      throw new Rejection(Problem.Code.USER_NOT_FOUND, "user `" + id + "` is not known here");
    }
    return user;
  }

  private String target(@Nullable UserId id) {
    User user = id == null ? null : directory.user(id);
    return "user:" + (user == null ? String.valueOf(id) : user.email().value());
  }
}
