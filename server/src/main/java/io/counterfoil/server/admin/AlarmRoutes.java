package io.counterfoil.server.admin;

import io.counterfoil.core.account.AccountName;
import io.counterfoil.core.key.ApiKey;
import io.counterfoil.core.outbox.Entry;
import io.counterfoil.core.outbox.Event;
import io.counterfoil.core.outbox.EventType;
import io.counterfoil.core.outbox.Outbox;
import io.counterfoil.server.control.Parts;
import io.counterfoil.server.control.UsageDesk;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The alarms of an account, as they went to its webhooks.
final class AlarmRoutes {
  private final Parts parts;

  AlarmRoutes(Parts parts) {
    this.parts = parts;
  }

  void addTo(AdminRoutes routes) {
    routes.add(HttpMethod.GET, "/v1/accounts/{account}/alarms", this::list);
  }

  private void list(Exchange exchange) {
    AccountName account = exchange.account();
    if (!exchange.may(account, Needs.KEYS)) {
      return;
    }
    int limit = exchange.limit();
    List<Entry> found = new ArrayList<>();
    for (EventType alarm : UsageDesk.ALARMS) {
      var filter =
          new Outbox.Filter(account, alarm.code(), null, null, exchange.instant("since"), null);
      found.addAll(parts.store().outbox().list(filter, null, limit));
    }
    JsonArray items = new JsonArray();
    found.stream()
        .sorted(Comparator.comparing((Entry entry) -> entry.queued().at()).reversed())
        .limit(limit)
        .forEach(entry -> {
          if (entry.queued().message() instanceof Event event) {
            items.add(alarm(event, entry, new AlarmWords(exchange.language())));
          }
        });
    exchange.ok(new JsonObject().put("items", items));
  }

  private JsonObject alarm(Event event, Entry entry, AlarmWords words) {
    Map<String, String> details = event.details();
    Event.Subject subject = event.key();
    ApiKey key = subject == null ? null : parts.directory().key(subject.id());
    String count = details.get("count");
    return new JsonObject()
        .put("at", entry.queued().at().toString())
        .put("kind", UsageDesk.kind(event.kind()))
        .put("appKey", subject == null ? null : subject.appKey().value())
        .put("label", key == null ? null : key.label())
        .put("text", words.sentence(event.kind(), details))
        .put("network", known(details.get("network")))
        .put("count", count == null ? null : Long.valueOf(count))
        .put("refusalId", known(details.get("refusalId")));
  }

  private static @Nullable String known(@Nullable String text) {
    return text == null || text.isEmpty() ? null : text;
  }
}
