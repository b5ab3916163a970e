package io.counterfoil.core.explain;

import io.counterfoil.core.account.AccountName;
import io.counterfoil.core.account.User;
import io.counterfoil.core.decision.Caller;
import io.counterfoil.core.decision.Decision;
import io.counterfoil.core.decision.Refusal;
import io.counterfoil.core.decision.Snapshot;
import io.counterfoil.core.decision.Stage;
import io.counterfoil.core.decision.Subject;
import io.counterfoil.core.decision.Wanted;
import io.counterfoil.core.explain.Check.Verdict;
import io.counterfoil.core.key.ApiKey;
import io.counterfoil.core.key.RateLimit;
import io.counterfoil.core.role.CredentialKind;
import io.counterfoil.core.role.Operation;
import io.counterfoil.core.role.RequestPath;
import io.counterfoil.core.role.Requirement;
import io.counterfoil.core.role.Role;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Tells how each check on the way of one request ended, from what was found out about it.
final class Checks {
  private final Snapshot now;
  private final Question question;
  private final @Nullable Decision last;
  private final List<Refusal> obstacles;
  private final @Nullable ApiKey key;
  private final @Nullable Operation operation;

  /// @param inquiry null where nobody could be asked about
  /// @param obstacles every refusal that stands today, in order
  Checks(Snapshot now, Question question, @Nullable Inquiry inquiry, List<Refusal> obstacles) {
    this.now = now;
    this.question = question;
    this.obstacles = obstacles;
    last = inquiry == null ? null : inquiry.last();
    key = CredentialFixes.subject(now, question);
    operation =
        question.wanted() instanceof Wanted.Call(var method, RequestPath.Canonical path)
            ? now.catalogue().find(method, path)
            : null;
  }

  /// Every check, in the order in which they are made.
  List<Check> all() {
    List<Check> all = new ArrayList<>();
    for (Stage stage : Stage.values()) {
      List<Refusal> here = obstacles.stream().filter(one -> one.code().stage() == stage).toList();
      for (Refusal refusal : here) {
        boolean first = refusal.equals(obstacles.getFirst());
        all.add(new Check(stage, first ? Verdict.REFUSED : Verdict.WOULD_REFUSE, refusal, null));
      }
      if (here.isEmpty() && (stage != Stage.SYSTEM || refusedThenAt(stage) != null)) {
        all.add(cleared(stage));
      }
    }
    return all;
  }

  private @Nullable Refusal refusedThenAt(Stage stage) {
    Refusal then = question.refusal();
    return then != null && then.code().stage() == stage ? then : null;
  }

  private Check cleared(Stage stage) {
    Refusal then = refusedThenAt(stage);
    if (then != null) {
      return new Check(stage, Verdict.REPAIRED, then, null);
    }
    Observation seen = isTold(stage) ? seen(stage) : null;
    return new Check(stage, seen == null ? Verdict.UNKNOWN : Verdict.PASSED, null, seen);
  }

  /// Whether it can be told how the check would end.
  private boolean isTold(Stage stage) {
    Refusal then = question.refusal();
    if (then != null
        && !Explainer.canBeAskedAgain(then)
        && stage.compareTo(then.code().stage()) > 0
        && isOfCredential(stage)) {
      return false;
    }
    if (last instanceof Decision.Allowed) {
      return true;
    }
    Stage furthest = Stage.EDGE;
    for (Refusal refusal : obstacles) {
      Stage reached = refusal.code().stage();
      furthest = reached.compareTo(furthest) > 0 ? reached : furthest;
    }
    return stage.compareTo(furthest) < 0;
  }

  private static boolean isOfCredential(Stage stage) {
    return stage.compareTo(Stage.KNOWN) <= 0;
  }

  private @Nullable Observation seen(Stage stage) {
    return switch (stage) {
      case EDGE ->
          question.wanted() instanceof Wanted.Call(var method, RequestPath.Canonical(var path))
              ? new Observation.Call(method, path)
              : new Observation.Values();
      case PRESENTED -> new Observation.Credential(kind());
      case WELL_FORMED -> new Observation.Values();
      case KNOWN -> holder();
      case USABLE -> new Observation.Usable(key == null ? null : key.expiresAt());
      case PLACE -> {
        AccountName account = place();
        yield account == null ? null : new Observation.Place(account);
      }
      case OPERATION -> operation == null ? null : new Observation.Matched(operation);
      case ALLOWED -> roles();
      case LIMITS -> rate();
      case SYSTEM -> null;
    };
  }

  /// The account that the request is for, as far as that was established.
  private @Nullable AccountName place() {
    return switch (last) {
      case null -> null;
      case Decision.Allowed(_, _, var account, _) -> account;
      case Decision.Refused(_, _, _, var account) -> account;
    };
  }

  private CredentialKind kind() {
    CredentialKind told = question.kind();
    if (told != null) {
      return told;
    }
    return question.subject() instanceof Subject.OfUser
        ? CredentialKind.USER_TOKEN
        : CredentialKind.PAIR;
  }

  private @Nullable Observation holder() {
    if (key != null) {
      AccountName here = place();
      boolean isOwn = here == null || key.account().equals(here);
      return new Observation.Key(key.appKey().value(), isOwn ? key.label() : null);
    }
    User user = question.subject() instanceof Subject.OfUser(var id) ? now.user(id) : null;
    return user == null ? null : new Observation.Person(user.email().value());
  }

  /// What the holder has without anything being supposed.
  private @Nullable Observation roles() {
    if (!(last instanceof Decision.Allowed(_, Caller caller, var account, var roles))) {
      return null;
    }
    var view = now.account(account);
    var held = view == null ? null : view.rolesOf(caller);
    Requirement needed =
        operation != null
            ? operation.requirement()
            : question.wanted() instanceof Wanted.Resources(var asked)
                ? asked
                : new Requirement.Nothing();
    return new Observation.Roles(
        (held == null ? roles : held)
            .roles().stream().filter(role -> role.meets(needed)).map(Role::name).toList(),
        needed);
  }

  /// A limit is counted when a request comes; here it can only be said that there is none.
  private @Nullable Observation rate() {
    RateLimit rate = key == null ? null : key.terms().rate();
    return rate == null ? new Observation.Rate(null) : null;
  }
}
