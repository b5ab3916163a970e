package io.counterfoil.core.registry;

import io.counterfoil.core.account.User;
import io.counterfoil.core.account.UserId;
import io.counterfoil.core.change.Change;
import io.counterfoil.core.change.PersonCommand;
import io.counterfoil.core.change.PersonCommand.Shown;
import io.counterfoil.core.change.Problem;
import io.counterfoil.core.person.Pass;
import io.counterfoil.core.person.SecondFactor;
import io.counterfoil.core.person.SignIn;
import io.counterfoil.core.registry.Outcome.Result;
import io.counterfoil.core.store.Directory;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Plans how people set second factors up, show them, and take them off.
final class FactorPlans {
  private final Directory directory;
  private final PasswordPlans passwords;

  FactorPlans(Directory directory, PasswordPlans passwords) {
    this.directory = directory;
    this.passwords = passwords;
  }

  /// How the person signs in after they showed this; what was used up is gone.
  SignIn after(UserId user, @Nullable Shown shown) {
    SignIn signIn = directory.signIn(user);
    SecondFactor factor = signIn.factor();
    if (shown == null || factor == null) {
      return signIn;
    }
    return switch (shown) {
      case Shown.ByCode(var step) when step > factor.lastStep() -> signIn.with(factor.taken(step));
      case Shown.ByRecovery(var code) when factor.recovery().stream().anyMatch(code::matches) ->
          signIn.with(factor.without(code));
      case Shown.ByBrowser(var id) when directory.pass(id) != null -> signIn;
      case Shown.ByCode _, Shown.ByRecovery _, Shown.ByBrowser _ ->
          throw new Rejection(
              Problem.Code.SECOND_FACTOR_WRONG,
              "secondFactor: used already (expected: the six digits that your app shows now)");
    };
  }

  Plan start(PersonCommand.StartFactor command) {
    SignIn signIn = directory.signIn(command.user());
    if (signIn.asksForFactor()) {
      throw new Rejection(
          Problem.Code.SECOND_FACTOR_ON, "the second factor is on; take it off before another");
    }
    return put(signIn.with(SecondFactor.pending(command.seed())), "second_factor.started");
  }

  Plan confirm(PersonCommand.ConfirmFactor command, Instant now) {
    SignIn signIn = directory.signIn(command.user());
    SecondFactor factor = signIn.factor();
    if (factor == null || factor.isOn()) {
      throw new Rejection(
          Problem.Code.SECOND_FACTOR_NOT_PENDING,
          "no second factor is being set up (expected: start one first)");
    }
    SecondFactor proved = factor.proved(now, command.step(), command.recovery());
    Pass session = command.session() == null ? null : directory.pass(command.session());
    List<Change> more = new ArrayList<>();
    if (session != null) {
      more.add(new Change.PassPut(session.withSecondFactor()));
    }
    return put(signIn.with(proved).revoked(now), "second_factor.on").changing(more);
  }

  Plan remove(UserId user) {
    SignIn signIn = directory.signIn(user);
    if (signIn.factor() == null) {
      return Plan.nothing(new Result.Done());
    }
    return put(signIn.with(null), "second_factor.off")
        .changing(passwords.endings(user, Set.of(Pass.Kind.BROWSER), null));
  }

  Plan renew(PersonCommand.RenewRecoveryCodes command) {
    SignIn signIn = directory.signIn(command.user());
    SecondFactor factor = signIn.factor();
    if (factor == null || !factor.isOn()) {
      throw new Rejection(
          Problem.Code.SECOND_FACTOR_NOT_PENDING,
          "there is no second factor (expected: set one up first)");
    }
    return put(signIn.with(factor.with(command.recovery())), "recovery_codes.renewed");
  }

  private Plan put(SignIn signIn, String action) {
    User user = directory.user(signIn.user());
    return new Plan(
        List.of(new Change.SignInPut(signIn)),
        action,
        "user:" + (user == null ? signIn.user().toString() : user.email().value()),
        Map.of(),
        Map.of(),
        new Result.Done());
  }
}
