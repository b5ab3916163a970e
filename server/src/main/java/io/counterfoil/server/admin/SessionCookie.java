package io.counterfoil.server.admin;

import io.counterfoil.core.person.Pass;
import io.counterfoil.core.person.PassCode;
import io.counterfoil.server.control.Parts;
import io.counterfoil.server.person.Sessions;
import io.vertx.core.http.Cookie;
import io.vertx.core.http.CookieSameSite;
import io.vertx.ext.web.RoutingContext;

/// The cookie of a session: no script can read it, no other site can send it, and where the server
/// is reached by TLS nothing else carries it.
final class SessionCookie {
  private SessionCookie() {}

  static void set(Parts parts, RoutingContext context, PassCode code) {
    long seconds = Pass.Kind.SESSION.lifetime().toSeconds();
    context
        .response()
        .addCookie(guarded(parts, context, Cookie.cookie(Sessions.COOKIE, code.reveal()), seconds));
  }

  static void clear(Parts parts, RoutingContext context) {
    context.response().addCookie(guarded(parts, context, Cookie.cookie(Sessions.COOKIE, ""), 0));
  }

  static Cookie guarded(Parts parts, RoutingContext context, Cookie cookie, long seconds) {
    return cookie
        .setHttpOnly(true)
        .setSameSite(CookieSameSite.STRICT)
        .setSecure(context.request().isSSL() || parts.publicUrl().startsWith("https://"))
        .setPath("/")
        .setMaxAge(seconds);
  }
}
