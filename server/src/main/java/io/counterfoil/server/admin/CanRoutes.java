package io.counterfoil.server.admin;

import io.counterfoil.core.account.AccountName;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import java.util.List;

/// Whether a key may make a call, now or at an instant in the past.
final class CanRoutes {
  private final TriedView view;

  CanRoutes(TriedView view) {
    this.view = view;
  }

  void addTo(AdminRoutes routes) {
    routes.add(HttpMethod.POST, "/v1/accounts/{account}/can", this::can);
  }

  private void can(Exchange exchange) {
    AccountName account = exchange.account();
    if (!exchange.may(account, Needs.KEYS)) {
      return;
    }
    Body body = Body.object(exchange.context(), Hypothetical.FIELDS);
    JsonObject explained = Hypothetical.of(body).explained(exchange, account, List.of(), view);
    exchange.ok(
        explained
            .put("allowed", explained.getValue("code") == null)
            .put("detail", explained.getValue("told")));
  }
}
