package io.counterfoil.server.admin;

import io.counterfoil.core.account.AccountName;
import io.counterfoil.core.explain.Explanation;
import io.counterfoil.core.explain.Wording;
import io.counterfoil.core.log.DecisionRecord;
import io.counterfoil.core.log.RefusalId;
import io.counterfoil.server.control.Parts;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import org.jspecify.annotations.Nullable;

/// Refusals, and why each was one.
final class RefusalRoutes {
  private final Parts parts;
  private final RefusalView view;

  RefusalRoutes(Parts parts) {
    this.parts = parts;
    view = new RefusalView(parts.directory());
  }

  void addTo(AdminRoutes routes) {
    routes.add(HttpMethod.GET, "/v1/refusals/{id}", this::show);
    routes.add(HttpMethod.GET, "/v1/accounts/{account}/refusals", this::list);
  }

  /// Who may not read a refusal is told what those are told who name none: there is none.
  private void show(Exchange exchange) {
    String text = exchange.parameter("id");
    DecisionRecord known =
        RefusalId.isValid(text) ? parts.refusals().find(new RefusalId(text)) : null;
    if (known == null || !mayRead(exchange, known.account())) {
      throw new BadRequestException(
          404,
          "no refusal of that id can be shown to you; check the id, and whether your key may view"
              + " the account's API keys");
    }
    Wording wording = Wording.in(exchange.language());
    var question = known.question(parts.clock().instant());
    Explanation explanation =
        question == null ? null : parts.explainer().explain(parts.directory(), question);
    exchange.ok(view.explained(known, explanation, wording));
  }

  private boolean mayRead(Exchange exchange, @Nullable AccountName account) {
    return account == null
        ? exchange.isOperatorQuietly()
        : exchange.mayQuietly(account, Needs.KEYS);
  }

  private void list(Exchange exchange) {
    AccountName account = exchange.account();
    if (!exchange.may(account, Needs.KEYS)) {
      return;
    }
    Wording wording = Wording.in(exchange.language());
    JsonArray items = new JsonArray();
    parts.refusals().recent(account, exchange.limit()).stream()
        .map(known -> view.summary(known, wording))
        .forEach(items::add);
    exchange.ok(new JsonObject().put("items", items));
  }
}
