package io.counterfoil.server.admin;

import io.counterfoil.core.account.AccountName;
import io.counterfoil.core.account.Email;
import io.counterfoil.core.account.PasswordHash;
import io.counterfoil.core.account.User;
import io.counterfoil.core.account.UserId;
import io.counterfoil.core.change.PersonCommand;
import io.counterfoil.core.change.Problem;
import io.counterfoil.core.explain.Language;
import io.counterfoil.core.person.Pass;
import io.counterfoil.core.registry.Origin;
import io.counterfoil.server.admin.SessionOpening.Proof;
import io.counterfoil.server.control.Access;
import io.counterfoil.server.control.Parts;
import io.counterfoil.server.person.SignInFailures.Failure;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import java.util.Objects;

/// Choosing a password by an invitation or a reset, asking for a reset, and changing one's own.
final class PasswordRoutes {
  private static final String PASSWORD = "password";

  private final Parts parts;
  private final SessionOpening opening;

  PasswordRoutes(Parts parts, SessionOpening opening) {
    this.parts = parts;
    this.opening = opening;
  }

  void addTo(AdminRoutes routes) {
    routes.add(HttpMethod.POST, "/v1/passwords", this::choose);
    routes.add(HttpMethod.POST, "/v1/password-resets", this::reset);
    routes.add(HttpMethod.PUT, "/v1/me/password", this::change);
  }

  private void choose(Exchange exchange) {
    Body body = Body.object(exchange.context(), "code", PASSWORD, "browser");
    String code = body.text("code").strip();
    Pass invitation = parts.sessions().good(Pass.Kind.INVITATION, code);
    Pass pass =
        invitation != null ? invitation : parts.sessions().good(Pass.Kind.PASSWORD_RESET, code);
    UserId person = pass == null ? null : pass.user();
    if (pass == null || person == null) {
      Failure failure = new Failure("code of a password", parts.clock().instant());
      parts.failures().note(Access.origin(exchange.context()), null, null, failure);
      throw new RejectedException(
          Problem.Code.CODE_ENDED,
          "there is no such code, it was used, or its time has passed; ask for another");
    }
    PasswordHash password = exchange.hashed(body.text(PASSWORD));
    var command = new PersonCommand.ChoosePassword(pass.account(), pass.id(), password);
    OwnCommands.run(exchange, person, command, () -> chosen(exchange, body, pass, person));
  }

  private void chosen(Exchange exchange, Body body, Pass pass, UserId person) {
    User user = Objects.requireNonNull(parts.directory().user(person));
    if (Boolean.TRUE.equals(body.optionalFlag("browser"))
        && !parts.directory().signIn(person).asksForFactor()) {
      String how = pass.kind() == Pass.Kind.INVITATION ? "invitation" : "password_reset";
      opening.answer(exchange, user, new Proof(how, pass.account(), null, null, false));
    } else {
      exchange.done();
    }
  }

  /// Answers before it does anything, so that neither answer nor time tells who is known.
  private void reset(Exchange exchange) {
    Body body = Body.object(exchange.context(), "email");
    String email = body.text("email");
    if (!Email.isValid(email)) {
      throw new BadRequestException("email: (expected: an address such as ana@example.com)");
    }
    Origin origin = Access.origin(exchange.context());
    Language language = exchange.language();
    exchange.accepted(
        new JsonObject().put("detail", "if that address is known here, a mail is on its way"));
    User user = parts.directory().user(new Email(email));
    if (user != null && user.password() != null) {
      parts.sessions().reset(user, language, origin);
    }
  }

  private void change(Exchange exchange) {
    User user = exchange.person();
    Body body = Body.object(exchange.context(), "current", PASSWORD);
    String current = body.text("current");
    String chosen = body.text(PASSWORD);
    PasswordHash hash = exchange.hashed(chosen);
    exchange.confirm(user, current);
    Pass session = exchange.session();
    AccountName account = session == null ? null : session.account();
    var command =
        new PersonCommand.ChangePassword(
            account, user.id(), hash, session == null ? null : session.id());
    OwnCommands.run(exchange, user.id(), command, exchange::done);
  }
}
