package io.counterfoil.server.wire.vtex;

import io.counterfoil.core.account.User;
import io.counterfoil.core.change.RoleCommand;
import io.counterfoil.core.key.Holder;
import io.counterfoil.core.registry.Outcome;
import io.counterfoil.core.role.Resource;
import io.counterfoil.core.role.ResourceKey;
import io.counterfoil.core.role.Role;
import io.counterfoil.core.role.RoleId;
import io.counterfoil.core.store.Directory;
import io.counterfoil.server.control.Parts;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;

/// Roles: who has which, and which there are.
final class RoleRoutes {
  private static final String OF_USER = "/api/license-manager/users/:userId/roles";

  /// Owner (Admin Super), as the API reference numbers it.
  private static final RoleId OWNER = new RoleId(1);

  private static final List<String> ALWAYS_NULL =
      List.of(
          "id",
          "categoryId",
          "categoryName",
          "description",
          "consoleUrlMask",
          "urlConfiguration",
          "webApiUrlMask",
          "url",
          "productResources");
  private static final Map<String, Comparator<Role>> SORTS =
      Map.of(
          "id", Comparator.comparing(Role::id),
          "name", Comparator.comparing(Role::name));

  private final Directory directory;
  private final People people;

  RoleRoutes(Parts parts) {
    directory = parts.directory();
    people = new People(directory);
  }

  void mount(VtexWire wire) {
    wire.route(HttpMethod.PUT, OF_USER, Needs.LINK, asked -> link(wire, asked));
    wire.route(HttpMethod.GET, OF_USER, Needs.ROLES_OF, this::show);
    wire.route(HttpMethod.DELETE, OF_USER + "/:roleId", Needs.LINK, asked -> unlink(wire, asked));
    wire.open(
        HttpMethod.DELETE,
        OF_USER,
        _ -> {
          throw WireException.methodNotAllowed("DELETE");
        });
    wire.route(
        HttpMethod.GET, "/api/license-manager/site/pvt/roles/list/paged", Needs.ROLES, this::list);
    wire.route(
        HttpMethod.POST,
        "/api/license-manager/site/pvt/roles",
        Needs.MAKE_ROLE,
        asked -> create(wire, asked));
  }

  private void link(VtexWire wire, Asked asked) {
    UUID id = asked.userId();
    if (!(Asked.json(asked.context()) instanceof JsonArray listed)) {
      throw WireException.body(RoleLists.EXPECTED);
    }
    Set<RoleId> roles = RoleLists.read(listed, directory, asked.account());
    Holder holder = people.holder(asked.account(), id);
    if (holder == null) {
      throw WireException.message(500, "Unexpected error");
    }
    wire.execute(
        asked,
        new RoleCommand.LinkRoles(asked.account(), holder, roles),
        _ -> VtexWire.send(asked.context(), 204));
  }

  private void show(Asked asked) {
    String name = asked.path("userId");
    if (name.indexOf('@') > 0) {
      showByAddress(asked, name);
      return;
    }
    Holder holder = people.holder(asked.account(), asked.userId());
    JsonArray shown = new JsonArray();
    if (holder != null) {
      people
          .linked(asked.account(), holder)
          .forEach(role ->
              shown.add(new JsonObject().put("id", role.id().value()).put("name", role.name())));
    }
    VtexWire.send(asked.context(), 200, shown);
  }

  /// The call by address, which was documented from 2025-09 to 2026-05.
  private void showByAddress(Asked asked, String address) {
    User user = people.member(asked.account(), address);
    if (user == null) {
      throw WireException.invalidUserId();
    }
    List<String> roles =
        people.linked(asked.account(), new Holder.OfUser(user.id())).stream()
            .map(Role::name)
            .toList();
    VtexWire.send(
        asked.context(),
        200,
        new JsonObject()
            .put("UserId", user.id().toString())
            .put("Email", user.email().value())
            .put("Roles", new JsonArray(roles)));
  }

  private void unlink(VtexWire wire, Asked asked) {
    UUID id = asked.userId();
    String role = asked.path("roleId");
    if (role.equals("null")) {
      throw WireException.methodNotAllowed("DELETE");
    }
    if (!role.matches("\\d{1,9}")) {
      throw WireException.message(400, "Invalid RoleId");
    }
    Holder holder = people.holder(asked.account(), id);
    if (holder == null) {
      VtexWire.send(asked.context(), 204);
      return;
    }
    wire.execute(
        asked,
        new RoleCommand.UnlinkRole(asked.account(), holder, new RoleId(Integer.parseInt(role))),
        _ -> VtexWire.send(asked.context(), 204));
  }

  private void list(Asked asked) {
    VtexWire.send(
        asked.context(),
        200,
        Paging.read(asked).page(directory.roles(asked.account()), SORTS, this::shape));
  }

  /// The older call, whose body was never documented: a name, and keys of resources.
  private void create(VtexWire wire, Asked asked) {
    JsonObject body = asked.body();
    Set<ResourceKey> resources = new TreeSet<>();
    if (body.getValue("resources") instanceof JsonArray listed) {
      for (Object each : listed) {
        Object key = each instanceof JsonObject object ? object.getValue("key") : each;
        resources.add(resource(key));
      }
    }
    wire.execute(
        asked,
        new RoleCommand.CreateRole(asked.account(), Asked.text(body, "name"), resources),
        result -> {
          if (result instanceof Outcome.Result.OfRole(var role)) {
            VtexWire.send(asked.context(), 200, shape(role));
          }
        });
  }

  private static ResourceKey resource(Object key) {
    try {
      return new ResourceKey(String.valueOf(key));
    } catch (IllegalArgumentException e) {
      throw WireException.body("`resources` to be a list of resource keys");
    }
  }

  static boolean isOwner(Role role) {
    return role.id().equals(OWNER);
  }

  private JsonObject shape(Role role) {
    JsonArray products = new JsonArray();
    role.resources().stream()
        .map(directory.catalogue()::resource)
        .filter(Objects::nonNull)
        .map(Resource::product)
        .distinct()
        .sorted()
        .forEach(product -> products.add(product(product)));
    return new JsonObject()
        .put("id", role.id().value())
        .put("isAdmin", isOwner(role))
        .put("roleType", role.isPredefined() ? 0 : 1)
        .put("products", products)
        .putNull("resources")
        .putNull("logins")
        .put("name", role.name());
  }

  private static JsonObject product(String name) {
    JsonObject product = new JsonObject().put("name", name);
    ALWAYS_NULL.forEach(product::putNull);
    return product;
  }
}
