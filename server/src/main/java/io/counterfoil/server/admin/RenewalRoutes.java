package io.counterfoil.server.admin;

import io.counterfoil.core.account.AccountName;
import io.counterfoil.core.change.KeyCommand;
import io.counterfoil.core.key.ApiKey;
import io.counterfoil.core.key.Tokens;
import io.counterfoil.server.control.OldTokenUse;
import io.counterfoil.server.control.Parts;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Renewals: started, watched, finished, undone.
final class RenewalRoutes {
  private static final String RENEWAL = "/v1/accounts/{account}/keys/{key}/renewal";

  private final Parts parts;
  private final View view;
  private final LinkMaking links;

  RenewalRoutes(Parts parts, View view) {
    this.parts = parts;
    this.view = view;
    links = new LinkMaking(parts, view);
  }

  void addTo(AdminRoutes routes) {
    routes.add(HttpMethod.GET, RENEWAL, this::show);
    routes.add(HttpMethod.POST, RENEWAL, this::start);
    routes.add(HttpMethod.POST, RENEWAL + "/finish", this::finish);
    routes.add(HttpMethod.POST, RENEWAL + "/undo", this::undo);
  }

  private void start(Exchange exchange) {
    AccountName account = exchange.account();
    Body body =
        Body.optionalObject(
            exchange.context(),
            "deleteOld",
            "finishAfterDays",
            LinkMaking.LINK,
            LinkMaking.PASSPHRASE);
    var making = links.read(body);
    exchange.run(
        new KeyCommand.StartRenewal(
            account,
            exchange.key(account),
            isNow(body.optionalText("deleteOld")),
            body.optionalWhole("finishAfterDays"),
            LinkMaking.handover(making)),
        201,
        result -> links.shown(account, making, result));
  }

  private static boolean isNow(@Nullable String deleteOld) {
    if (deleteOld != null && !deleteOld.equals("now") && !deleteOld.equals("later")) {
      throw new BadRequestException("deleteOld: (expected: now or later)");
    }
    return "now".equals(deleteOld);
  }

  private void finish(Exchange exchange) {
    AccountName account = exchange.account();
    ApiKey before = parts.directory().key(exchange.key(account));
    OldTokenUse use =
        before == null ? new OldTokenUse(List.of()) : OldTokenUse.of(parts.directory(), before);
    exchange.run(
        new KeyCommand.FinishRenewal(account, exchange.key(account)),
        200,
        result -> view.result(account, result).put("oldTokenUse", View.use(use)));
  }

  private void undo(Exchange exchange) {
    AccountName account = exchange.account();
    exchange.run(
        new KeyCommand.UndoRenewal(account, exchange.key(account)),
        200,
        result -> view.result(account, result));
  }

  private void show(Exchange exchange) {
    AccountName account = exchange.account();
    if (!exchange.may(account, Needs.KEYS)) {
      return;
    }
    ApiKey key = exchange.existingKey(account);
    JsonArray made = new JsonArray();
    parts.directory().linksOf(key.id()).forEach(link -> made.add(view.link(link)));
    JsonObject shown =
        new JsonObject()
            .put("renewing", key.tokens() instanceof Tokens.Renewing)
            .put("tokenSince", key.tokens().newest().createdAt().toString())
            .put("finishAfterDays", key.terms().finishAfterDays())
            .put("links", made);
    if (key.tokens() instanceof Tokens.Renewing(var old, _)) {
      shown
          .put("oldTokenSince", old.createdAt().toString())
          .put("oldTokenUse", View.use(OldTokenUse.of(parts.directory(), key)));
    }
    exchange.ok(shown);
  }
}
