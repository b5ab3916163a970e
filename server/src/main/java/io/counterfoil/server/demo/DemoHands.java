package io.counterfoil.server.demo;

import io.counterfoil.core.account.User;
import io.counterfoil.core.account.UserId;
import io.counterfoil.core.change.Command;
import io.counterfoil.core.change.KeyCommand;
import io.counterfoil.core.decision.Credentials;
import io.counterfoil.core.decision.Subject;
import io.counterfoil.core.key.ApiKey;
import io.counterfoil.core.registry.Actor;
import io.counterfoil.core.registry.Issued;
import io.counterfoil.core.registry.Origin;
import io.counterfoil.core.registry.Outcome;
import io.counterfoil.core.role.Role;
import io.counterfoil.core.role.RoleId;
import io.counterfoil.server.control.Parts;
import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Carries out what the demo's people do, by the same commands and under the same rules as
/// everybody's.
final class DemoHands {
  private static final Actor OPERATOR = new Actor.Operator("demo");
  private static final Origin ORIGIN = new Origin("demo", null);
  private static final Origin OFFICE = new Origin("demo", "203.0.113.20");
  private static final Duration A_DAY = Duration.ofDays(1);

  private final Parts parts;
  private @Nullable UserId acting;

  DemoHands(Parts parts) {
    this.parts = parts;
  }

  Parts parts() {
    return parts;
  }

  Origin office() {
    return OFFICE;
  }

  /// From now on this person does what is asked, and no longer the operator.
  void actAs(UserId person) {
    acting = person;
  }

  /// Has whoever acts do it.
  Outcome.Result act(Command command) {
    return acting == null ? operate(command) : act(acting, command);
  }

  /// Has this person do it.
  Outcome.Result act(UserId person, Command command) {
    var token =
        new Credentials.UserToken(new Subject.OfUser(person), parts.clock().instant().plus(A_DAY));
    return execute(command, new Actor.Presenting(token), OFFICE);
  }

  /// Has the operator do it.
  Outcome.Result operate(Command command) {
    return execute(command, OPERATOR, ORIGIN);
  }

  Outcome.Result execute(Command command, Actor actor, Origin origin) {
    return switch (parts.registry().execute(command, actor, origin)) {
      case Outcome.Committed(_, var result) -> result;
      case Outcome.Rejected(var problem) -> throw new IllegalStateException(problem.detail());
      case Outcome.Denied _ -> throw new IllegalStateException("somebody of the demo was refused");
    };
  }

  /// A key of that label, and its token.
  Issued key(String label, Set<RoleId> roles) {
    return token(new KeyCommand.CreateKey(DemoAccount.NAME, label, roles, null));
  }

  Issued token(Command command) {
    if (act(command) instanceof Outcome.Result.OfToken(var issued)) {
      return issued;
    }
    throw new IllegalStateException("a token was made and not handed over");
  }

  ApiKey linked(Command command) {
    if (act(command) instanceof Outcome.Result.OfLink(var key, _)) {
      return key;
    }
    throw new IllegalStateException("a link was made and not handed over");
  }

  User person(Command command) {
    if (act(command) instanceof Outcome.Result.OfUser(var user)) {
      return user;
    }
    throw new IllegalStateException("a person was added and not shown");
  }

  Role role(Command command) {
    if (act(command) instanceof Outcome.Result.OfRole(var role)) {
      return role;
    }
    throw new IllegalStateException("a role was made and not handed over");
  }

  /// The predefined role of that name.
  Role predefined(String name) {
    return parts.directory().catalogue().roles().stream()
        .filter(role -> role.name().equals(name))
        .findAny()
        .orElseThrow(() ->
            new IllegalStateException(
                "role `" + name + "` is not in the catalogue (expected: the catalogue vtex)"));
  }
}
