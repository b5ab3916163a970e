package io.counterfoil.server.admin;

import io.counterfoil.core.person.Pass;
import io.counterfoil.core.person.PassCode;
import io.counterfoil.server.control.Parts;
import io.vertx.core.http.Cookie;
import io.vertx.ext.web.RoutingContext;
import org.jspecify.annotations.Nullable;

/// The cookie of a browser that need not show the second factor again for ten days. Alone it signs
/// nobody in.
final class BrowserCookie {
  /// What it is called.
  static final String NAME = "counterfoil_browser";

  private BrowserCookie() {}

  static @Nullable String read(RoutingContext context) {
    Cookie cookie = context.request().getCookie(NAME);
    return cookie == null ? null : cookie.getValue();
  }

  static void set(Parts parts, RoutingContext context, PassCode code) {
    long seconds = Pass.Kind.BROWSER.lifetime().toSeconds();
    Cookie cookie = Cookie.cookie(NAME, code.reveal());
    context.response().addCookie(SessionCookie.guarded(parts, context, cookie, seconds));
  }
}
