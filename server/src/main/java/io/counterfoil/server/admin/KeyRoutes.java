package io.counterfoil.server.admin;

import io.counterfoil.core.account.AccountName;
import io.counterfoil.core.change.Command;
import io.counterfoil.core.change.KeyCommand;
import io.counterfoil.core.change.KeyEdit;
import io.counterfoil.core.change.RoleCommand;
import io.counterfoil.core.key.ApiKey;
import io.counterfoil.core.key.Holder;
import io.counterfoil.core.key.KeyId;
import io.counterfoil.core.key.KeyState;
import io.counterfoil.core.store.AuditFilter;
import io.counterfoil.server.control.Parts;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Keys: their life, their roles, their renewal.
final class KeyRoutes {
  private static final String KEYS = "/v1/accounts/{account}/keys";
  private static final String KEY = KEYS + "/{key}";
  private static final String REASON = "reason";

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
    routes.add(HttpMethod.POST, KEY + "/quarantine", this::quarantine);
    routes.add(HttpMethod.POST, KEY + "/release", this::release);
    routes.add(HttpMethod.GET, KEY + "/uses", this::uses);
  }

  private void delete(Exchange exchange) {
    AccountName account = exchange.account();
    exchange.warnOfUse(exchange.key(account));
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

  private void quarantine(Exchange exchange) {
    AccountName account = exchange.account();
    String reason = Body.object(exchange.context(), REASON).text(REASON);
    exchange.run(
        new KeyCommand.QuarantineKey(account, exchange.key(account), reason),
        200,
        result -> view.result(account, result));
  }

  private void release(Exchange exchange) {
    AccountName account = exchange.account();
    String reason = Body.object(exchange.context(), REASON).text(REASON);
    exchange.run(
        new KeyCommand.ReleaseKey(account, exchange.key(account), reason),
        200,
        result -> view.result(account, result));
  }

  /// Why the key was quarantined stands in the audit log alone.
  private static @Nullable String reason(Exchange exchange, ApiKey key) {
    var filter =
        new AuditFilter(
            key.account(), null, "key.quarantined", "key:" + key.appKey(), key.changedAt(), null);
    return exchange.parts().store().audit(filter, Long.MAX_VALUE, 1).stream()
        .map(entry -> entry.entry().after().get(REASON))
        .findFirst()
        .orElse(null);
  }

  private void list(Exchange exchange) {
    AccountName account = exchange.account();
    if (exchange.may(account, Needs.KEYS)) {
      exchange.ok(KeySearch.of(exchange, account).answer(view::key));
    }
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
            "addresses",
            "rateLimit",
            "finishAfterDays",
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
      ApiKey key = exchange.existingKey(account);
      exchange.tag(account, key);
      JsonObject shown = view.key(key);
      if (key.state() == KeyState.QUARANTINED) {
        shown.put("quarantineReason", reason(exchange, key));
      }
      exchange.ok(shown);
    }
  }

  private void change(Exchange exchange) {
    AccountName account = exchange.account();
    Body body =
        Body.object(
            exchange.context(),
            "label",
            "active",
            "roles",
            "expiresAt",
            "description",
            "metadata",
            "addresses",
            "rateLimit",
            "finishAfterDays");
    KeyId key = exchange.key(account);
    exchange.run(changing(account, key, body), 200, result -> view.result(account, result));
  }

  private static Command changing(AccountName account, KeyId key, Body body) {
    List<KeyEdit> edits = KeyBody.edits(body);
    Boolean active = body.optionalFlag("active");
    boolean roles = body.names("roles");
    if ((edits.isEmpty() ? 0 : 1) + (active == null ? 0 : 1) + (roles ? 1 : 0) != 1) {
      throw new BadRequestException(
          "body: (expected: active alone, roles alone, or what else to change)");
    }
    if (roles) {
      return new KeyCommand.SetKeyRoles(
          account, key, Exchange.roles(body.optionalNumbers("roles")));
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

  private void uses(Exchange exchange) {
    AccountName account = exchange.account();
    if (!exchange.may(account, Needs.KEYS)) {
      return;
    }
    ApiKey key = exchange.existingKey(account);
    exchange.list(
        exchange.parts().directory().usersOf(key),
        user -> new JsonObject().put("account", user.value()));
  }
}
