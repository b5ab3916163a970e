package io.counterfoil.server.admin;

import io.counterfoil.core.account.AccountName;
import io.counterfoil.core.account.Email;
import io.counterfoil.core.account.User;
import io.counterfoil.core.change.AccountCommand;
import io.counterfoil.core.change.PersonCommand;
import io.counterfoil.core.change.Problem;
import io.counterfoil.core.person.Pass;
import io.counterfoil.core.registry.Actor;
import io.counterfoil.core.registry.Origin;
import io.counterfoil.core.registry.Outcome;
import io.counterfoil.server.admin.SessionOpening.Proof;
import io.counterfoil.server.control.Access;
import io.counterfoil.server.control.Parts;
import io.counterfoil.server.person.SignInFailures.Failure;
import io.vertx.core.http.HttpMethod;
import java.util.List;

/// Signing in by a link that works once: the one that a first start prints.
final class LinkSignInRoutes {
  private final Parts parts;
  private final SessionOpening opening;

  LinkSignInRoutes(Parts parts, SessionOpening opening) {
    this.parts = parts;
    this.opening = opening;
  }

  void addTo(AdminRoutes routes) {
    routes.add(HttpMethod.POST, "/v1/sessions/link", this::signIn);
  }

  private void signIn(Exchange exchange) {
    Body body = Body.object(exchange.context(), "code", "setup");
    Pass link = parts.sessions().good(Pass.Kind.SIGN_IN_LINK, body.text("code").strip());
    if (link == null) {
      Origin origin = Access.origin(exchange.context());
      parts.failures().note(origin, null, null, new Failure("link", parts.clock().instant()));
      throw new RejectedException(
          Problem.Code.CODE_ENDED,
          "there is no such link, it was used, or its 30 minutes have passed; ask for another");
    }
    User user = link.user() == null ? null : parts.directory().user(link.user());
    if (user != null) {
      opening.answer(exchange, user, new Proof("link", link.account(), link, null, false));
    } else if (body.has("setup")) {
      setUp(exchange, link, body.inner("setup", "account", "email", "name", "password"));
    } else {
      throw new RejectedException(
          Problem.Code.SETUP_NEEDED,
          "there is no account yet; send `setup` with account, email, name and password of the"
              + " first one and its Sponsor");
    }
  }

  private void setUp(Exchange exchange, Pass link, Body setup) {
    String name = setup.optionalText("name");
    Email email = new Email(setup.text("email"));
    var first =
        new AccountCommand.CreateAccount(
            new AccountName(setup.text("account")),
            email,
            name == null ? "" : name,
            exchange.hashed(setup.text("password")),
            List.of());
    var command = new PersonCommand.SetUp(first, link.id());
    switch (parts
        .registry()
        .execute(command, new Actor.Operator("first run"), Access.origin(exchange.context()))) {
      case Outcome.Committed _ -> {
        User sponsor = parts.directory().user(email);
        if (sponsor == null) {
          throw new IllegalStateException("the first account was made without its Sponsor");
        }
        opening.answer(exchange, sponsor, new Proof("link", first.account(), null, null, false));
      }
      case Outcome.Rejected(var problem) -> exchange.problem(problem);
      case Outcome.Denied _ -> throw new IllegalStateException("the first run was denied");
    }
  }
}
