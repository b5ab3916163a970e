package io.counterfoil.server.catalogue;

import io.counterfoil.core.change.RoleCommand;
import io.counterfoil.core.registry.Outcome;
import io.counterfoil.core.role.Catalogue;
import io.counterfoil.core.store.Directory;
import io.counterfoil.edge.ProblemJson;
import io.counterfoil.server.control.Access;
import io.counterfoil.server.control.Parts;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;

/// `PUT /v1/catalogue`: the operator replaces the catalogue, whole or not at all.
public final class CatalogueRoute {
  private final Access access;
  private final Directory directory;

  /// A route over the parts.
  public CatalogueRoute(Parts parts) {
    access = new Access(parts, "admin", false);
    directory = parts.directory();
  }

  /// Adds the route.
  public void mount(Router router) {
    router.put("/v1/catalogue").blockingHandler(this::replace, false);
  }

  private void replace(RoutingContext context) {
    if (!access.isOperator(context)) {
      ProblemJson.problem(
          context.response(),
          403,
          "only the operator may replace the catalogue; use `counterfoil catalogue import`");
      return;
    }
    Catalogue catalogue;
    try {
      catalogue =
          CatalogueFile.parse(
              "body",
              String.valueOf(context.body().asString("UTF-8")),
              directory.catalogue().customResources());
    } catch (CatalogueException e) {
      ProblemJson.problem(context.response(), 400, String.valueOf(e.getMessage()));
      return;
    }
    switch (access.execute(context, new RoleCommand.ImportCatalogue(catalogue))) {
      case Outcome.Committed(var revision, _) ->
          context
              .response()
              .putHeader("Counterfoil-Revision", revision.token())
              .putHeader("Content-Type", "application/json")
              .end(
                  new JsonObject()
                      .put("catalogue", catalogue.name())
                      .put("version", catalogue.version())
                      .put("operations", catalogue.operations().size())
                      .toBuffer());
      case Outcome.Rejected(var problem) ->
          ProblemJson.problem(context.response(), problem.code().status(), problem.detail());
      case Outcome.Denied _ ->
          ProblemJson.problem(
              context.response(), 403, "only the operator may replace the catalogue");
    }
  }
}
