package io.counterfoil.server.wire.vtex;

import io.counterfoil.core.account.Email;
import io.counterfoil.core.account.User;
import io.counterfoil.core.account.UserId;
import io.counterfoil.core.change.PeopleCommand;
import io.counterfoil.core.change.RoleCommand;
import io.counterfoil.core.key.Holder;
import io.counterfoil.core.registry.Outcome;
import io.counterfoil.core.role.RoleId;
import io.counterfoil.server.control.Parts;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Comparator;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;

/// Users: create, read, remove, list.
final class UserRoutes {
  private static final String USERS = "/api/license-manager/users";
  private static final Map<String, Comparator<User>> SORTS =
      Map.of(
          "id", Comparator.comparing(user -> user.id().value()),
          "email", Comparator.comparing(user -> user.email().value()),
          "name", Comparator.comparing(User::name));

  private final Parts parts;
  private final People people;

  UserRoutes(Parts parts) {
    this.parts = parts;
    people = new People(parts.directory());
  }

  void mount(VtexWire wire) {
    for (var method : Set.of(HttpMethod.GET, HttpMethod.DELETE, HttpMethod.PUT)) {
      wire.open(
          method,
          USERS,
          _ -> {
            throw WireException.methodNotAllowed(method.name());
          });
    }
    wire.route(HttpMethod.POST, USERS, Needs.SAVE, asked -> create(wire, asked));
    wire.route(HttpMethod.GET, USERS + "/:userId", Needs.FIND, this::show);
    wire.route(HttpMethod.DELETE, USERS + "/:userId", Needs.REMOVE, asked -> remove(wire, asked));
    wire.route(
        HttpMethod.GET, "/api/license-manager/site/pvt/logins/list/paged", Needs.LIST, this::list);
    wire.route(
        HttpMethod.GET, "/api/license-manager/pvt/users/:userId", Needs.FIND, this::showByAnyName);
    wire.route(
        HttpMethod.POST,
        "/api/license-manager/site/pvt/logins",
        Needs.SAVE,
        asked -> createWithRoles(wire, asked));
  }

  private void create(VtexWire wire, Asked asked) {
    JsonObject body = asked.body();
    add(wire, asked, body, user -> VtexWire.send(asked.context(), 200, shape(user)));
  }

  private static void add(VtexWire wire, Asked asked, JsonObject body, Consumer<User> then) {
    String email = Asked.text(body, "email");
    if (!Email.isValid(email)) {
      throw WireException.message(400, "Invalid email");
    }
    var command =
        new PeopleCommand.AddUser(asked.account(), new Email(email), Asked.text(body, "name"));
    wire.execute(
        asked,
        command,
        result -> {
          if (result instanceof Outcome.Result.OfUser(var user)) {
            then.accept(user);
          }
        });
  }

  /// The older call that also links roles.
  private void createWithRoles(VtexWire wire, Asked asked) {
    JsonObject body = asked.body();
    JsonArray listed = body.getValue("roles") instanceof JsonArray array ? array : new JsonArray();
    Set<RoleId> roles = RoleLists.read(listed, parts.directory(), asked.account());
    add(
        wire,
        asked,
        body,
        user -> {
          if (roles.isEmpty()) {
            VtexWire.send(asked.context(), 200, shape(user));
            return;
          }
          wire.execute(
              asked,
              new RoleCommand.LinkRoles(asked.account(), new Holder.OfUser(user.id()), roles),
              _ -> VtexWire.send(asked.context(), 200, shape(user)));
        });
  }

  private void show(Asked asked) {
    User user = people.member(asked.account(), asked.userId());
    if (user == null) {
      throw WireException.invalidUserId();
    }
    VtexWire.send(asked.context(), 200, shape(user));
  }

  private void showByAnyName(Asked asked) {
    User user = people.member(asked.account(), asked.path("userId"));
    if (user == null) {
      throw WireException.invalidUserId();
    }
    VtexWire.send(asked.context(), 200, shape(user));
  }

  private void remove(VtexWire wire, Asked asked) {
    UUID id = asked.userId();
    if (people.member(asked.account(), id) == null) {
      throw WireException.invalidUserId();
    }
    wire.execute(
        asked,
        new PeopleCommand.RemoveUser(asked.account(), new UserId(id)),
        _ -> VtexWire.send(asked.context(), 200));
  }

  private void list(Asked asked) {
    JsonObject page =
        Paging.read(asked).page(people.members(asked.account()), SORTS, user -> item(asked, user));
    VtexWire.send(asked.context(), 200, page);
  }

  /// One user of the list. `roles` is deprecated and always empty.
  private JsonObject item(Asked asked, User user) {
    boolean isAdmin =
        people.linked(asked.account(), new Holder.OfUser(user.id())).stream()
            .anyMatch(RoleRoutes::isOwner);
    var view = parts.directory().account(asked.account());
    boolean isSponsor = view != null && view.account().sponsor().equals(user.id());
    return new JsonObject()
        .put("id", user.id().toString())
        .put("email", user.email().value())
        .put("isAdmin", isAdmin || isSponsor)
        .put("isReliable", false)
        .put("isBlocked", false)
        .put("roles", new JsonArray())
        .put("accountNames", new JsonArray())
        .put("name", user.name());
  }

  static JsonObject shape(User user) {
    return new JsonObject()
        .put("id", user.id().toString())
        .put("name", user.name())
        .put("email", user.email().value());
  }
}
