package io.counterfoil.server.admin;

import io.counterfoil.core.account.AccountName;
import io.counterfoil.core.change.OutboxCommand;
import io.counterfoil.core.outbox.Delivery;
import io.counterfoil.core.outbox.EndpointId;
import io.counterfoil.core.outbox.Entry;
import io.counterfoil.core.outbox.Mail;
import io.counterfoil.core.outbox.MessageId;
import io.counterfoil.core.outbox.Outbox;
import io.counterfoil.core.outbox.SealedSecret;
import io.counterfoil.server.control.Parts;
import io.counterfoil.server.mail.Postman;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// The outbox: of one account for its people, of the whole deployment for the operator.
final class OutboxRoutes {
  private static final String ALL = "/v1/outbox";
  private static final String OWN = "/v1/accounts/{account}/outbox";

  private final Parts parts;
  private final OutboxView view;

  OutboxRoutes(Parts parts) {
    this.parts = parts;
    view = new OutboxView(parts.hasMailServer());
  }

  void addTo(AdminRoutes routes) {
    routes.add(HttpMethod.GET, ALL, this::listAll);
    routes.add(HttpMethod.GET, ALL + "/{message}", this::showAny);
    routes.add(HttpMethod.POST, ALL + "/{message}/reveal", this::reveal);
    routes.add(HttpMethod.GET, OWN, this::list);
    routes.add(HttpMethod.GET, OWN + "/{message}", this::show);
  }

  private void listAll(Exchange exchange) {
    if (exchange.isOperator()) {
      String named = exchange.context().request().getParam("account");
      answer(exchange, named == null ? null : new AccountName(named));
    }
  }

  private void list(Exchange exchange) {
    AccountName account = exchange.account();
    if (exchange.may(account, Needs.AUDIT)) {
      answer(exchange, account);
    }
  }

  private void answer(Exchange exchange, @Nullable AccountName account) {
    int limit = exchange.limit();
    String cursor = exchange.context().request().getParam("cursor");
    List<Entry> page =
        parts
            .store()
            .outbox()
            .list(
                filter(exchange, account), cursor == null ? null : MessageId.parse(cursor), limit);
    JsonArray items = new JsonArray();
    page.forEach(entry -> items.add(view.entry(entry)));
    JsonObject body = new JsonObject().put("items", items);
    if (page.size() == limit) {
      body.put("next", page.getLast().queued().id().toString());
    }
    exchange.ok(body);
  }

  static Outbox.Filter filter(Exchange exchange, @Nullable AccountName account) {
    String state = exchange.text("state");
    String endpoint = exchange.text("endpoint");
    return new Outbox.Filter(
        account,
        exchange.text("type"),
        state == null ? null : state(state),
        endpoint == null ? null : new EndpointId(UUID.fromString(endpoint)),
        exchange.instant("from"),
        exchange.instant("until"));
  }

  private static Delivery.State state(String text) {
    return Arrays.stream(Delivery.State.values())
        .filter(state -> state.code().equals(text.toLowerCase(Locale.ROOT)))
        .findFirst()
        .orElseThrow(
            () -> new BadRequestException("state: (expected: waiting, delivered or given_up)"));
  }

  private void show(Exchange exchange) {
    AccountName account = exchange.account();
    if (exchange.may(account, Needs.AUDIT)) {
      show(exchange, existing(exchange, account));
    }
  }

  private void showAny(Exchange exchange) {
    if (exchange.isOperator()) {
      show(exchange, existing(exchange, null));
    }
  }

  private void show(Exchange exchange, Entry entry) {
    // the attempts first: what is shown of where it stands is never older than they are
    var attempts = parts.store().outbox().attempts(entry.queued().id());
    Entry now = parts.store().outbox().find(entry.queued().id());
    exchange.ok(view.entry(now == null ? entry : now).put("tries", OutboxView.attempts(attempts)));
  }

  /// The message of the address; answered with 404 where it is not the account's.
  private Entry existing(Exchange exchange, @Nullable AccountName account) {
    String text = exchange.parameter("message");
    Entry entry = null;
    try {
      entry = parts.store().outbox().find(MessageId.parse(text));
    } catch (IllegalArgumentException e) {
      // no message has such an id
    }
    if (entry == null || account != null && !Objects.equals(account, entry.queued().account())) {
      throw new BadRequestException(
          404, "there is no such message (expected: one of the last 30 days; list them)");
    }
    return entry;
  }

  /// Shows the operator what the reader of a mail would use, and notes in the audit log that it was
  /// shown.
  private void reveal(Exchange exchange) {
    if (!exchange.isOperator()) {
      return;
    }
    Entry entry = existing(exchange, null);
    if (!(entry.queued().message() instanceof Mail mail) || mail.secret() == null) {
      throw new BadRequestException(
          409, "the message holds no secret (expected: a mail that was not delivered yet)");
    }
    String usable = usable(mail, mail.secret());
    exchange.execute(
        new OutboxCommand.RevealSecret(
            entry.queued().account(), entry.queued().id(), mail.to(), mail.kind()),
        _ ->
            exchange.ok(
                new JsonObject()
                    .put("id", entry.queued().id().toString())
                    .put("to", mail.to().value())
                    .put(mail.kind().page() == null ? "code" : "url", usable)));
  }

  private String usable(Mail mail, SealedSecret sealed) {
    String secret = parts.seal().open(mail.to().value(), sealed);
    String usable = secret == null ? null : Postman.usable(mail.kind(), secret, parts.publicUrl());
    if (usable == null) {
      throw new BadRequestException(
          409, "the secret was sealed under another pepper (expected: this server's)");
    }
    return usable;
  }
}
