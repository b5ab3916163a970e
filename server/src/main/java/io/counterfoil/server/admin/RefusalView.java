package io.counterfoil.server.admin;

import io.counterfoil.core.account.AccountName;
import io.counterfoil.core.decision.Refusal;
import io.counterfoil.core.explain.Explanation;
import io.counterfoil.core.explain.Wording;
import io.counterfoil.core.key.ApiKey;
import io.counterfoil.core.key.AppKey;
import io.counterfoil.core.log.DecisionRecord;
import io.counterfoil.core.store.Directory;
import io.vertx.core.json.JsonObject;
import org.jspecify.annotations.Nullable;

/// How the admin API shows refusals to the people of the account.
final class RefusalView {
  private final Directory directory;
  private final ExplanationView explanations;

  RefusalView(Directory directory, ExplanationView explanations) {
    this.directory = directory;
    this.explanations = explanations;
  }

  JsonObject summary(DecisionRecord known, Wording wording) {
    AccountName account = known.account();
    return new JsonObject()
        .put("id", known.id().value())
        .put("at", known.at().toString())
        .put("code", known.code().code())
        .put("stage", View.lower(known.code().stage()))
        .put("status", known.code().status())
        .put("title", wording.title(known.code()))
        .put("account", account == null ? null : account.value())
        .put("appKey", known.appKey() == null ? null : known.appKey().value())
        .put("label", label(known))
        .put("method", known.method())
        .put("route", known.route())
        .put("host", known.host())
        .put("adapter", known.adapter())
        .put("address", known.address())
        .put("revision", known.revision())
        .put("sameValue", known.sameValue())
        .put("summary", known.isSummary());
  }

  private @Nullable String label(DecisionRecord known) {
    AppKey name = known.appKey();
    ApiKey key = name == null ? null : directory.key(name);
    return key == null || !key.account().equals(known.account()) ? null : key.label();
  }

  JsonObject explained(DecisionRecord known, @Nullable Explanation explanation, Wording wording) {
    JsonObject shown = summary(known, wording).put("kind", "refusal").put("limited", false);
    Refusal refusal = known.refusal();
    if (explanation == null || refusal == null) {
      return shown
          .put("what", wording.happened(known.code()))
          .put("repair", wording.repair(known.code()))
          .put("happened", wording.happened(known.code()))
          .put("wouldPassNow", View.lower(Explanation.WouldPass.UNKNOWN))
          .put("wouldPassNowText", wording.wouldPass(Explanation.WouldPass.UNKNOWN));
    }
    return shown.mergeIn(explanations.explained(refusal, known.account(), explanation, wording));
  }
}
