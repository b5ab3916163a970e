package io.counterfoil.server.wire.vtex;

import io.counterfoil.core.account.User;
import io.counterfoil.core.key.ApiKey;
import io.counterfoil.core.key.AppKey;
import io.counterfoil.core.key.Holder;
import io.counterfoil.core.role.Requirement;
import io.counterfoil.core.role.ResourceKey;
import io.counterfoil.core.store.Directory;
import io.counterfoil.server.control.Parts;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Questions of the kind "may this one do that?", as VTEX's own applications ask them.
final class AccessRoutes {
  private static final String LOGINS = "/api/license-manager/pvt/accounts/:account/logins/:userId";
  private static final String PRODUCTS =
      "/api/license-manager/pvt/accounts/:account/products/:productId/logins/:userId";

  private final Directory directory;
  private final People people;

  AccessRoutes(Parts parts) {
    directory = parts.directory();
    people = new People(directory);
  }

  void mount(VtexWire wire) {
    wire.guarded(
        HttpMethod.GET,
        "/api/license-manager/resources/:resourceKey/access",
        context -> Requirement.anyOf(List.of(resource(context))),
        asked -> VtexWire.send(asked.context(), 200, true));
    wire.route(HttpMethod.GET, LOGINS + "/granted", Needs.ROLES_OF, this::hasAnyRole);
    wire.route(
        HttpMethod.GET,
        PRODUCTS + "/resources/:resourceKey/granted",
        Needs.ROLES_OF,
        this::hasResource);
  }

  private void hasAnyRole(Asked asked) {
    Holder holder = holder(asked);
    boolean granted = holder != null && !people.effective(asked.account(), holder).isEmpty();
    VtexWire.send(asked.context(), 200, granted);
  }

  private void hasResource(Asked asked) {
    Holder holder = holder(asked);
    ResourceKey resource = resource(asked.context());
    boolean granted =
        holder != null && people.effective(asked.account(), holder).resources().contains(resource);
    VtexWire.send(asked.context(), 200, granted);
  }

  /// Whom the path names: by id, by address, or by the key's name in the address's place.
  private @Nullable Holder holder(Asked asked) {
    String name = asked.path("userId");
    UUID id = Asked.uuid(name);
    if (id != null) {
      return people.holder(asked.account(), id);
    }
    User user = people.member(asked.account(), name);
    if (user != null) {
      return new Holder.OfUser(user.id());
    }
    ApiKey key = AppKey.isValid(name) ? directory.key(new AppKey(name)) : null;
    return key == null ? null : people.holder(asked.account(), key.id().value());
  }

  private static ResourceKey resource(RoutingContext context) {
    try {
      return new ResourceKey(String.valueOf(context.pathParam("resourceKey")));
    } catch (IllegalArgumentException e) {
      throw WireException.message(400, String.valueOf(e.getMessage()));
    }
  }
}
