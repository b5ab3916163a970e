package io.counterfoil.server.admin;

import io.counterfoil.core.account.AccountName;
import io.counterfoil.core.change.Command;
import io.counterfoil.core.change.KeyCommand;
import io.counterfoil.core.change.KeyEdit;
import io.counterfoil.core.change.RoleCommand;
import io.counterfoil.core.key.ApiKey;
import io.counterfoil.core.key.AppKey;
import io.counterfoil.core.key.Holder;
import io.counterfoil.core.key.KeyId;
import io.counterfoil.core.store.Directory;
import io.counterfoil.server.control.Parts;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;

/// Keys: their life, their roles, their renewal.
final class KeyRoutes {
  private static final String KEYS = "/v1/accounts/{account}/keys";
  private static final String KEY = KEYS + "/{key}";

  private final View view;
  private final LinkMaking links;

  KeyRoutes(Parts parts, View view) {
    this.view = view;
    links = new LinkMaking(parts, view);
  }

  void addTo(AdminRoutes routes) {
    routes.add(HttpMethod.GET, KEYS, this::list);
    routes.add(HttpMethod.POST, KEYS, this::create);
    routes.add(HttpMethod.GET, KEY, this::show);
    routes.add(HttpMethod.PATCH, KEY, this::change);
    routes.add(HttpMethod.DELETE, KEY, this::delete);
    routes.add(HttpMethod.PUT, KEY + "/roles", this::link);
    routes.add(HttpMethod.DELETE, KEY + "/roles/{role}", this::unlink);
    routes.add(HttpMethod.POST, KEY + "/restore", this::restore);
    routes.add(HttpMethod.POST, "/v1/accounts/{account}/external-keys", this::addExternal);
  }

  private void delete(Exchange exchange) {
    AccountName account = exchange.account();
    exchange.run(
        new KeyCommand.DeleteKey(account, exchange.key(account)),
        204,
        result -> view.result(account, result));
  }

  private void restore(Exchange exchange) {
    AccountName account = exchange.account();
    exchange.run(
        new KeyCommand.RestoreKey(account, exchange.keyEvenDeleted(account)),
        200,
        result -> view.result(account, result));
  }

  private void list(Exchange exchange) {
    AccountName account = exchange.account();
    if (!exchange.may(account, Needs.KEYS)) {
      return;
    }
    Directory directory = exchange.parts().directory();
    String state = exchange.context().request().getParam("state", "");
    List<ApiKey> all =
        state.equals("deleted") ? directory.deletedKeysOf(account) : directory.keysOf(account);
    List<ApiKey> keys = all.stream().filter(wanted(exchange)).toList();
    exchange.list(keys, view::key);
  }

  private static Predicate<ApiKey> wanted(Exchange exchange) {
    Directory directory = exchange.parts().directory();
    var request = exchange.context().request();
    String text = request.getParam("search", "").toLowerCase(Locale.ROOT);
    String state = request.getParam("state", "");
    if (!Set.of("", "active", "inactive", "deleted").contains(state)) {
      throw new BadRequestException("state: (expected: active, inactive or deleted)");
    }
    boolean noRole = request.getParam("noRole", "false").equals("true");
    return key ->
        (key.label().toLowerCase(Locale.ROOT).contains(text)
                || key.appKey().value().toLowerCase(Locale.ROOT).contains(text))
            && (state.isEmpty() || View.lower(key.state()).equals(state))
            && (!noRole || hasNoRole(directory, key));
  }

  private static boolean hasNoRole(Directory directory, ApiKey key) {
    var grant = directory.grant(key.account(), new Holder.OfKey(key.id()));
    return grant == null || grant.roles().isEmpty();
  }

  private void create(Exchange exchange) {
    AccountName account = exchange.account();
    Body body =
        Body.object(
            exchange.context(),
            "label",
            "roles",
            "expiresAt",
            "description",
            "metadata",
            LinkMaking.LINK,
            LinkMaking.PASSPHRASE);
    var making = links.read(body);
    exchange.run(
        new KeyCommand.CreateKey(
            account,
            body.text("label"),
            Exchange.roles(body.optionalNumbers("roles")),
            body.optionalInstant("expiresAt"),
            KeyBody.terms(body),
            LinkMaking.handover(making)),
        201,
        result -> links.shown(account, making, result));
  }

  private void show(Exchange exchange) {
    AccountName account = exchange.account();
    if (exchange.may(account, Needs.KEYS)) {
      exchange.ok(view.key(exchange.existingKey(account)));
    }
  }

  private void change(Exchange exchange) {
    AccountName account = exchange.account();
    Body body =
        Body.object(exchange.context(), "label", "active", "expiresAt", "description", "metadata");
    KeyId key = exchange.key(account);
    exchange.run(changing(account, key, body), 200, result -> view.result(account, result));
  }

  private static Command changing(AccountName account, KeyId key, Body body) {
    List<KeyEdit> edits = KeyBody.edits(body);
    Boolean active = body.optionalFlag("active");
    if (edits.isEmpty() == (active == null)) {
      throw new BadRequestException("body: (expected: either active, or what else to change)");
    }
    if (active != null) {
      return new KeyCommand.SetKeyActive(account, key, active);
    }
    return edits.size() == 1 && edits.getFirst() instanceof KeyEdit.Label(var label)
        ? new KeyCommand.RelabelKey(account, key, label)
        : new KeyCommand.EditKey(account, key, edits);
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
