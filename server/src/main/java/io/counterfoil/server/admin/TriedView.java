package io.counterfoil.server.admin;

import io.counterfoil.core.account.AccountName;
import io.counterfoil.core.decision.Refusal;
import io.counterfoil.core.decision.Snapshot;
import io.counterfoil.core.decision.Wanted;
import io.counterfoil.core.explain.Explanation;
import io.counterfoil.core.explain.Wording;
import io.counterfoil.core.key.ApiKey;
import io.counterfoil.core.log.Trial.Tried;
import io.counterfoil.core.role.RequestPath;
import io.counterfoil.server.control.Parts;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import org.jspecify.annotations.Nullable;

/// How the admin API explains requests that were tried: pasted ones, and ones that nobody made.
final class TriedView {
  private final Parts parts;
  private final ExplanationView view;
  private final KeyHistory history;

  TriedView(Parts parts, View view) {
    this.parts = parts;
    this.view = new ExplanationView(parts.directory(), view, parts.usage());
    history = new KeyHistory(parts);
  }

  /// All that the account's people may know.
  ///
  /// @param now what it is judged by
  /// @param account whose people ask
  JsonObject full(
      Snapshot now, String kind, Tried tried, @Nullable AccountName account, Wording wording) {
    Explanation explanation = parts.explainer().explain(now, tried.question());
    ApiKey key = tried.key();
    return head(now, kind, tried, explanation.refusal(), wording)
        .put("limited", false)
        .put("account", account == null ? null : account.value())
        .put("appKey", key == null ? null : key.appKey().value())
        .put("label", key == null || !key.account().equals(account) ? null : key.label())
        .mergeIn(view.explained(explanation.refusal(), account, explanation, wording))
        .put(
            "last24h",
            history.of(account, key == null ? null : key.appKey(), tried.question().at(), wording));
  }

  /// What its caller would be told, and no more: nothing that consulted the store, but for what an
  /// authentic credential entitles to.
  JsonObject limited(Snapshot now, String kind, Tried tried, Wording wording) {
    Refusal refusal = tried.question().refusal();
    JsonObject shown = head(now, kind, tried, refusal, wording).put("limited", true);
    if (refusal == null) {
      return shown
          .put("wouldPassNow", "yes")
          .put("wouldPassNowText", wording.wouldPass(Explanation.WouldPass.YES));
    }
    String told = view.told(refusal, null, wording);
    return shown
        .put("what", wording.happened(refusal.code()))
        .put("repair", wording.repair(refusal.code()))
        .put("happened", told)
        .put("told", told)
        .put("needed", View.needed(refusal.needed()))
        .put("checks", ExplanationView.checksToldTo(refusal, told, wording))
        .put("evidence", new JsonArray())
        .put("obstacles", new JsonArray())
        .put("fixes", new JsonArray())
        .put("wouldPassNow", "no")
        .put("wouldPassNowText", wording.wouldPass(Explanation.WouldPass.NO));
  }

  private static JsonObject head(
      Snapshot now, String kind, Tried tried, @Nullable Refusal refusal, Wording wording) {
    JsonObject shown =
        ExplanationView.code(refusal, wording)
            .put("kind", kind)
            .put("at", tried.question().at().toString())
            .put("host", tried.question().where().host())
            .put("revision", now.revision().number());
    return tried.question().wanted() instanceof Wanted.Call(var method, var path)
        ? shown.put("method", method).put("route", route(now, method, path))
        : shown;
  }

  /// The operation's template, or the path where there is no such operation.
  private static @Nullable String route(Snapshot now, String method, RequestPath path) {
    if (!(path instanceof RequestPath.Canonical canonical)) {
      return null;
    }
    var operation = now.catalogue().find(method, canonical);
    return operation == null ? canonical.value() : operation.template().value();
  }
}
