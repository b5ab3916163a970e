package io.counterfoil.server.wire.vtex;

import io.counterfoil.core.change.KeyCommand;
import io.counterfoil.core.decision.Caller;
import io.counterfoil.core.key.ApiKey;
import io.counterfoil.core.key.AppKey;
import io.counterfoil.core.key.Tokens;
import io.counterfoil.core.registry.Issued;
import io.counterfoil.core.registry.Outcome;
import io.counterfoil.core.store.Directory;
import io.counterfoil.server.control.Parts;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import java.time.Instant;

/// Renewals of a key's token: started, finished.
final class RenewalRoutes {
  private static final String TOKEN = "/api/vtexid/apikey/:apiKey/apitoken/";

  /// The documented example. Both tokens live until the renewal is finished, however long that is.
  private static final int EXPIRATION_DAYS = 30;

  private final Directory directory;

  RenewalRoutes(Parts parts) {
    directory = parts.directory();
  }

  void mount(VtexWire wire) {
    wire.route(HttpMethod.PATCH, TOKEN + "renew", Needs.RENEW, asked -> start(wire, asked));
    wire.route(
        HttpMethod.PATCH, TOKEN + "finish-renewal", Needs.RENEW, asked -> finish(wire, asked));
  }

  private void start(VtexWire wire, Asked asked) {
    ApiKey key = key(asked);
    if (asked.caller() instanceof Caller.Key(var calling) && calling.id().equals(key.id())) {
      throw WireException.message(
          400, "a key cannot renew itself (expected: another key, or a person); call with another");
    }
    wire.execute(
        asked,
        new KeyCommand.StartRenewal(asked.account(), key.id()),
        result -> {
          if (result instanceof Outcome.Result.OfToken(var issued)) {
            VtexWire.send(asked.context(), 200, started(issued));
          }
        });
  }

  private static JsonObject started(Issued issued) {
    ApiKey key = issued.key();
    return new JsonObject()
        .put("id", key.id().toString())
        .put("keyName", key.appKey().value())
        .put("creationDateToken", key.tokens().live().getFirst().createdAt().toString())
        .put("creationDateNewToken", key.tokens().newest().createdAt().toString())
        .put("expirationPeriod", EXPIRATION_DAYS)
        .put("newToken", issued.reveal().reveal());
  }

  private void finish(VtexWire wire, Asked asked) {
    ApiKey key = key(asked);
    wire.execute(
        asked,
        new KeyCommand.FinishRenewal(asked.account(), key.id()),
        _ -> {
          Instant remaining =
              key.tokens() instanceof Tokens.Renewing(_, var fresh)
                  ? fresh.createdAt()
                  : key.tokens().newest().createdAt();
          VtexWire.send(
              asked.context(),
              200,
              new JsonObject()
                  .put("id", key.id().toString())
                  .put("creationDateToken", remaining.toString())
                  .putNull("creationDateNewToken"));
        });
  }

  private ApiKey key(Asked asked) {
    String name = asked.path("apiKey");
    ApiKey key = AppKey.isValid(name) ? directory.key(new AppKey(name)) : null;
    if (key == null || !key.account().equals(asked.account())) {
      throw WireException.message(
          400, "apiKey: not one of this account (expected: the name of one of its own keys)");
    }
    return key;
  }
}
