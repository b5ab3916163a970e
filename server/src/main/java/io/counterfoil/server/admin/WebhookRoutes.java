package io.counterfoil.server.admin;

import io.counterfoil.core.account.AccountName;
import io.counterfoil.core.change.OutboxCommand;
import io.counterfoil.core.change.Problem;
import io.counterfoil.core.outbox.Endpoint;
import io.counterfoil.core.outbox.EndpointId;
import io.counterfoil.core.outbox.Entry;
import io.counterfoil.core.outbox.Event;
import io.counterfoil.core.outbox.EventType;
import io.counterfoil.core.outbox.MessageId;
import io.counterfoil.core.outbox.Outbox;
import io.counterfoil.core.outbox.Queued;
import io.counterfoil.core.outbox.SealedSecret;
import io.counterfoil.core.registry.Outcome;
import io.counterfoil.server.control.Parts;
import io.counterfoil.server.webhook.WebhookSecret;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Webhooks: where an account's events are sent to.
final class WebhookRoutes {
  private static final String ALL = "/v1/accounts/{account}/webhooks";
  private static final String ONE = ALL + "/{webhook}";
  private static final int PAGE = 200;
  private static final int MOST_REPLAYED = 10_000;

  private final Parts parts;
  private final View view;
  private final SecureRandom random = new SecureRandom();

  WebhookRoutes(Parts parts, View view) {
    this.parts = parts;
    this.view = view;
  }

  void addTo(AdminRoutes routes) {
    routes.add(HttpMethod.GET, ALL, this::list);
    routes.add(HttpMethod.POST, ALL, this::create);
    routes.add(HttpMethod.GET, ONE, this::show);
    routes.add(HttpMethod.PATCH, ONE, this::change);
    routes.add(HttpMethod.DELETE, ONE, this::delete);
    routes.add(HttpMethod.POST, ONE + "/rotate-secret", this::rotate);
    routes.add(HttpMethod.POST, ONE + "/test", this::test);
    routes.add(HttpMethod.POST, ONE + "/replay", this::replay);
  }

  private void list(Exchange exchange) {
    AccountName account = exchange.account();
    if (exchange.may(account, Needs.ACCOUNT)) {
      exchange.list(parts.directory().endpointsOf(account), view::endpoint);
    }
  }

  private void show(Exchange exchange) {
    AccountName account = exchange.account();
    if (exchange.may(account, Needs.ACCOUNT)) {
      exchange.ok(view.endpoint(existing(exchange, account)));
    }
  }

  /// A fresh secret, to be shown once, and what is kept of it.
  private record Making(WebhookSecret secret, SealedSecret sealed) {}

  private Making making(EndpointId id) {
    WebhookSecret secret = WebhookSecret.generate(random);
    return new Making(secret, parts.seal().seal(id.toString(), secret.reveal()));
  }

  private void create(Exchange exchange) {
    AccountName account = exchange.account();
    Body body = Body.object(exchange.context(), "url", "description", "types");
    EndpointId id = new EndpointId(UUID.randomUUID());
    Making making = making(id);
    String description = body.optionalText("description");
    exchange.run(
        new OutboxCommand.AddEndpoint(
            account,
            id,
            body.text("url"),
            description == null ? "" : description,
            types(body),
            making.sealed()),
        201,
        result -> shown(account, making, result));
  }

  private JsonObject shown(AccountName account, Making making, Outcome.Result result) {
    JsonObject shown = view.result(account, result);
    return result instanceof Outcome.Result.OfEndpoint
        ? shown.put("secret", making.secret().reveal())
        : shown; // a repetition: the secret was shown with the first answer
  }

  private static Set<EventType> types(Body body) {
    return body.texts("types").stream()
        .map(code -> {
          EventType type = EventType.of(code);
          if (type == null) {
            throw new BadRequestException(
                "types: one is unknown (expected: such as key.created; see the documentation)");
          }
          return type;
        })
        .collect(Collectors.toSet());
  }

  private void change(Exchange exchange) {
    AccountName account = exchange.account();
    Body body = Body.object(exchange.context(), "url", "description", "types", "enabled");
    exchange.run(
        new OutboxCommand.EditEndpoint(
            account,
            id(exchange, account),
            body.optionalText("url"),
            body.optionalText("description"),
            body.has("types") ? types(body) : null,
            body.optionalFlag("enabled")),
        200,
        result -> view.result(account, result));
  }

