package io.counterfoil.server.admin;

import io.counterfoil.core.account.AccountName;
import io.counterfoil.core.outbox.Attempt;
import io.counterfoil.core.outbox.Delivery;
import io.counterfoil.core.outbox.EndpointId;
import io.counterfoil.core.outbox.Entry;
import io.counterfoil.core.outbox.Event;
import io.counterfoil.core.outbox.Mail;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// How the admin API shows messages; never a secret.
///
/// @param hasMailServer whether mails can be sent at all
record OutboxView(boolean hasMailServer) {
  private static final String NO_MAIL_SERVER = "not sent: no mail server is configured";

  JsonObject entry(Entry entry) {
    var queued = entry.queued();
    AccountName account = queued.account();
    JsonObject shown =
        new JsonObject()
            .put("id", queued.id().toString())
            .put("account", account == null ? null : account.value())
            .put("type", queued.message().type())
            .put("at", queued.at().toString())
            .put("worthUntil", queued.worthUntil().toString());
    switch (queued.message()) {
      case Mail mail ->
          shown
              .put("kind", "mail")
              .put("to", mail.to().value())
              .put("language", mail.language().tag())
              .put("details", fields(mail.fields()))
              .put("holdsSecret", mail.secret() != null);
      case Event event ->
          shown
              .put("kind", "event")
              .put("key", key(event.key()))
              .put("by", event.by())
              .put("details", fields(event.details()));
    }
    JsonArray deliveries = new JsonArray();
    entry.deliveries().forEach(delivery -> deliveries.add(delivery(delivery)));
    return shown.put("deliveries", deliveries);
  }

  static @Nullable JsonObject key(Event.@Nullable Subject key) {
    return key == null
        ? null
        : new JsonObject().put("id", key.id().toString()).put("appKey", key.appKey().value());
  }

  static JsonObject fields(Map<String, String> fields) {
    JsonObject shown = new JsonObject();
    new TreeMap<>(fields).forEach(shown::put);
    return shown;
  }

  private JsonObject delivery(Delivery delivery) {
    boolean stuck =
        delivery.endpoint() == null && delivery.state() == Delivery.State.WAITING && !hasMailServer;
    boolean waits = delivery.state() == Delivery.State.WAITING && !stuck;
    Instant last = delivery.lastAt();
    return new JsonObject()
        .put("endpoint", id(delivery.endpoint()))
        .put("state", delivery.state().code())
        .put("attempts", delivery.attempts())
        .put("nextAt", waits ? delivery.nextAt().toString() : null)
        .put("lastAt", last == null ? null : last.toString())
        .put("note", stuck ? NO_MAIL_SERVER : delivery.note());
  }

  private static @Nullable String id(@Nullable EndpointId endpoint) {
    return endpoint == null ? null : endpoint.toString();
  }

  static JsonArray attempts(List<Attempt> attempts) {
    JsonArray shown = new JsonArray();
    for (Attempt attempt : attempts) {
      Instant again = attempt.next() instanceof Attempt.Next.Again(var at) ? at : null;
      shown.add(
          new JsonObject()
              .put("endpoint", id(attempt.endpoint()))
              .put("number", attempt.number())
              .put("at", attempt.at().toString())
              .put("millis", attempt.millis())
              .put("status", attempt.status() == 0 ? null : attempt.status())
              .put("note", attempt.note())
              .put("outcome", outcome(attempt.next()))
              .put("nextAt", again == null ? null : again.toString()));
    }
    return shown;
  }

  private static String outcome(Attempt.Next next) {
    return switch (next) {
      case Attempt.Next.Delivered _ -> "delivered";
      case Attempt.Next.Again _ -> "failed";
      case Attempt.Next.GiveUp _ -> "given_up";
    };
  }
}
