package io.counterfoil.server.admin;

import io.counterfoil.core.account.AccountName;
import io.counterfoil.core.account.User;
import io.counterfoil.core.account.UserId;
import io.counterfoil.core.change.PeopleCommand;
import io.counterfoil.core.change.RoleCommand;
import io.counterfoil.core.key.Grant;
import io.counterfoil.core.key.Holder;
import io.counterfoil.server.control.Parts;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;

/// People of an account, and their roles.
final class UserRoutes {
  private static final String USERS = "/v1/accounts/{account}/users";
  private static final String USER = USERS + "/{user}";

  private final Parts parts;
  private final View view;

  UserRoutes(Parts parts, View view) {
    this.parts = parts;
    this.view = view;
  }

  void addTo(AdminRoutes routes) {
    routes.add(HttpMethod.GET, USERS, this::list);
    routes.add(HttpMethod.DELETE, USER, this::remove);
    routes.add(HttpMethod.PUT, USER + "/roles", this::link);
    routes.add(HttpMethod.DELETE, USER + "/roles/{role}", this::unlink);
  }

  private void list(Exchange exchange) {
    AccountName account = exchange.account();
    if (!exchange.may(account, Needs.USERS)) {
      return;
    }
    List<User> users =
        parts.directory().grants(account).stream()
            .map(Grant::holder)
            .map(holder ->
                holder instanceof Holder.OfUser(var id) ? parts.directory().user(id) : null)
            .filter(Objects::nonNull)
            .sorted(Comparator.comparing(user -> user.email().value()))
            .toList();
    exchange.list(users, user -> view.user(account, user));
  }

  private static UserId user(Exchange exchange, AccountName account) {
    return new UserId(exchange.uuid(exchange.parameter("user"), "user", account));
  }

  private void remove(Exchange exchange) {
    AccountName account = exchange.account();
    exchange.run(
        new PeopleCommand.RemoveUser(account, user(exchange, account)),
        204,
        result -> new JsonObject());
  }

  private void link(Exchange exchange) {
    AccountName account = exchange.account();
    var roles = Exchange.roles(Body.numbers(exchange.context()));
    exchange.run(
        new RoleCommand.LinkRoles(account, new Holder.OfUser(user(exchange, account)), roles),
        204,
        result -> new JsonObject());
  }

  private void unlink(Exchange exchange) {
    AccountName account = exchange.account();
    exchange.run(
        new RoleCommand.UnlinkRole(
            account, new Holder.OfUser(user(exchange, account)), exchange.role()),
        204,
        result -> new JsonObject());
  }
}
