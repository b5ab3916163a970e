package io.counterfoil.server.admin;

import io.counterfoil.core.key.ApiKey;
import io.counterfoil.core.key.Leak;
import io.counterfoil.core.log.DecisionRecord;
import io.counterfoil.server.control.Parts;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// How the admin API shows tokens that were found in the open, and what their keys did since.
final class LeakView {
  private static final int LOOKED_AT = 10_000;

  private final Parts parts;

  LeakView(Parts parts) {
    this.parts = parts;
  }

  /// Whose the token is.
  JsonObject key(ApiKey key) {
    return new JsonObject()
        .put("known", true)
        .put("appKey", key.appKey().value())
        .put("label", key.label())
        .put("state", View.lower(key.state()))
        .put("onLeak", View.lower(parts.directory().leaks().rule(key.account())));
  }

  JsonObject leak(Leak leak) {
    ApiKey key = parts.directory().key(leak.key());
    JsonObject shown =
        new JsonObject()
            .put("id", leak.id().toString())
            .put("source", leak.source())
            .put("url", leak.url())
            .put("reportedAt", leak.reportedAt().toString())
            .put("reportedBy", leak.reportedBy())
            .put("quarantined", leak.quarantined());
    return key == null
        ? shown
        : shown
            .put("appKey", key.appKey().value())
            .put("state", View.lower(key.state()))
            .put("since", impact(leak, key));
  }

  /// What the key did since, as far as this server saw it since its start. Uses are noted to a
  /// second: one in the second of the report counts as a use since.
  private JsonObject impact(Leak leak, ApiKey key) {
    Instant reported = leak.reportedAt().truncatedTo(ChronoUnit.SECONDS);
    Instant lastUsed = parts.directory().lastUsed(key.id());
    List<DecisionRecord> refused =
        parts.refusals().recent(key.account(), LOOKED_AT).stream()
            .filter(each ->
                key.appKey().equals(each.appKey()) && !each.at().isBefore(leak.reportedAt()))
            .toList();
    Map<String, Long> codes =
        refused.stream()
            .collect(
                Collectors.groupingBy(
                    each -> each.code().code(), TreeMap::new, Collectors.counting()));
    JsonObject counted = new JsonObject();
    codes.forEach(counted::put);
    return new JsonObject()
        .put("lastUsedAt", lastUsed == null ? null : lastUsed.toString())
        .put("usedSince", lastUsed != null && !lastUsed.isBefore(reported))
        .put("refused", refused.size())
        .put("refusedBecause", counted);
  }
}
