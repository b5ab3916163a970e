package io.counterfoil.server.admin;

import io.counterfoil.core.account.User;
import io.counterfoil.core.change.Problem;
import io.counterfoil.core.person.Pass;
import io.counterfoil.core.person.PassId;
import io.counterfoil.core.registry.Outcome;
import io.counterfoil.server.control.Access;
import io.counterfoil.server.control.Parts;
import io.vertx.core.http.HttpMethod;
import java.util.UUID;

/// A person's own sessions: which is this one, which others there are, and their end.
final class SessionRoutes {
  private static final String CURRENT = "/v1/sessions/current";

  private final Parts parts;
  private final WhoView who;

  SessionRoutes(Parts parts, WhoView who) {
    this.parts = parts;
    this.who = who;
  }

  void addTo(AdminRoutes routes) {
    routes.add(HttpMethod.GET, CURRENT, this::current);
    routes.add(HttpMethod.DELETE, CURRENT, this::leave);
    routes.add(HttpMethod.GET, "/v1/sessions", this::list);
    routes.add(HttpMethod.DELETE, "/v1/sessions/{session}", this::end);
  }

  private void current(Exchange exchange) {
    Pass session = exchange.session();
    exchange.ok(who.who(exchange.person(), session));
  }

  private void list(Exchange exchange) {
    User user = exchange.person();
    Pass current = exchange.session();
    exchange.list(
        parts.sessions().of(user.id()),
        session -> WhoView.listed(session, current != null && session.id().equals(current.id())));
  }

  private void leave(Exchange exchange) {
    User user = exchange.person();
    Pass session = exchange.session();
    if (session == null) {
      throw new RejectedException(
          Problem.Code.SESSION_NOT_FOUND,
          "there is no session here (expected: its cookie); a user token ends by itself");
    }
    SessionCookie.clear(parts, exchange.context());
    end(exchange, user, session.id());
  }

  private void end(Exchange exchange) {
    User user = exchange.person();
    end(exchange, user, new PassId(id(exchange.parameter("session"))));
  }

  private void end(Exchange exchange, User user, PassId session) {
    switch (parts.sessions().end(user.id(), session, Access.origin(exchange.context()))) {
      case Outcome.Committed _ -> exchange.done();
      case Outcome.Rejected(var problem) -> exchange.problem(problem);
      case Outcome.Denied _ -> throw new IllegalStateException("a person was denied their own");
    }
  }

  private static UUID id(String text) {
    try {
      return UUID.fromString(text);
    } catch (IllegalArgumentException e) {
      throw new RejectedException(
          Problem.Code.SESSION_NOT_FOUND,
          "that is not the id of a session; list yours to see their ids");
    }
  }
}
