package io.counterfoil.server.admin;

import io.counterfoil.core.account.AccountName;
import io.counterfoil.core.explain.Explanation;
import io.counterfoil.core.explain.Wording;
import io.counterfoil.core.log.DecisionRecord;
import io.counterfoil.core.log.RefusalId;
import io.counterfoil.core.role.Requirement;
import io.counterfoil.server.control.Parts;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.List;

/// Refusals, and why each was one.
final class RefusalRoutes {
  private final Parts parts;
  private final RefusalView view;
  private final KeyHistory history;

  RefusalRoutes(Parts parts, View view) {
    this.parts = parts;
    this.view = new RefusalView(parts.directory(), new ExplanationView(parts.directory(), view));
    history = new KeyHistory(parts);
  }

  void addTo(AdminRoutes routes) {
    routes.add(
        HttpMethod.GET,
        "/v1/refusals/{id}",
        exchange -> exchange.ok(explained(exchange, exchange.parameter("id"), List.of())));
    routes.add(HttpMethod.GET, "/v1/accounts/{account}/refusals", this::list);
  }

  /// The refusal of that id, explained. Who may not read it is told what those are told who name
  /// none: there is none.
  JsonObject explained(Exchange exchange, String id, List<Requirement> also) {
    DecisionRecord known = RefusalId.isValid(id) ? parts.refusals().find(new RefusalId(id)) : null;
    if (known == null || !exchange.mayRead(known.account(), Needs.KEYS)) {
      throw new BadRequestException(
          404,
          "no refusal of that id can be shown to you; check the id, and whether your key may view"
              + " the account's API keys");
    }
    Wording wording = Wording.in(exchange.language());
    Instant now = parts.clock().instant();
    var question = known.question(now);
    Explanation explanation =
        question == null
            ? null
            : parts.explainer().explain(parts.directory(), question.withAlso(also));
    return view.explained(known, explanation, wording)
        .put("last24h", history.of(known.account(), known.appKey(), now, wording));
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
