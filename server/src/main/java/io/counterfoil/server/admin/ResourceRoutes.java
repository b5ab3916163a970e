package io.counterfoil.server.admin;

import io.counterfoil.core.account.AccountName;
import io.counterfoil.core.account.Quoted;
import io.counterfoil.core.change.RoleCommand;
import io.counterfoil.core.key.Grant;
import io.counterfoil.core.key.Holder;
import io.counterfoil.core.role.Resource;
import io.counterfoil.core.role.ResourceKey;
import io.counterfoil.core.role.Role;
import io.counterfoil.core.store.Directory;
import io.counterfoil.server.control.Parts;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.TreeSet;

/// Resources: which there are, and who holds one. The catalogue's are public knowledge; adding to
/// them is the operator's.
final class ResourceRoutes {
  private static final String RESOURCES = "/v1/catalogue/resources";

  private final Directory directory;
  private final View view;

  ResourceRoutes(Parts parts, View view) {
    directory = parts.directory();
    this.view = view;
  }

  void addTo(AdminRoutes routes) {
    routes.add(HttpMethod.GET, RESOURCES, this::list);
    routes.add(HttpMethod.POST, RESOURCES, this::add);
    routes.add(HttpMethod.DELETE, RESOURCES + "/{resource}", this::remove);
    routes.add(
        HttpMethod.GET, "/v1/accounts/{account}/resources/{resource}/holders", this::holders);
  }

  private void list(Exchange exchange) {
    var request = exchange.context().request();
    String text = request.getParam("search", "").toLowerCase(Locale.ROOT);
    boolean custom = request.getParam("custom", "false").equals("true");
    exchange.list(
        directory.catalogue().resources().stream()
            .filter(resource -> resource.custom() || !custom)
            .filter(resource -> speaksOf(resource, text))
            .toList(),
        View::resource);
  }

  private static boolean speaksOf(Resource resource, String text) {
    return text.isEmpty()
        || (resource.key() + "\n" + resource.name() + "\n" + resource.product())
            .toLowerCase(Locale.ROOT)
            .contains(text);
  }

  private void add(Exchange exchange) {
    if (!exchange.isOperator()) {
      return;
    }
    Body body = Body.object(exchange.context(), "key", "name", "product", "category");
    Resource resource =
        Resource.custom(
            new ResourceKey(body.text("key")),
            body.text("name"),
            Objects.requireNonNullElse(body.optionalText("product"), "Custom"),
            Objects.requireNonNullElse(body.optionalText("category"), ""));
    exchange.run(new RoleCommand.AddResource(resource), 201, result -> View.resource(resource));
  }

  private void remove(Exchange exchange) {
    if (exchange.isOperator()) {
      exchange.run(
          new RoleCommand.RemoveResource(new ResourceKey(exchange.parameter("resource"))),
          204,
          result -> new JsonObject());
    }
  }

  private void holders(Exchange exchange) {
    AccountName account = exchange.account();
    if (!exchange.may(account, Needs.ROLES)) {
      return;
    }
    ResourceKey key = new ResourceKey(exchange.parameter("resource"));
    if (directory.catalogue().resource(key) == null) {
      throw new BadRequestException(
          404,
          "resource `"
              + Quoted.text(key.value())
              + "` is not in the catalogue; letter case counts");
    }
    exchange.list(
        holders(account, key),
        holding ->
            view.holder(account, holding.holder())
                .put("sponsor", holding.sponsor())
                .put("through", holding.through()));
  }

  /// Somebody who holds a resource.
  ///
  /// @param through the roles that grant it; the Sponsor needs none
  private record Holding(Holder holder, boolean sponsor, JsonArray through) {}

  private List<Holding> holders(AccountName account, ResourceKey key) {
    var accountView = Objects.requireNonNull(directory.account(account), "checked before");
    Holder sponsor = new Holder.OfUser(accountView.account().sponsor());
    List<Holding> holdings = new ArrayList<>();
    holdings.add(new Holding(sponsor, true, through(account, sponsor, key)));
    directory.grants(account).stream()
        .map(Grant::holder)
        .filter(holder -> !holder.equals(sponsor))
        .sorted(Comparator.comparing(Holder::value))
        .forEach(holder -> {
          JsonArray through = through(account, holder, key);
          if (!through.isEmpty()) {
            holdings.add(new Holding(holder, false, through));
          }
        });
    return holdings;
  }

  private JsonArray through(AccountName account, Holder holder, ResourceKey key) {
    JsonArray through = new JsonArray();
    Grant grant = directory.grant(account, holder);
    if (grant != null) {
      for (var id : new TreeSet<>(grant.roles())) {
        Role role = directory.role(account, id);
        if (role != null && role.resources().contains(key)) {
          through.add(View.role(role));
        }
      }
    }
    return through;
  }
}
