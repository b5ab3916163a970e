package io.counterfoil.server.admin;

import io.counterfoil.core.account.AccountName;
import io.counterfoil.core.account.Quoted;
import io.counterfoil.core.decision.AccountView;
import io.counterfoil.core.decision.RefusalCode;
import io.counterfoil.core.explain.Wording;
import io.counterfoil.core.key.ApiKey;
import io.counterfoil.core.key.Holder;
import io.counterfoil.core.key.KeyState;
import io.counterfoil.core.log.HourCount;
import io.counterfoil.core.usage.UseRecords;
import io.counterfoil.core.usage.UseRecords.Grain;
import io.counterfoil.core.usage.UseRecords.Hits;
import io.counterfoil.core.usage.UseRecords.Span;
import io.counterfoil.core.usage.Uses;
import io.counterfoil.server.control.Parts;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// What an account's keys are used for, counted.
final class UsageRoutes {
  private static final Duration A_DAY = Duration.ofDays(1);
  private static final Duration A_MONTH = Duration.ofDays(30);
  private static final int MOST = 100_000;

  private final Parts parts;

  UsageRoutes(Parts parts) {
    this.parts = parts;
  }

  void addTo(AdminRoutes routes) {
    routes.add(HttpMethod.GET, "/v1/accounts/{account}/usage", this::ofAccount);
    routes.add(HttpMethod.GET, "/v1/accounts/{account}/keys/{key}/usage", this::ofKey);
  }

  /// Since when use is counted for the account.
  static Instant recordedSince(Parts parts, AccountName account) {
    Instant began = parts.usage().began();
    AccountView view = parts.directory().account(account);
    Instant created = view == null ? began : view.account().createdAt();
    return created.isAfter(began) ? created : began;
  }

  /// What passed is what was counted; what was refused is what the log of refusals counted, for it
  /// knows of those too whose pair did not match.
  private void ofAccount(Exchange exchange) {
    AccountName account = exchange.account();
    if (!exchange.may(account, Needs.KEYS)) {
      return;
    }
    AskedSpan asked = AskedSpan.of(exchange, Grain.HOUR, A_DAY);
    UseRecords records = parts.usage().records();
    Span span = asked.of(account, null);
    List<HourCount> refusals = parts.refusals().hours(account, asked.since(), asked.until());
    Map<Instant, Hits> buckets = new HashMap<>();
    for (Hits hits : records.series(span)) {
      buckets.put(hits.from(), new Hits(hits.from(), hits.allowed(), 0));
    }
    Map<RefusalCode, Long> causes = new EnumMap<>(RefusalCode.class);
    for (HourCount each : refusals) {
      long count = each.kept() + each.dropped();
      Instant from = AskedSpan.down(each.hour(), asked.step());
      causes.merge(each.code(), count, Long::sum);
      buckets.merge(
          from,
          new Hits(from, 0, count),
          (one, more) -> new Hits(from, one.allowed(), one.refused() + more.refused()));
    }
    List<Uses> uses = records.totals(span, MOST);
    var view = new UsageView(parts, Wording.in(exchange.language()));
    exchange.ok(
        head(account, asked)
            .mergeIn(UsageView.series(asked, buckets))
            .put("causes", view.causes(causes))
            .put("failingKeys", view.failingKeys(account, uses, asked))
            .put(
                "activeKeys",
                uses.stream()
                    .map(Uses::call)
                    .filter(call -> call.isAllowed() && call.holder() instanceof Holder.OfKey)
                    .map(call -> call.holder())
                    .distinct()
                    .count()));
  }

  private JsonObject head(AccountName account, AskedSpan asked) {
    return new JsonObject()
        .put("account", account.value())
        .put("since", asked.since().toString())
        .put("until", asked.until().toString())
        .put("by", asked.name())
        .put("recordedSince", recordedSince(parts, account).toString());
  }

  private void ofKey(Exchange exchange) {
    AccountName account = exchange.account();
    if (!exchange.may(account, Needs.KEYS)) {
      return;
    }
    ApiKey key = key(exchange, account);
    AskedSpan asked = AskedSpan.of(exchange, Grain.DAY, A_MONTH);
    UseRecords records = parts.usage().records();
    Span span = asked.of(account, new Holder.OfKey(key.id()));
    Map<Instant, Hits> buckets = new HashMap<>();
    records.series(span).forEach(hits -> buckets.put(hits.from(), hits));
    List<Uses> uses = records.totals(span, MOST);
    var view = new UsageView(parts, Wording.in(exchange.language()));
    exchange.ok(
        head(account, asked)
            .put("appKey", key.appKey().value())
            .mergeIn(UsageView.series(asked, buckets))
            .mergeIn(view.ofKey(account, key, uses)));
  }

  /// A key that the account owns, or that was added to it.
  private ApiKey key(Exchange exchange, AccountName account) {
    ApiKey key = parts.directory().key(exchange.key(account));
    boolean isHere =
        key != null
            && key.state() != KeyState.DELETED
            && (key.account().equals(account)
                || parts.directory().grant(account, new Holder.OfKey(key.id())) != null);
    if (key == null || !isHere) {
      throw new BadRequestException(
          404,
          "key `" + Quoted.text(exchange.parameter("key")) + "` is not one of `" + account + "`");
    }
    return key;
  }
}
