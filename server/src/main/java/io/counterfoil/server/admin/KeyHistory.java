package io.counterfoil.server.admin;

import io.counterfoil.core.account.AccountName;
import io.counterfoil.core.explain.Wording;
import io.counterfoil.core.key.ApiKey;
import io.counterfoil.core.key.AppKey;
import io.counterfoil.core.log.DecisionRecords.Met;
import io.counterfoil.server.control.Parts;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What one key met with in the last 24 hours, as far as this server recorded it.
final class KeyHistory {
  private static final Duration SPAN = Duration.ofHours(24);

  private final Parts parts;

  KeyHistory(Parts parts) {
    this.parts = parts;
  }

  /// The history; null where no key could be told.
  @Nullable JsonObject of(
      @Nullable AccountName account, @Nullable AppKey name, Instant now, Wording wording) {
    ApiKey key = name == null ? null : parts.directory().everKnown(name);
    if (account == null || key == null) {
      return null;
    }
    List<Met> met = parts.refusals().met(account, key.appKey(), now.minus(SPAN));
    JsonArray refusals = new JsonArray();
    met.stream()
        .sorted(Comparator.comparing(Met::last).reversed())
        .map(each -> met(each, wording))
        .forEach(refusals::add);
    Instant used = parts.directory().lastUsed(key.id());
    return new JsonObject()
        .put("appKey", key.appKey().value())
        .put("refused", met.stream().mapToLong(Met::count).sum())
        .put("refusals", refusals)
        .put("lastUsedAt", used == null ? null : used.toString());
  }

  private static JsonObject met(Met met, Wording wording) {
    return new JsonObject()
        .put("code", met.code().code())
        .put("title", wording.title(met.code()))
        .put("count", met.count())
        .put("first", met.first().toString())
        .put("last", met.last().toString());
  }
}
