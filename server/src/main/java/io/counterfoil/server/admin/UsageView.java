package io.counterfoil.server.admin;

import io.counterfoil.core.account.AccountName;
import io.counterfoil.core.decision.RefusalCode;
import io.counterfoil.core.decision.Stage;
import io.counterfoil.core.explain.Wording;
import io.counterfoil.core.key.ApiKey;
import io.counterfoil.core.key.AppKey;
import io.counterfoil.core.key.Counterpart;
import io.counterfoil.core.key.Holder;
import io.counterfoil.core.key.Tokens;
import io.counterfoil.core.log.DecisionRecord;
import io.counterfoil.core.log.DecisionRecords.Kept;
import io.counterfoil.core.log.RefusalFilter;
import io.counterfoil.core.role.Operation;
import io.counterfoil.core.usage.Call;
import io.counterfoil.core.usage.UseRecords.Hits;
import io.counterfoil.core.usage.Uses;
import io.counterfoil.server.control.Parts;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// How the admin API shows use.
final class UsageView {
  private static final int MOST = 100;
  private static final int MOST_RECORDS = 2_000;

  private final Parts parts;
  private final Wording wording;

  UsageView(Parts parts, Wording wording) {
    this.parts = parts;
    this.wording = wording;
  }

  /// Every hour or day of the span, those in which nothing was called too, and their sum.
  static JsonObject series(AskedSpan asked, Map<Instant, Hits> found) {
    JsonArray buckets = new JsonArray();
    long allowed = 0;
    long refused = 0;
    for (Instant at = asked.since(); at.isBefore(asked.until()); at = at.plus(asked.step())) {
      Hits hits = found.getOrDefault(at, new Hits(at, 0, 0));
      allowed += hits.allowed();
      refused += hits.refused();
      buckets.add(
          new JsonObject()
              .put("at", at.toString())
              .put("allowed", hits.allowed())
              .put("refused", hits.refused()));
    }
    return new JsonObject()
        .put("totals", new JsonObject().put("allowed", allowed).put("refused", refused))
        .put("buckets", buckets);
  }

  /// Why requests were refused, the most frequent first.
  JsonArray causes(Map<RefusalCode, Long> counts) {
    JsonArray shown = new JsonArray();
    counts.entrySet().stream()
        .sorted(Map.Entry.<RefusalCode, Long>comparingByValue().reversed())
        .forEach(each ->
            shown.add(
                new JsonObject()
                    .put("code", each.getKey().code())
                    .put("title", wording.title(each.getKey()))
                    .put("count", each.getValue())));
    return shown;
  }

  /// Why and how often one key was refused.
  private static final class Failing {
    private final Map<RefusalCode, Long> counts = new EnumMap<>(RefusalCode.class);
    private Instant last = Instant.MIN;

    void add(RefusalCode code, long count, Instant at) {
      counts.merge(code, count, Long::sum);
      last = at.isAfter(last) ? at : last;
    }

    long sum() {
      return counts.values().stream().mapToLong(Long::longValue).sum();
    }

    RefusalCode usual() {
      return counts.entrySet().stream()
          .max(Map.Entry.comparingByValue())
          .map(Map.Entry::getKey)
          .orElseThrow();
    }
  }

  /// The keys that were refused most. Refusals whose pair matched are counted exactly; the others
  /// as far as there is a record of them.
  JsonArray failingKeys(AccountName account, List<Uses> uses, AskedSpan asked) {
    Map<AppKey, Failing> failing = new HashMap<>();
    for (Uses each : uses) {
      RefusalCode code = each.call().code();
      if (code != null && each.call().holder() instanceof Holder.OfKey(var id)) {
        ApiKey key = parts.directory().key(id);
        if (key != null) {
          failing
              .computeIfAbsent(key.appKey(), _ -> new Failing())
              .add(code, each.count(), each.last());
        }
      }
    }
    var filter = new RefusalFilter(account, null, null, null, asked.since(), asked.until());
    for (Kept kept : parts.refusals().list(filter, null, MOST_RECORDS)) {
      DecisionRecord record = kept.record();
      AppKey name = record.appKey();
      if (name != null && record.code().stage().compareTo(Stage.KNOWN) <= 0) {
        failing.computeIfAbsent(name, _ -> new Failing()).add(record.code(), 1, record.at());
      }
    }
    JsonArray shown = new JsonArray();
    failing.entrySet().stream()
        .sorted(Comparator.comparingLong(each -> -each.getValue().sum()))
        .limit(MOST)
        .map(each -> failing(account, each.getKey(), each.getValue()))
        .forEach(shown::add);
    return shown;
  }

  private JsonObject failing(AccountName account, AppKey name, Failing failing) {
    ApiKey key = parts.directory().everKnown(name);
    boolean isOwn = key != null && key.account().equals(account);
    return new JsonObject()
        .put("appKey", name.value())
        .put("label", isOwn ? Objects.requireNonNull(key).label() : null)
        .put("refused", failing.sum())
        .put("code", failing.usual().code())
        .put("title", wording.title(failing.usual()))
        .put("lastRefusedAt", failing.last.toString());
  }

