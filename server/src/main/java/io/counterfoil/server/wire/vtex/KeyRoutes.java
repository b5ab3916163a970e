package io.counterfoil.server.wire.vtex;

import io.counterfoil.core.change.KeyCommand;
import io.counterfoil.core.key.ApiKey;
import io.counterfoil.core.key.AppToken;
import io.counterfoil.core.key.KeyId;
import io.counterfoil.core.key.KeyState;
import io.counterfoil.core.registry.Outcome;
import io.counterfoil.core.store.Directory;
import io.counterfoil.server.control.Parts;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Keys: create, list, switch off and on.
final class KeyRoutes {
  private static final String KEYS = "/api/vlm/appkeys";

  private final Directory directory;

  KeyRoutes(Parts parts) {
    directory = parts.directory();
  }

  void mount(VtexWire wire) {
    wire.route(HttpMethod.POST, KEYS, Needs.EDIT_KEYS, asked -> create(wire, asked));
    wire.route(HttpMethod.GET, KEYS, Needs.VIEW_KEYS, this::list);
    wire.route(HttpMethod.PUT, KEYS + "/:id", Needs.EDIT_KEYS, asked -> setActive(wire, asked));
  }

  /// A fresh pair. Its token is in this answer and nowhere else, ever.
  private static void create(VtexWire wire, Asked asked) {
    String label = Asked.text(asked.body(), "label");
    wire.execute(
        asked,
        new KeyCommand.CreateKey(asked.account(), label, Set.of(), null),
        result -> {
          if (result instanceof Outcome.Result.OfToken(var issued)) {
            VtexWire.send(asked.context(), 200, shape(issued.key(), issued.reveal()));
          }
        });
  }

  private void list(Asked asked) {
    JsonArray keys = new JsonArray();
    directory.keysOf(asked.account()).forEach(key -> keys.add(shape(key)));
    VtexWire.send(asked.context(), 200, keys);
  }

  private void setActive(VtexWire wire, Asked asked) {
    if (!(asked.body().getValue("isActive") instanceof Boolean active)) {
      throw WireException.message(400, "isActive: not understood (expected: true or false)");
    }
    ApiKey key = find(asked);
    if (key == null) {
      throw WireException.unknownKey();
    }
    wire.execute(
        asked,
        new KeyCommand.SetKeyActive(asked.account(), key.id(), active),
        _ -> VtexWire.send(asked.context(), 200));
  }

  private @Nullable ApiKey find(Asked asked) {
    UUID id = Asked.uuid(asked.path("id"));
    ApiKey key = id == null ? null : directory.key(new KeyId(id));
    return key != null && key.account().equals(asked.account()) && key.state() != KeyState.DELETED
        ? key
        : null;
  }

  static JsonObject shape(ApiKey key) {
    return new JsonObject()
        .put("id", key.id().toString())
        .put("appKey", key.appKey().value())
        .put("label", key.label())
        .put("createdIn", key.createdAt().toString())
        .put("isActive", key.state() == KeyState.ACTIVE);
  }

  private static JsonObject shape(ApiKey key, AppToken token) {
    return shape(key).put("appToken", token.reveal());
  }
}
