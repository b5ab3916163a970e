package io.counterfoil.core.registry;

import io.counterfoil.core.account.User;
import io.counterfoil.core.account.UserId;
import io.counterfoil.core.change.Change;
import io.counterfoil.core.change.PersonCommand;
import io.counterfoil.core.change.Problem;
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
import org.jspecify.annotations.Nullable;

/// Plans what happens to a person as they sign in and out.
final class PersonPlans {
  private static final int MOST_FORGOTTEN = 200;

  private final Directory directory;
  private final AccountPlans accounts;

  PersonPlans(Directory directory, AccountPlans accounts) {
    this.directory = directory;
    this.accounts = accounts;
  }

  Plan plan(PersonCommand command, Instant now) {
    return switch (command) {
      case PersonCommand.MakePass(var pass) -> make(pass, now);
      case PersonCommand.OpenSession open -> open(open, now);
      case PersonCommand.NoteSignIn(_, var user, var how) -> signedIn(user, how, now);
      case PersonCommand.UseSession(_, var id) -> use(id, now);
      case PersonCommand.EndSession(_, var user, var id) -> end(user, id);
      case PersonCommand.NoteFailure failure -> failed(failure);
      case PersonCommand.SetUp setUp -> setUp(setUp, now);
      case PersonCommand.ForgetPasses _ -> forget(now);
    };
  }

  private Plan make(Pass pass, Instant now) {
    UserId user = pass.user();
    List<Change> changes = new ArrayList<>(user == null ? List.of() : outdated(user, now));
    changes.add(new Change.PassPut(pass));
    return new Plan(
        changes,
        action(pass) + ".made",
        user == null ? "pass:" + pass.id() : target(user),
        Map.of(),
        Map.of("id", pass.id().toString(), "until", pass.until().toString()),
        new Result.OfPass(pass));
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
    changes.add(new Change.SignInPut(directory.signIn(user.id()).at(now)));
    Map<String, String> after = new LinkedHashMap<>();
    after.put("id", session.id().toString());
    after.put("how", session.by());
    after.put("secondFactor", Boolean.toString(session.secondFactor()));
    after.put("until", session.expiresAt().toString());
    return new Plan(
        changes, "session.opened", target(user.id()), Map.of(), after, new Result.OfPass(session));
  }

  private Plan signedIn(UserId id, String how, Instant now) {
    User user = person(id);
    return new Plan(
        List.of(new Change.SignInPut(directory.signIn(user.id()).at(now))),
        "user_token.issued",
        target(user.id()),
        Map.of(),
        Map.of("how", how),
        new Result.OfUser(user));
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
    Plan plan = accounts.plan(command.first(), now);
    List<Change> changes = new ArrayList<>(plan.changes());
    changes.add(new Change.PassRemoved(command.spent()));
    return new Plan(
        changes, plan.action(), plan.target(), plan.before(), plan.after(), plan.result());
  }

  private Plan forget(Instant now) {
    List<Change> changes = new ArrayList<>();
    for (Pass pass : directory.outdatedPasses(now, MOST_FORGOTTEN)) {
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
    Pass pass = directory.pass(id);
    if (pass == null || !pass.isGoodAt(now)) {
      throw new Rejection(
          Problem.Code.CODE_ENDED, "the code was used, or its time has passed; ask for another");
    }
    return pass;
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

  private static String action(Pass pass) {
    return pass.kind().name().toLowerCase(Locale.ROOT);
  }
}