  /// What one key called.
  JsonObject ofKey(AccountName account, ApiKey key, List<Uses> uses) {
    Map<RefusalCode, Long> causes = new EnumMap<>(RefusalCode.class);
    Instant lastUsed = null;
    for (Uses each : uses) {
      RefusalCode code = each.call().code();
      if (code != null) {
        causes.merge(code, each.count(), Long::sum);
      } else if (lastUsed == null || each.last().isAfter(lastUsed)) {
        lastUsed = each.last();
      }
    }
    return new JsonObject()
        .put("lastUsedAt", lastUsed == null ? null : lastUsed.toString())
        .put("lastRefused", lastRefused(account, key, uses))
        .put("operations", grouped(uses, UsageView::called, this::operation))
        .put("addresses", grouped(uses, Call::address, this::address))
        .put("tokens", grouped(uses, Call::token, call -> token(key, call.token())))
        .put("causes", causes(causes));
  }

  private @Nullable JsonObject lastRefused(AccountName account, ApiKey key, List<Uses> uses) {
    Uses counted =
        uses.stream()
            .filter(each -> !each.call().isAllowed())
            .max(Comparator.comparing(Uses::last))
            .orElse(null);
    RefusalCode code = counted == null ? null : counted.call().code();
    Instant at = counted == null ? null : counted.last();
    var filter = new RefusalFilter(account, null, key.appKey(), null, null, null);
    for (Kept kept : parts.refusals().list(filter, null, 1)) {
      if (at == null || kept.record().at().isAfter(at)) {
        code = kept.record().code();
        at = kept.record().at();
      }
    }
    return code == null || at == null
        ? null
        : new JsonObject()
            .put("at", at.toString())
            .put("code", code.code())
            .put("title", wording.title(code));
  }

  /// What was counted of one thing.
  private static final class Tally {
    private long allowed;
    private long refused;
    private @Nullable Instant lastUsed;
    private @Nullable Instant lastRefused;

    void add(Uses uses) {
      if (uses.call().isAllowed()) {
        allowed += uses.count();
        lastUsed = later(lastUsed, uses.last());
      } else {
        refused += uses.count();
        lastRefused = later(lastRefused, uses.last());
      }
    }

    private static Instant later(@Nullable Instant one, Instant other) {
      return one == null || other.isAfter(one) ? other : one;
    }

    JsonObject addTo(JsonObject shown) {
      return shown
          .put("allowed", allowed)
          .put("refused", refused)
          .put("lastUsedAt", lastUsed == null ? null : lastUsed.toString())
          .put("lastRefusedAt", lastRefused == null ? null : lastRefused.toString());
    }
  }

  private static <T extends @Nullable Object> JsonArray grouped(
      List<Uses> uses, Function<Call, T> by, Function<Call, JsonObject> shown) {
    Map<T, Tally> tallies = new LinkedHashMap<>();
    Map<T, Call> calls = new HashMap<>();
    for (Uses each : uses) {
      T what = by.apply(each.call());
      Tally tally = tallies.get(what);
      if (tally == null) {
        tally = new Tally();
        tallies.put(what, tally);
        calls.put(what, each.call());
      }
      tally.add(each);
    }
    List<Map.Entry<T, Tally>> most = new ArrayList<>(tallies.entrySet());
    most.sort(Comparator.comparingLong(each -> -each.getValue().allowed - each.getValue().refused));
    JsonArray all = new JsonArray();
    most.stream()
        .limit(MOST)
        .forEach(each ->
            all.add(
                each.getValue()
                    .addTo(shown.apply(Objects.requireNonNull(calls.get(each.getKey()))))));
    return all;
  }

  private static String called(Call call) {
    return call.method() + " " + call.path();
  }

  private JsonObject operation(Call call) {
    String name =
        parts.directory().catalogue().operations().stream()
            .filter(known -> known.toString().equals(called(call)))
            .map(Operation::name)
            .findFirst()
            .orElse(null);
    return new JsonObject().put("method", call.method()).put("path", call.path()).put("name", name);
  }

  private JsonObject address(Call call) {
    return new JsonObject().put("address", call.address());
  }

  private static JsonObject token(ApiKey key, @Nullable Instant since) {
    return new JsonObject()
        .put("which", which(key, since))
        .put("since", since == null ? null : since.toString());
  }

  private static String which(ApiKey key, @Nullable Instant since) {
    if (since == null) {
      return "unknown";
    }
    return switch (key.tokens()) {
      case Tokens.Settled(var only) when isOf(only, since) -> "current";
      case Tokens.Renewing(var old, _) when isOf(old, since) -> "old";
      case Tokens.Renewing(_, var fresh) when isOf(fresh, since) -> "new";
      case Tokens.Settled _, Tokens.Renewing _ -> "retired";
    };
  }

  private static boolean isOf(Counterpart token, Instant since) {
    return token.createdAt().toEpochMilli() == since.toEpochMilli();
  }
}
