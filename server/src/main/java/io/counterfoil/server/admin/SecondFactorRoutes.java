package io.counterfoil.server.admin;

import io.counterfoil.core.account.AccountName;
import io.counterfoil.core.account.User;
import io.counterfoil.core.account.UserId;
import io.counterfoil.core.change.PeopleCommand;
import io.counterfoil.core.change.PersonCommand;
import io.counterfoil.core.change.Problem;
import io.counterfoil.core.person.Pass;
import io.counterfoil.core.person.SecondFactor;
import io.counterfoil.server.control.Parts;
import io.counterfoil.server.person.SecondFactors.Fresh;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// One's own second factor: set up, proved, taken off; and, for the operator, taken off somebody
/// who lost it.
final class SecondFactorRoutes {
  private static final String MINE = "/v1/me/second-factor";
  private static final String PASSWORD = "password";

  private final Parts parts;

  SecondFactorRoutes(Parts parts) {
    this.parts = parts;
  }

  void addTo(AdminRoutes routes) {
    routes.add(HttpMethod.GET, MINE, this::show);
    routes.add(HttpMethod.POST, MINE, this::start);
    routes.add(HttpMethod.PUT, MINE, this::confirm);
    routes.add(HttpMethod.DELETE, MINE, this::remove);
    routes.add(HttpMethod.POST, "/v1/me/recovery-codes", this::renewCodes);
    routes.add(
        HttpMethod.DELETE, "/v1/accounts/{account}/users/{user}/second-factor", this::takeOff);
  }

  private void show(Exchange exchange) {
    SecondFactor factor = parts.directory().signIn(exchange.person().id()).factor();
    if (factor == null) {
      exchange.ok(new JsonObject().put("state", "off").put("recoveryCodesLeft", 0));
      return;
    }
    Instant since = factor.since();
    exchange.ok(
        new JsonObject()
            .put("state", factor.isOn() ? "on" : "pending")
            .put("since", since == null ? null : since.toString())
            .put("recoveryCodesLeft", factor.recovery().size()));
  }

  private void start(Exchange exchange) {
    User user = exchange.person();
    Body body = Body.object(exchange.context(), PASSWORD);
    exchange.confirm(user, body.text(PASSWORD));
    Fresh fresh = parts.persons().secondFactors().fresh(user);
    run(
        exchange,
        user,
        new PersonCommand.StartFactor(account(exchange), user.id(), fresh.seed()),
        () -> new JsonObject().put("secret", fresh.secret()).put("uri", fresh.uri()));
  }

  private void confirm(Exchange exchange) {
    User user = exchange.person();
    String code = Body.object(exchange.context(), "code").text("code");
    long step = parts.persons().secondFactors().pendingStep(user, code);
    if (step < 0) {
      throw new RejectedException(
          Problem.Code.CODE_WRONG, "code: (expected: the six digits that your app shows now)");
    }
    var codes = parts.persons().secondFactors().recoveryCodes(user);
    Pass session = exchange.session();
    run(
        exchange,
        user,
        new PersonCommand.ConfirmFactor(
            account(exchange),
            user.id(),
            step,
            codes.kept(),
            session == null ? null : session.id()),
        () -> new JsonObject().put("recoveryCodes", new JsonArray(codes.shown())));
  }

  private void remove(Exchange exchange) {
    User user = exchange.person();
    Body body = Body.object(exchange.context(), PASSWORD);
    exchange.confirm(user, body.text(PASSWORD));
    run(exchange, user, new PersonCommand.RemoveFactor(account(exchange), user.id()), null);
  }

  private void renewCodes(Exchange exchange) {
    User user = exchange.person();
    Body body = Body.object(exchange.context(), PASSWORD);
    exchange.confirm(user, body.text(PASSWORD));
    var codes = parts.persons().secondFactors().recoveryCodes(user);
    run(
        exchange,
        user,
        new PersonCommand.RenewRecoveryCodes(account(exchange), user.id(), codes.kept()),
        () -> new JsonObject().put("recoveryCodes", new JsonArray(codes.shown())));
  }

  private void takeOff(Exchange exchange) {
    AccountName account = exchange.account();
    UserId user = new UserId(exchange.uuid(exchange.parameter("user"), "user", account));
    exchange.run(
        new PeopleCommand.ResetSecondFactor(account, user), 204, result -> new JsonObject());
  }

  private static @Nullable AccountName account(Exchange exchange) {
    Pass session = exchange.session();
    return session == null ? null : session.account();
  }

  private static void run(
      Exchange exchange, User user, PersonCommand command, @Nullable Supplier<JsonObject> answer) {
    OwnCommands.run(
        exchange,
        user.id(),
        command,
        () -> {
          if (answer == null) {
            exchange.done();
          } else {
            exchange.context().response().putHeader("Cache-Control", "no-store");
            exchange.ok(answer.get());
          }
        });
  }
}
