package io.counterfoil.server.admin;

import io.counterfoil.core.registry.Actor;
import io.counterfoil.server.control.Parts;
import io.counterfoil.server.oauth.OAuthSite;
import io.vertx.core.http.HttpMethod;

/// The endpoints of OAuth 2, and the keys that sign.
final class OAuthRoutes {
  private final OAuthSite site;

  OAuthRoutes(Parts parts) {
    site = new OAuthSite(parts);
  }

  void addTo(AdminRoutes routes) {
    routes.add(HttpMethod.POST, "/oauth2/token", exchange -> site.token(exchange.context()));
    routes.add(
        HttpMethod.POST, "/oauth2/introspect", exchange -> site.introspect(exchange.context()));
    routes.add(HttpMethod.POST, "/oauth2/revoke", exchange -> site.revoke(exchange.context()));
    routes.add(HttpMethod.GET, "/oauth2/jwks", exchange -> site.keys(exchange.context()));
    routes.add(
        HttpMethod.GET,
        "/.well-known/oauth-authorization-server",
        exchange -> site.metadata(exchange.context()));
    routes.add(HttpMethod.POST, "/v1/signing-keys", this::rotate);
  }

  private void rotate(Exchange exchange) {
    if (exchange.isOperator()) {
      Boolean atOnce = Body.optionalObject(exchange.context(), "atOnce").optionalFlag("atOnce");
      site.rotate(new Actor.Operator("local"), Boolean.TRUE.equals(atOnce));
      exchange.done();
    }
  }
}
