package io.counterfoil.server.admin;

import io.counterfoil.core.account.AccountName;
import io.counterfoil.core.change.ChainedEntry;
import io.counterfoil.core.store.AuditFilter;
import io.counterfoil.server.audit.AuditExport;
import io.counterfoil.server.audit.AuditLine;
import io.counterfoil.server.audit.SignedHead;
import io.counterfoil.server.control.Parts;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The audit log: of one account for its people, of the whole deployment for the operator.
final class AuditRoutes {
  private static final String ALL = "/v1/audit";
  private static final String OWN = "/v1/accounts/{account}/audit";

  private final Parts parts;

  AuditRoutes(Parts parts) {
    this.parts = parts;
  }

  void addTo(AdminRoutes routes) {
    routes.add(HttpMethod.GET, ALL, exchange -> ifOperator(exchange, this::list));
    routes.add(HttpMethod.GET, ALL + "/export", exchange -> ifOperator(exchange, this::export));
    routes.add(HttpMethod.GET, ALL + "/head", this::head);
    routes.add(HttpMethod.GET, OWN, exchange -> ifMember(exchange, this::list));
    routes.add(HttpMethod.GET, OWN + "/export", exchange -> ifMember(exchange, this::export));
  }

  /// Answers with the entries of an account, or of all.
  private interface Answering {
    void answer(Exchange exchange, @Nullable AccountName account);
  }

  private static void ifOperator(Exchange exchange, Answering answering) {
    if (exchange.isOperator()) {
      String named = exchange.context().request().getParam("account");
      answering.answer(exchange, named == null ? null : new AccountName(named));
    }
  }

  private static void ifMember(Exchange exchange, Answering answering) {
    AccountName account = exchange.account();
    if (exchange.may(account, Needs.AUDIT)) {
      answering.answer(exchange, account);
    }
  }

  private void list(Exchange exchange, @Nullable AccountName account) {
    AuditFilter filter = filter(exchange, account);
    long before = exchange.wide("cursor", 1, Long.MAX_VALUE, Long.MAX_VALUE);
    int limit = exchange.limit();
    List<ChainedEntry> page = parts.store().audit(filter, before, limit);
    JsonArray items = new JsonArray();
    page.forEach(entry -> items.add(new JsonObject(AuditLine.of(entry).toString())));
    JsonObject body = new JsonObject().put("items", items);
    if (page.size() == limit && page.getLast().revision().number() > 1) {
      body.put("next", Long.toString(page.getLast().revision().number()));
    }
    exchange.ok(body);
  }

  private void export(Exchange exchange, @Nullable AccountName account) {
    AuditFilter filter = filter(exchange, account);
    exchange.stream(
        "application/x-ndjson",
        "audit.ndjson",
        out ->
            new AuditExport(parts.store(), parts.auditKey())
                .write(filter, parts.clock().instant(), out));
  }

  private void head(Exchange exchange) {
    if (exchange.isOperator()) {
      SignedHead head =
          SignedHead.sign(parts.auditKey(), parts.store().head(), parts.clock().instant());
      exchange.ok(new JsonObject(head.toJson().toString()));
    }
  }

  private static AuditFilter filter(Exchange exchange, @Nullable AccountName account) {
    return new AuditFilter(
        account,
        exchange.text("actor"),
        exchange.text("action"),
        exchange.text("target"),
        exchange.instant("from"),
        exchange.instant("until"));
  }
}
