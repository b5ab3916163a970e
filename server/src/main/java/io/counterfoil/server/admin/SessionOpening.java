package io.counterfoil.server.admin;

import io.counterfoil.core.account.AccountName;
import io.counterfoil.core.account.User;
import io.counterfoil.core.change.PersonCommand.Shown;
import io.counterfoil.core.change.Problem;
import io.counterfoil.core.person.Pass;
import io.counterfoil.server.control.Access;
import io.counterfoil.server.control.Parts;
import io.counterfoil.server.person.Sessions;
import io.counterfoil.server.person.Sessions.Opening;
import org.jspecify.annotations.Nullable;

/// Opens sessions for those who proved who they are, and answers who that is.
final class SessionOpening {
  private final Parts parts;
  private final WhoView who;

  SessionOpening(Parts parts, WhoView who) {
    this.parts = parts;
    this.who = who;
  }

  /// By what somebody proved who they are.
  ///
  /// @param account where they sign in; null where none was named
  /// @param spent the pass that proved it, which ends; null for none
  /// @param shown their second factor; null where none was asked for
  /// @param remember whether the browser is not to be asked for it again for ten days
  record Proof(
      String how,
      @Nullable AccountName account,
      @Nullable Pass spent,
      @Nullable Shown shown,
      boolean remember) {}

  /// Opens one, in the place of the one that the browser has, and answers who it is of.
  void answer(Exchange exchange, User user, Proof proof) {
    Problem problem = open(exchange, user, proof, session -> exchange.ok(who.who(user, session)));
    if (problem != null) {
      exchange.problem(problem);
    }
  }

  /// Does something once a session is open.
  interface Then {
    void answer(Pass session);
  }

  /// Opens one and sets its cookies.
  ///
  /// @return why not; null where it was opened
  @Nullable Problem open(Exchange exchange, User user, Proof proof, Then then) {
    Pass spent = proof.spent();
    Pass before = exchange.session();
    var start =
        new Sessions.Start(
            user.id(),
            proof.account(),
            proof.how(),
            spent == null ? null : spent.id(),
            before == null ? null : before.id(),
            proof.shown(),
            proof.remember(),
            exchange.userAgent());
    return switch (parts.sessions().open(start, Access.origin(exchange.context()))) {
      case Opening.Opened(var session, var code, var browser) -> {
        SessionCookie.set(parts, exchange.context(), code);
        if (browser != null) {
          BrowserCookie.set(parts, exchange.context(), browser);
        }
        then.answer(session);
        yield null;
      }
      case Opening.NotOpened(var problem) -> problem;
    };
  }
}
