package io.counterfoil.server.webhook;

import io.counterfoil.core.account.AccountName;
import io.counterfoil.core.outbox.Event;
import io.counterfoil.core.outbox.Queued;
import io.vertx.core.json.JsonObject;
import java.util.TreeMap;

/// An event as receivers read it (Standard Webhooks 1.0, "Payload structure"). The same event is
/// the same bytes, however often it is sent.
final class Payload {
  private Payload() {}

  static String of(Queued queued, Event event) {
    AccountName account = queued.account();
    JsonObject details = new JsonObject();
    new TreeMap<>(event.details()).forEach(details::put);
    JsonObject data = new JsonObject().put("account", account == null ? null : account.value());
    Event.Subject key = event.key();
    if (key != null) {
      data.put(
          "key",
          new JsonObject().put("id", key.id().toString()).put("appKey", key.appKey().value()));
    }
    return new JsonObject()
        .put("type", event.kind().code())
        .put("timestamp", queued.at().toString())
        .put("data", data.put("by", event.by()).put("details", details))
        .encode();
  }
}
