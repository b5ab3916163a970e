package io.counterfoil.server.admin;

import io.counterfoil.core.account.AccountName;
import io.counterfoil.core.decision.Answer;
import io.counterfoil.core.decision.Decision;
import io.counterfoil.core.decision.Refusal;
import io.counterfoil.core.explain.Evidence;
import io.counterfoil.core.explain.Explanation;
import io.counterfoil.core.explain.Fix;
import io.counterfoil.core.explain.Wording;
import io.counterfoil.core.log.DecisionRecord;
import io.counterfoil.core.role.Requirement;
import io.counterfoil.core.role.ResourceKey;
import io.counterfoil.core.role.Role;
import io.counterfoil.core.store.Directory;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// How the admin API shows refusals to the people of the account.
final class RefusalView {
  private static final int MOST_ROLES = 20;

  private final Directory directory;

  RefusalView(Directory directory) {
    this.directory = directory;
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
        .put("method", known.method())
        .put("route", known.route())
        .put("host", known.host())
        .put("adapter", known.adapter())
        .put("address", known.address())
        .put("revision", known.revision())
        .put("summary", known.isSummary());
  }

  JsonObject explained(DecisionRecord known, @Nullable Explanation explanation, Wording wording) {
    JsonObject shown =
        summary(known, wording)
            .put("what", wording.happened(known.code()))
            .put("repair", wording.repair(known.code()));
    Refusal refusal = known.refusal();
    if (explanation == null || refusal == null) {
      return shown
          .put("happened", wording.happened(known.code()))
          .put("wouldPassNow", View.lower(Explanation.WouldPass.UNKNOWN));
    }
    return shown
        .put("happened", wording.refusal(refusal))
        .put("told", told(known, refusal, wording))
        .put("needed", View.needed(refusal.needed()))
        .put("rolesThatHold", rolesThatHold(known.account(), refusal.needed()))
        .put("evidence", evidence(explanation.evidence(), wording))
        .put("obstacles", obstacles(explanation.obstacles(), wording))
        .put("fixes", fixes(explanation.fixes(), wording))
        .put("wouldPassNow", View.lower(explanation.wouldPassNow()))
        .put("wouldPassNowText", wording.wouldPass(explanation.wouldPassNow()))
        .put("evaluatedAtRevision", explanation.evaluatedAt());
  }

  private @Nullable String told(DecisionRecord known, Refusal refusal, Wording wording) {
    var decision = new Decision.Refused(directory.revision(), refusal, null, known.account());
    return switch (Answer.toCaller(decision)) {
      case Answer.Pass _ -> null;
      case Answer.Refuse refuse -> wording.detail(refuse);
    };
  }

  /// The roles that would do, what grants least first.
  private JsonArray rolesThatHold(@Nullable AccountName account, Requirement needed) {
    JsonArray shown = new JsonArray();
    if (account == null || needed.keys().isEmpty()) {
      return shown;
    }
    Stream<Role> roles = directory.roles(account).stream().filter(role -> role.meets(needed));
    roles
        .sorted(Comparator.comparingInt((Role role) -> role.resources().size()))
        .limit(MOST_ROLES)
        .map(role -> role(role, needed.keys()))
        .forEach(shown::add);
    return shown;
  }

  private static JsonObject role(Role role, List<ResourceKey> needed) {
    long excess = role.resources().stream().filter(key -> !needed.contains(key)).count();
    return new JsonObject()
        .put("id", role.id().value())
        .put("name", role.name())
        .put("excess", excess);
  }

  private static JsonArray evidence(List<Evidence> evidence, Wording wording) {
    JsonArray shown = new JsonArray();
    evidence.forEach(each ->
        shown.add(new JsonObject().put("kind", kind(each)).put("text", wording.sentence(each))));
    return shown;
  }

  private static JsonArray obstacles(List<Refusal> obstacles, Wording wording) {
    JsonArray shown = new JsonArray();
    obstacles.forEach(each ->
        shown.add(
            new JsonObject().put("code", each.code().code()).put("text", wording.refusal(each))));
    return shown;
  }

  private static JsonArray fixes(List<Fix> fixes, Wording wording) {
    JsonArray shown = new JsonArray();
    fixes.forEach(each ->
        shown.add(new JsonObject().put("kind", kind(each)).put("text", wording.sentence(each))));
    return shown;
  }

  /// The record's own name, as the API spells names: `token_wrong`.
  private static String kind(Record each) {
    return each.getClass()
        .getSimpleName()
        .replaceAll("(?<=[a-z])(?=[A-Z])", "_")
        .toLowerCase(java.util.Locale.ROOT);
  }

  private static String kind(Evidence each) {
    return kind((Record) each);
  }

  private static String kind(Fix each) {
    return kind((Record) each);
  }
}
