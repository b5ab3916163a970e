package io.counterfoil.server.admin;

import io.counterfoil.core.account.AccountName;
import io.counterfoil.core.decision.RefusalCode;
import io.counterfoil.core.explain.Wording;
import io.counterfoil.core.key.ApiKey;
import io.counterfoil.core.key.AppKey;
import io.counterfoil.core.log.DecisionRecord;
import io.counterfoil.server.control.Parts;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What one key met with in the last 24 hours, as far as this server recorded it.
final class KeyHistory {
  private static final Duration SPAN = Duration.ofHours(24);
  private static final int MOST = 10_000;

  private final Parts parts;

  KeyHistory(Parts parts) {
    this.parts = parts;
  }

  private record Met(long count, Instant first, Instant last) {
    Met and(Met other) {
      return new Met(
          count + other.count,
          first.isBefore(other.first) ? first : other.first,
          last.isAfter(other.last) ? last : other.last);
    }
  }

  /// The history; null where no key could be told.
  @Nullable JsonObject of(
      @Nullable AccountName account, @Nullable AppKey name, Instant now, Wording wording) {
    ApiKey key = name == null ? null : parts.directory().everKnown(name);
    if (account == null || key == null) {
      return null;
    }
    Map<RefusalCode, Met> met = new EnumMap<>(RefusalCode.class);
    for (DecisionRecord kept : parts.refusals().recent(account, MOST)) {
      if (key.appKey().equals(kept.appKey()) && kept.at().isAfter(now.minus(SPAN))) {
        met.merge(kept.code(), new Met(1, kept.at(), kept.at()), Met::and);
      }
    }
    JsonArray refusals = new JsonArray();
    met.entrySet().stream()
        .sorted((one, other) -> other.getValue().last().compareTo(one.getValue().last()))
        .map(each -> met(each.getKey(), each.getValue(), wording))
        .forEach(refusals::add);
    Instant used = parts.directory().lastUsed(key.id());
    return new JsonObject()
        .put("appKey", key.appKey().value())
        .put("refused", met.values().stream().mapToLong(Met::count).sum())
        .put("refusals", refusals)
        .put("lastUsedAt", used == null ? null : used.toString());
  }

  private static JsonObject met(RefusalCode code, Met met, Wording wording) {
    return new JsonObject()
        .put("code", code.code())
        .put("title", wording.title(code))
        .put("count", met.count())
        .put("first", met.first().toString())
        .put("last", met.last().toString());
  }
}
