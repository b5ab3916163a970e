package io.counterfoil.server.admin;

import io.counterfoil.core.account.AccountName;
import io.counterfoil.core.change.KeyCommand;
import io.counterfoil.core.key.ApiKey;
import io.counterfoil.core.key.AppKey;
import io.counterfoil.core.key.Holder;
import io.counterfoil.core.key.KeyState;
import io.counterfoil.core.store.Directory;
import io.counterfoil.server.control.Parts;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// Keys of other accounts that may act in one.
final class ExternalKeyRoutes {
  private static final String KEYS = "/v1/accounts/{account}/external-keys";
  private static final String KEY = KEYS + "/{key}";

  private final Parts parts;
  private final View view;

  ExternalKeyRoutes(Parts parts, View view) {
    this.parts = parts;
    this.view = view;
  }

  void addTo(AdminRoutes routes) {
    routes.add(HttpMethod.GET, KEYS, this::list);
    routes.add(HttpMethod.POST, KEYS, this::add);
    routes.add(HttpMethod.GET, KEY, this::show);
    routes.add(HttpMethod.PATCH, KEY, this::setRoles);
    routes.add(HttpMethod.DELETE, KEY, this::remove);
  }

  private void list(Exchange exchange) {
    AccountName account = exchange.account();
    if (exchange.may(account, Needs.KEYS)) {
      exchange.list(keysAddedTo(account), key -> view.externalKey(account, key));
    }
  }

  private List<ApiKey> keysAddedTo(AccountName account) {
    Directory directory = parts.directory();
    List<ApiKey> keys = new ArrayList<>();
    directory
        .grants(account)
        .forEach(grant -> {
          if (grant.holder() instanceof Holder.OfKey(var id)) {
            ApiKey key = directory.key(id);
            if (key != null && !key.account().equals(account) && key.state() != KeyState.DELETED) {
              keys.add(key);
            }
          }
        });
    keys.sort(Comparator.comparing(key -> key.appKey().value()));
    return keys;
  }

  private void add(Exchange exchange) {
    AccountName account = exchange.account();
    Body body = Body.object(exchange.context(), "appKey", "roles");
    exchange.run(
        new KeyCommand.AddExternalKey(
            account,
            new AppKey(body.text("appKey")),
            Exchange.roles(body.optionalNumbers("roles"))),
        201,
        result -> view.result(account, result));
  }

  private void show(Exchange exchange) {
    AccountName account = exchange.account();
    if (!exchange.may(account, Needs.KEYS)) {
      return;
    }
    ApiKey key = parts.directory().key(exchange.key(account));
    if (key == null || !keysAddedTo(account).contains(key)) {
      throw new BadRequestException(404, "key: not one that was added to `" + account + "`");
    }
    exchange.tag(account, key);
    exchange.ok(view.externalKey(account, key));
  }

  private void setRoles(Exchange exchange) {
    AccountName account = exchange.account();
    Body body = Body.object(exchange.context(), "roles");
    if (!body.has("roles")) {
      throw new BadRequestException("roles: missing (expected: role numbers, such as [16])");
    }
    exchange.run(
        new KeyCommand.SetKeyRoles(
            account, exchange.key(account), Exchange.roles(body.optionalNumbers("roles"))),
        200,
        result -> view.result(account, result));
  }

  private void remove(Exchange exchange) {
    AccountName account = exchange.account();
    exchange.run(
        new KeyCommand.RemoveExternalKey(account, exchange.key(account)),
        204,
        result -> new JsonObject());
  }
}
