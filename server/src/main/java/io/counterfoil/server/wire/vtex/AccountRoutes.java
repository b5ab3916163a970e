package io.counterfoil.server.wire.vtex;

import io.counterfoil.core.account.Account;
import io.counterfoil.core.account.AccountState;
import io.counterfoil.core.account.User;
import io.counterfoil.core.decision.AccountView;
import io.counterfoil.core.decision.Caller;
import io.counterfoil.core.store.Directory;
import io.counterfoil.server.control.Parts;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;

/// The account: its stores, and all that is known of it.
final class AccountRoutes {
  private static final List<String> UNKNOWN =
      List.of(
          "companyName",
          "tradingName",
          "parentAccountId",
          "parentAccountName",
          "operationDate",
          "inactivationDate",
          "lv",
          "cnpj",
          "address",
          "city",
          "state",
          "country",
          "logo",
          "telephone",
          "contact");

  private final Directory directory;

  AccountRoutes(Parts parts) {
    directory = parts.directory();
  }

  void mount(VtexWire wire) {
    wire.route(HttpMethod.GET, "/api/vlm/account/stores", Needs.STORES, this::stores);
    wire.route(
        HttpMethod.GET,
        "/api/vlm/account",
        Needs.WHOLE_ACCOUNT,
        asked -> VtexWire.send(asked.context(), 200, whole(account(asked))));
    wire.route(
        HttpMethod.GET,
        "/api/license-manager/account",
        Needs.STORES,
        asked -> VtexWire.send(asked.context(), 200, shape(account(asked))));
    wire.route(
        HttpMethod.GET, "/api/license-manager/site/pvt/newtopbar", Needs.NOTHING, this::topBar);
  }

  /// Here an account is one store.
  private void stores(Asked asked) {
    Account account = account(asked);
    VtexWire.send(asked.context(), 200, new JsonArray().add(store(account)));
  }

  private static JsonObject store(Account account) {
    return new JsonObject()
        .put("id", id(account))
        .put("name", account.name().value())
        .put("hosts", new JsonArray(account.hosts()));
  }

  private JsonObject whole(Account account) {
    JsonArray keys = new JsonArray();
    directory
        .keysOf(account.name())
        .forEach(key -> keys.add(KeyRoutes.shape(key).putNull("appToken").put("isBlocked", false)));
    return shape(account).put("appKeys", keys);
  }

  private JsonObject shape(Account account) {
    User sponsor = directory.user(account.sponsor());
    JsonObject shape =
        new JsonObject()
            .put("isActive", account.state() == AccountState.ACTIVE)
            .put("id", id(account))
            .put("name", account.name().value())
            .put("accountName", account.name().value())
            .put("isOperating", true)
            .put("haveParentAccount", false)
            .put("creationDate", account.createdAt().toString())
            .put("hosts", new JsonArray(account.hosts()))
            .put("sites", new JsonArray().add(store(account)))
            .put("licenses", new JsonArray())
            .putNull("appKey")
            .put(
                "sponsor",
                sponsor == null
                    ? null
                    : new JsonObject()
                        .put("name", sponsor.name())
                        .put("email", sponsor.email().value())
                        .putNull("phone"));
    UNKNOWN.forEach(shape::putNull);
    return shape;
  }

  /// Who asks, and at which account.
  private void topBar(Asked asked) {
    JsonObject profile =
        switch (asked.caller()) {
          case Caller.Person(var user) -> UserRoutes.shape(user);
          case Caller.Key(var key) ->
              new JsonObject()
                  .put("id", key.id().toString())
                  .put("name", key.label())
                  .put("email", key.appKey().value());
          case null -> new JsonObject();
        };
    VtexWire.send(
        asked.context(),
        200,
        new JsonObject()
            .put("profile", profile)
            .put("account", new JsonObject().put("name", asked.account().value())));
  }

  private Account account(Asked asked) {
    AccountView view = directory.account(asked.account());
    if (view == null) {
      throw WireException.message(404, "account: not known (expected: one that was created here)");
    }
    return view.account();
  }

  /// An account's UUID, which follows from its name.
  private static String id(Account account) {
    byte[] name = ("account:" + account.name()).getBytes(StandardCharsets.UTF_8);
    return UUID.nameUUIDFromBytes(name).toString();
  }
}
