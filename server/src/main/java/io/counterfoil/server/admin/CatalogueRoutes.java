package io.counterfoil.server.admin;

import io.counterfoil.core.account.AccountName;
import io.counterfoil.core.decision.Answer;
import io.counterfoil.core.decision.Attempt;
import io.counterfoil.core.decision.Credentials;
import io.counterfoil.core.decision.Decision;
import io.counterfoil.core.decision.Subject;
import io.counterfoil.core.decision.Wanted;
import io.counterfoil.core.decision.Where;
import io.counterfoil.core.explain.Wording;
import io.counterfoil.core.key.AppKey;
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
    routes.add(HttpMethod.POST, "/v1/accounts/{account}/decisions", this::decide);
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

  /// A dry run: would this key be allowed to do that?
  private void decide(Exchange exchange) {
    AccountName account = exchange.account();
    if (!exchange.may(account, Needs.KEYS)) {
      return;
    }
    Body body = Body.object(exchange.context(), "appKey", "method", "path");
    var attempt =
        new Attempt(
            new Credentials.Supposed(new Subject.OfKey(new AppKey(body.text("appKey")))),
            Where.account(account.value()).from(Where.ANYWHERE),
            new Wanted.Call(body.text("method"), RequestPath.read(body.text("path"))),
            parts.clock().instant());
    Decision decision = parts.authority().rule(attempt).decision();
    JsonObject shown = new JsonObject().put("allowed", decision instanceof Decision.Allowed);
    switch (Answer.toCaller(decision)) {
      case Answer.Pass(var allowed) -> shown.put("roles", allowed.roles().names());
      case Answer.Refuse refuse ->
          shown
              .put("code", refuse.code().code())
              .put("status", refuse.code().status())
              .put("detail", Wording.in(exchange.language()).detail(refuse))
              .put("needed", View.needed(refuse.needed()));
    }
    exchange.ok(shown);
  }
}
