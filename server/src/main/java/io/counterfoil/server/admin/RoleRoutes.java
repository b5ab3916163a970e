package io.counterfoil.server.admin;

import io.counterfoil.core.account.AccountName;
import io.counterfoil.core.change.RoleCommand;
import io.counterfoil.core.role.ResourceKey;
import io.counterfoil.core.role.Role;
import io.counterfoil.core.role.RoleId;
import io.counterfoil.server.control.Parts;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// Roles, and who has them.
final class RoleRoutes {
  private static final String ROLES = "/v1/accounts/{account}/roles";
  private static final String ROLE = ROLES + "/{role}";

  private final Parts parts;
  private final View view;

  RoleRoutes(Parts parts, View view) {
    this.parts = parts;
    this.view = view;
  }

  void addTo(AdminRoutes routes) {
    routes.add(HttpMethod.GET, ROLES, this::list);
    routes.add(HttpMethod.POST, ROLES, this::create);
    routes.add(HttpMethod.GET, ROLE, this::show);
    routes.add(HttpMethod.PUT, ROLE, this::edit);
    routes.add(HttpMethod.DELETE, ROLE, this::delete);
    routes.add(HttpMethod.POST, ROLE + "/clone", this::copy);
    routes.add(HttpMethod.GET, ROLE + "/diff/{other}", this::diff);
    routes.add(HttpMethod.GET, ROLE + "/holders", this::holders);
  }

  private void list(Exchange exchange) {
    AccountName account = exchange.account();
    if (exchange.may(account, Needs.ROLES)) {
      exchange.list(parts.directory().roles(account), view::roleOf);
    }
  }

  private Role existing(Exchange exchange, AccountName account) {
    return existing(exchange, account, "role");
  }

  private Role existing(Exchange exchange, AccountName account, String parameter) {
    RoleId id = exchange.role(parameter);
    Role role = parts.directory().role(account, id);
    if (role == null) {
      throw new BadRequestException(
          404, "role `" + id + "` is not one of account `" + account + "`");
    }
    return role;
  }

  private void show(Exchange exchange) {
    AccountName account = exchange.account();
    if (exchange.may(account, Needs.ROLES)) {
      exchange.ok(view.roleOf(existing(exchange, account)));
    }
  }

  private void holders(Exchange exchange) {
    AccountName account = exchange.account();
    if (exchange.may(account, Needs.ROLES)) {
      Role role = existing(exchange, account);
      exchange.list(
          parts.directory().holders(account, role.id()), holder -> view.holder(account, holder));
    }
  }

  private void create(Exchange exchange) {
    AccountName account = exchange.account();
    Body body = Body.object(exchange.context(), "name", "resources");
    exchange.run(
        new RoleCommand.CreateRole(account, body.text("name"), keys(body.texts("resources"))),
        201,
        result -> view.result(account, result));
  }

  private void copy(Exchange exchange) {
    AccountName account = exchange.account();
    Body body = Body.object(exchange.context(), "name");
    exchange.run(
        new RoleCommand.CloneRole(account, exchange.role(), body.text("name")),
        201,
        result -> view.result(account, result));
  }

  private void diff(Exchange exchange) {
    AccountName account = exchange.account();
    if (exchange.may(account, Needs.ROLES)) {
      Role role = existing(exchange, account);
      Role other = existing(exchange, account, "other");
      exchange.ok(
          new JsonObject()
              .put("role", View.role(role))
              .put("other", View.role(other))
              .put("onlyInRole", View.keys(without(role, other)))
              .put("onlyInOther", View.keys(without(other, role)))
              .put("inBoth", View.keys(without(role, without(role, other)))));
    }
  }

  private static Set<ResourceKey> without(Role role, Role other) {
    return without(role, other.resources());
  }

  private static Set<ResourceKey> without(Role role, Set<ResourceKey> others) {
    Set<ResourceKey> rest = new HashSet<>(role.resources());
    rest.removeAll(others);
    return rest;
  }

  private void edit(Exchange exchange) {
    AccountName account = exchange.account();
    Body body = Body.object(exchange.context(), "name", "resources");
    exchange.run(
        new RoleCommand.EditRole(
            account, exchange.role(), body.text("name"), keys(body.texts("resources"))),
        200,
        result -> view.result(account, result));
  }

  private void delete(Exchange exchange) {
    AccountName account = exchange.account();
    exchange.run(
        new RoleCommand.DeleteRole(account, exchange.role()),
        204,
        result -> view.result(account, result));
  }

  private static Set<ResourceKey> keys(List<String> names) {
    Set<ResourceKey> keys = new HashSet<>();
    names.forEach(name -> keys.add(new ResourceKey(name)));
    return keys;
  }
}
