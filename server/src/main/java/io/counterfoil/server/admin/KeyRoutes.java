package io.counterfoil.server.admin;

import io.counterfoil.core.account.AccountName;
import io.counterfoil.core.change.Command;
import io.counterfoil.core.change.KeyCommand;
import io.counterfoil.core.change.RoleCommand;
import io.counterfoil.core.key.ApiKey;
import io.counterfoil.core.key.AppKey;
import io.counterfoil.core.key.Holder;
import io.counterfoil.core.key.KeyId;
import io.counterfoil.core.key.KeyState;
import io.counterfoil.core.store.Directory;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;

/// Keys: their life, their roles, their renewal.
final class KeyRoutes {
  private static final String KEYS = "/v1/accounts/{account}/keys";
  private static final String KEY = KEYS + "/{key}";

  private final View view;

  KeyRoutes(View view) {
    this.view = view;
  }

  void addTo(AdminRoutes routes) {
    routes.add(HttpMethod.GET, KEYS, this::list);
    routes.add(HttpMethod.POST, KEYS, this::create);
    routes.add(HttpMethod.GET, KEY, this::show);
    routes.add(HttpMethod.PATCH, KEY, this::change);
    routes.add(HttpMethod.DELETE, KEY, exchange -> run(exchange, KeyCommand.DeleteKey::new, 204));
    routes.add(HttpMethod.PUT, KEY + "/roles", this::link);
    routes.add(HttpMethod.DELETE, KEY + "/roles/{role}", this::unlink);
    routes.add(
        HttpMethod.POST,
        KEY + "/renewal",
        exchange -> run(exchange, KeyCommand.StartRenewal::new, 201));
    routes.add(
        HttpMethod.POST,
        KEY + "/renewal/finish",
        exchange -> run(exchange, KeyCommand.FinishRenewal::new, 200));
    routes.add(HttpMethod.POST, "/v1/accounts/{account}/external-keys", this::addExternal);
  }

  /// Makes a command of an account and a key.
  private interface OfKey {
    Command make(AccountName account, KeyId key);
  }

  private void run(Exchange exchange, OfKey command, int status) {
    AccountName account = exchange.account();
    exchange.run(
        command.make(account, exchange.key(account)),
        status,
        result -> view.result(account, result));
  }

  private void list(Exchange exchange) {
    AccountName account = exchange.account();
    if (!exchange.may(account, Needs.KEYS)) {
      return;
    }
    List<ApiKey> keys =
        exchange.parts().directory().keysOf(account).stream().filter(wanted(exchange)).toList();
    exchange.list(keys, view::key);
  }

  private static Predicate<ApiKey> wanted(Exchange exchange) {
    Directory directory = exchange.parts().directory();
    var request = exchange.context().request();
    String text = request.getParam("search", "").toLowerCase(Locale.ROOT);
    String state = request.getParam("state", "");
    if (!state.isEmpty() && !state.equals("active") && !state.equals("inactive")) {
      throw new BadRequestException("state: (expected: active or inactive)");
    }
    boolean noRole = request.getParam("noRole", "false").equals("true");
    return key ->
        (key.label().toLowerCase(Locale.ROOT).contains(text)
                || key.appKey().value().toLowerCase(Locale.ROOT).contains(text))
            && (state.isEmpty() || (key.state() == KeyState.ACTIVE) == state.equals("active"))
            && (!noRole || hasNoRole(directory, key));
  }

  private static boolean hasNoRole(Directory directory, ApiKey key) {
    var grant = directory.grant(key.account(), new Holder.OfKey(key.id()));
    return grant == null || grant.roles().isEmpty();
  }

  private void create(Exchange exchange) {
    AccountName account = exchange.account();
    Body body = Body.object(exchange.context(), "label", "roles", "expiresAt");
    exchange.run(
        new KeyCommand.CreateKey(
            account,
            body.text("label"),
            Exchange.roles(body.optionalNumbers("roles")),
            body.optionalInstant("expiresAt")),
        201,
        result -> view.result(account, result));
  }

  private void show(Exchange exchange) {
    AccountName account = exchange.account();
    if (exchange.may(account, Needs.KEYS)) {
      exchange.ok(view.key(exchange.existingKey(account)));
    }
  }

  private void change(Exchange exchange) {
    AccountName account = exchange.account();
    Body body = Body.object(exchange.context(), "label", "active");
    String label = body.optionalText("label");
    Boolean active = body.optionalFlag("active");
    if ((label == null) == (active == null)) {
      throw new BadRequestException("body: (expected: one of label, active)");
    }
    KeyId key = exchange.key(account);
    exchange.run(
        label != null
            ? new KeyCommand.RelabelKey(account, key, label)
            : new KeyCommand.SetKeyActive(account, key, Boolean.TRUE.equals(active)),
        200,
        result -> view.result(account, result));
  }

  private void link(Exchange exchange) {
    AccountName account = exchange.account();
    var roles = Exchange.roles(Body.numbers(exchange.context()));
    exchange.run(
        new RoleCommand.LinkRoles(account, new Holder.OfKey(exchange.key(account)), roles),
        204,
        result -> new JsonObject());
  }

  private void unlink(Exchange exchange) {
    AccountName account = exchange.account();
    exchange.run(
        new RoleCommand.UnlinkRole(
            account, new Holder.OfKey(exchange.key(account)), exchange.role()),
        204,
        result -> new JsonObject());
  }

  private void addExternal(Exchange exchange) {
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
}
