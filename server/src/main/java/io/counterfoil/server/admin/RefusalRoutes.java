package io.counterfoil.server.admin;

import io.counterfoil.core.account.AccountName;
import io.counterfoil.core.account.Quoted;
import io.counterfoil.core.decision.RefusalCode;
import io.counterfoil.core.explain.Explanation;
import io.counterfoil.core.explain.Wording;
import io.counterfoil.core.key.AppKey;
import io.counterfoil.core.log.DecisionRecord;
import io.counterfoil.core.log.DecisionRecords.Kept;
import io.counterfoil.core.log.DecisionRecords.Met;
import io.counterfoil.core.log.HourCount;
import io.counterfoil.core.log.Place;
import io.counterfoil.core.log.RefusalFilter;
import io.counterfoil.core.log.RefusalId;
import io.counterfoil.core.role.Requirement;
import io.counterfoil.server.control.Parts;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Refusals, and why each was one.
final class RefusalRoutes {
  private final Parts parts;
  private final RefusalView view;
  private final KeyHistory history;

  RefusalRoutes(Parts parts, View view) {
    this.parts = parts;
    this.view =
        new RefusalView(
            parts.directory(), new ExplanationView(parts.directory(), view, parts.usage()));
    history = new KeyHistory(parts);
  }

  void addTo(AdminRoutes routes) {
    routes.add(
        HttpMethod.GET,
        "/v1/refusals/{id}",
        exchange -> exchange.ok(explained(exchange, exchange.parameter("id"), List.of())));
    routes.add(HttpMethod.GET, "/v1/accounts/{account}/refusals", this::list);
    routes.add(HttpMethod.GET, "/v1/accounts/{account}/refusals/hours", this::hours);
    routes.add(HttpMethod.GET, "/v1/accounts/{account}/refusals/stream", this::follow);
  }

  /// The refusal of that id, explained. Who may not read it is told what those are told who name
  /// none: there is none.
  JsonObject explained(Exchange exchange, String id, List<Requirement> also) {
    DecisionRecord known = RefusalId.isValid(id) ? parts.refusals().find(new RefusalId(id)) : null;
    if (known == null || !exchange.mayRead(known.account(), Needs.KEYS)) {
      throw new BadRequestException(
          404,
          "no refusal of that id can be shown to you; check the id, and whether your key may view"
              + " the account's API keys");
    }
    Wording wording = Wording.in(exchange.language());
    Instant now = parts.clock().instant();
    var question = known.question(now);
    Explanation explanation =
        question == null
            ? null
            : parts.explainer().explain(parts.directory(), question.withAlso(also));
    return view.explained(known, explanation, wording)
        .put("last24h", history.of(known.account(), known.appKey(), now, wording))
        .put("sameValueSeen", seen(known));
  }

  private @Nullable JsonObject seen(DecisionRecord known) {
    AccountName account = known.account();
    String tag = known.sameValue();
    Met met = account == null || tag == null ? null : parts.refusals().sameValue(account, tag);
    return met == null
        ? null
        : new JsonObject()
            .put("count", met.count())
            .put("first", met.first().toString())
            .put("last", met.last().toString());
  }

  private void list(Exchange exchange) {
    AccountName account = exchange.account();
    if (!exchange.may(account, Needs.KEYS)) {
      return;
    }
    Wording wording = Wording.in(exchange.language());
    int limit = exchange.limit();
    String cursor = exchange.text("cursor");
    RefusalFilter filter = filter(exchange, account);
    List<Kept> page =
        parts.refusals().list(filter, cursor == null ? null : Place.parse(cursor), limit);
    JsonArray items = new JsonArray();
    page.forEach(kept -> items.add(view.summary(kept.record(), wording)));
    JsonObject body =
        new JsonObject().put("items", items).put("dropped", dropped(filter, since(filter)));
    if (page.size() == limit) {
      body.put("next", page.getLast().place().toString());
    }
    exchange.ok(body);
  }

  private void follow(Exchange exchange) {
    AccountName account = exchange.account();
    if (!exchange.may(account, Needs.KEYS)) {
      return;
    }
    RefusalFilter filter = filter(exchange, account);
    if (filter.since() != null || filter.until() != null) {
      throw new BadRequestException(
          "from, until: a stream tells what comes (expected: neither); list what was");
    }
    int newest = exchange.number("last", 0, RefusalStream.MOST_OF_BEFORE, 0);
    String after = exchange.context().request().getHeader("Last-Event-ID");
    new RefusalStream(exchange, view, filter).begin(RefusalStream.place(after), newest);
  }

  private Instant since(RefusalFilter filter) {
    Instant kept = parts.clock().instant().minus(parts.refusals().age(filter.account()));
    Instant since = filter.since();
    return since == null || since.isBefore(kept) ? kept : since;
  }

  /// How many more there were in the hours that the filter touches, of which no record is left.
  private long dropped(RefusalFilter filter, Instant since) {
    Instant until = filter.until();
    return parts
        .refusals()
        .hours(
            filter.account(),
            since.truncatedTo(ChronoUnit.HOURS),
            until == null ? Instant.MAX : until)
        .stream()
        .filter(count -> filter.code() == null || filter.code() == count.code())
        .mapToLong(HourCount::dropped)
        .sum();
  }

  private static RefusalFilter filter(Exchange exchange, AccountName account) {
    String code = exchange.text("code");
    String key = exchange.text("key");
    return new RefusalFilter(
        account,
        code == null ? null : code(code),
        key == null ? null : new AppKey(key),
        exchange.text("sameValue"),
        exchange.instant("from"),
        exchange.instant("until"));
  }

  private static RefusalCode code(String text) {
    return RefusalCode.of(text)
        .orElseThrow(() ->
            new BadRequestException(
                "code: `"
                    + Quoted.text(text)
                    + "` (expected: a refusal's code such as role_missing; see /problems)"));
  }

  /// All refusals by the hour, those among them of which no record was kept.
  private void hours(Exchange exchange) {
    AccountName account = exchange.account();
    if (!exchange.may(account, Needs.KEYS)) {
      return;
    }
    Instant until = exchange.instant("until");
    Instant since = exchange.instant("from");
    Instant now = parts.clock().instant();
    Instant end = until == null ? now.plus(1, ChronoUnit.HOURS) : until;
    Instant start = since == null ? end.minus(parts.refusals().age(account)) : since;
    JsonArray items = new JsonArray();
    for (HourCount count : parts.refusals().hours(account, start, end)) {
      items.add(
          new JsonObject()
              .put("hour", count.hour().toString())
              .put("code", count.code().code())
              .put("kept", count.kept())
              .put("dropped", count.dropped()));
    }
    exchange.ok(new JsonObject().put("items", items));
  }
}