  private void delete(Exchange exchange) {
    AccountName account = exchange.account();
    exchange.run(
        new OutboxCommand.RemoveEndpoint(account, id(exchange, account)),
        204,
        result -> new JsonObject());
  }

  private void rotate(Exchange exchange) {
    AccountName account = exchange.account();
    EndpointId id = id(exchange, account);
    Making making = making(id);
    exchange.run(
        new OutboxCommand.RotateSecret(account, id, making.sealed()),
        200,
        result -> shown(account, making, result));
  }

  private EndpointId id(Exchange exchange, AccountName account) {
    return new EndpointId(exchange.uuid(exchange.parameter("webhook"), "webhook", account));
  }

  /// The webhook of the address; answered with 404 where it is not the account's.
  private Endpoint existing(Exchange exchange, AccountName account) {
    Endpoint endpoint = parts.directory().endpoint(id(exchange, account));
    if (endpoint == null || !endpoint.account().equals(account)) {
      throw new BadRequestException(404, "the webhook is not one of `" + account + "`");
    }
    return endpoint;
  }

  private @Nullable Endpoint enabled(Exchange exchange, AccountName account) {
    Endpoint endpoint = existing(exchange, account);
    if (endpoint.disabled() == null) {
      return endpoint;
    }
    exchange.problem(
        new Problem(
            Problem.Code.WEBHOOK_DISABLED,
            "webhook `"
                + endpoint.id()
                + "` is disabled ("
                + endpoint.disabled()
                + "); enable it first"));
    return null;
  }

  private void test(Exchange exchange) {
    AccountName account = exchange.account();
    Endpoint endpoint = exchange.may(account, Needs.WEBHOOKS) ? enabled(exchange, account) : null;
    if (endpoint == null) {
      return;
    }
    var event = new Event(EventType.WEBHOOK_TEST, null, "test", Map.of());
    MessageId id = MessageId.fresh();
    Instant now = parts.clock().instant();
    parts
        .store()
        .outbox()
        .queueOnce("test:" + id, new Queued(id, account, now, event, Set.of(endpoint.id())));
    exchange.ok(new JsonObject().put("message", id.toString()));
  }

  /// Has one message told again, or all of a time.
  private void replay(Exchange exchange) {
    AccountName account = exchange.account();
    Endpoint endpoint = exchange.may(account, Needs.WEBHOOKS) ? enabled(exchange, account) : null;
    if (endpoint == null) {
      return;
    }
    Body body = Body.object(exchange.context(), "message", "from", "until");
    String message = body.optionalText("message");
    Instant from = body.optionalInstant("from");
    Instant until = body.optionalInstant("until");
    if ((message == null) == (from == null) || from == null && until != null) {
      throw new BadRequestException("body: (expected: message, or from and perhaps until)");
    }
    int count =
        from == null
            ? replayOne(endpoint, String.valueOf(message))
            : replayAll(endpoint, from, until);
    exchange.ok(new JsonObject().put("messages", count));
  }

  private int replayOne(Endpoint endpoint, String message) {
    Entry entry = parts.store().outbox().find(MessageId.parse(message));
    if (entry == null
        || !(entry.queued().message() instanceof Event)
        || !endpoint.account().equals(entry.queued().account())) {
      throw new BadRequestException(
          404, "there is no such event (expected: one of the account's last 30 days)");
    }
    parts.store().outbox().tellAgain(entry.queued().id(), endpoint.id(), now());
    return 1;
  }

  private Instant now() {
    return parts.clock().instant();
  }

  private int replayAll(Endpoint endpoint, Instant from, @Nullable Instant until) {
    Outbox outbox = parts.store().outbox();
    var filter = new Outbox.Filter(endpoint.account(), null, null, null, from, until);
    int count = 0;
    MessageId last = null;
    List<Entry> page;
    do {
      page = outbox.list(filter, last, PAGE);
      for (Entry entry : page) {
        last = entry.queued().id();
        if (entry.queued().message() instanceof Event event
            && endpoint.wants(event.kind())
            && event.kind() != EventType.WEBHOOK_TEST) {
          outbox.tellAgain(last, endpoint.id(), now());
          count++;
        }
      }
    } while (page.size() == PAGE && count < MOST_REPLAYED);
    return count;
  }
}
