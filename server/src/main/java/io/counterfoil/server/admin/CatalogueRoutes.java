package io.counterfoil.server.admin;

import io.counterfoil.core.role.Catalogue;
import io.counterfoil.core.role.Operation;
import io.counterfoil.core.role.RequestPath;
import io.counterfoil.server.control.Parts;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import java.util.List;

/// What calls there are and what they need, and whether a key may make one. The catalogue is public
/// knowledge; decisions on a key are its account's.
final class CatalogueRoutes {
  private final Parts parts;
  private final View view;

  CatalogueRoutes(Parts parts, View view) {
    this.parts = parts;
    this.view = view;
  }

  void addTo(AdminRoutes routes) {
    routes.add(HttpMethod.GET, "/v1/catalogue", this::show);
    routes.add(HttpMethod.GET, "/v1/catalogue/operations", this::operations);
  }

  private void show(Exchange exchange) {
    Catalogue catalogue = parts.directory().catalogue();
    exchange.ok(
        new JsonObject()
            .put("catalogue", catalogue.name())
            .put("version", catalogue.version())
            .put("resources", catalogue.resources().size())
            .put("roles", catalogue.roles().size())
            .put("operations", catalogue.operations().size()));
  }

  private void operations(Exchange exchange) {
    String method = exchange.context().request().getParam("method");
    String path = exchange.context().request().getParam("path");
    Catalogue catalogue = parts.directory().catalogue();
    if (method == null && path == null) {
      exchange.list(catalogue.operations(), view::operation);
      return;
    }
    if (method == null || path == null) {
      throw new BadRequestException("method, path: (expected: both, or neither)");
    }
    Operation found =
        RequestPath.read(path) instanceof RequestPath.Canonical canonical
            ? catalogue.find(method, canonical)
            : null;
    exchange.list(found == null ? List.<Operation>of() : List.of(found), view::operation);
  }
}
