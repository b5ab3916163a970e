package io.counterfoil.server.admin;

import io.counterfoil.core.account.AccountName;
import io.counterfoil.core.change.KeyCommand;
import io.counterfoil.core.change.Problem;
import io.counterfoil.core.key.ApiKey;
import io.counterfoil.core.key.LinkId;
import io.counterfoil.server.control.Parts;
import io.counterfoil.server.link.LinkOpening;
import io.counterfoil.server.link.LinkOpening.Opening;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;

/// Single-access links: seen, taken back, and opened by a program.
final class LinkRoutes {
  private final Parts parts;
  private final View view;
  private final LinkOpening opening;

  LinkRoutes(Parts parts, View view) {
    this.parts = parts;
    this.view = view;
    opening = new LinkOpening(parts);
  }

  void addTo(AdminRoutes routes) {
    routes.add(HttpMethod.GET, "/v1/accounts/{account}/keys/{key}/links", this::list);
    routes.add(HttpMethod.DELETE, "/v1/accounts/{account}/links/{link}", this::cancel);
    routes.add(HttpMethod.POST, "/v1/links/open", this::open);
  }

  private void list(Exchange exchange) {
    AccountName account = exchange.account();
    if (exchange.may(account, Needs.KEYS)) {
      ApiKey key = exchange.existingKey(account);
      exchange.list(parts.directory().linksOf(key.id()), view::link);
    }
  }

  private void cancel(Exchange exchange) {
    AccountName account = exchange.account();
    LinkId link = new LinkId(exchange.uuid(exchange.parameter("link"), "link", account));
    exchange.run(new KeyCommand.CancelLink(account, link), 204, result -> new JsonObject());
  }

  private void open(Exchange exchange) {
    Body body = Body.object(exchange.context(), "code", LinkMaking.PASSPHRASE);
    String code = body.text("code");
    switch (opening.open(exchange.context(), code, body.optionalText(LinkMaking.PASSPHRASE))) {
      case Opening.Opened(var link, var issued) ->
          exchange.ok(
              new JsonObject()
                  .put("account", link.account().value())
                  .put("appKey", issued.key().appKey().value())
                  .put("appToken", issued.reveal().reveal()));
      case Opening.AsksForPassphrase _ ->
          exchange.problem(
              new Problem(
                  Problem.Code.PASSPHRASE_WRONG,
                  "passphrase: missing (expected: the one that whoever sent the link knows)"));
      case Opening.NotOpened(var problem, _) -> exchange.problem(problem);
    }
  }
}
