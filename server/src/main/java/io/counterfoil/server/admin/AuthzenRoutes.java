package io.counterfoil.server.admin;

import io.counterfoil.server.authzen.AuthzenSite;
import io.counterfoil.server.control.Parts;
import io.vertx.core.http.HttpMethod;

/// The endpoints of AuthZEN.
final class AuthzenRoutes {
  private static final String API = "/access/v1/";

  private final AuthzenSite site;

  AuthzenRoutes(Parts parts) {
    site = new AuthzenSite(parts);
  }

  void addTo(AdminRoutes routes) {
    routes.add(HttpMethod.POST, API + "evaluation", each -> site.evaluation(each.context()));
    routes.add(HttpMethod.POST, API + "evaluations", each -> site.evaluations(each.context()));
    routes.add(HttpMethod.POST, API + "search/subject", each -> site.searchSubject(each.context()));
    routes.add(
        HttpMethod.POST, API + "search/resource", each -> site.searchResource(each.context()));
    routes.add(HttpMethod.POST, API + "search/action", each -> site.searchAction(each.context()));
    routes.add(
        HttpMethod.GET,
        "/.well-known/authzen-configuration",
        each -> site.configuration(each.context()));
  }
}
