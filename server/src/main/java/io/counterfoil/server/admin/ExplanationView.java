package io.counterfoil.server.admin;

import io.counterfoil.core.account.AccountName;
import io.counterfoil.core.decision.Answer;
import io.counterfoil.core.decision.Decision;
import io.counterfoil.core.decision.Refusal;
import io.counterfoil.core.decision.Stage;
import io.counterfoil.core.explain.Check;
import io.counterfoil.core.explain.Evidence;
import io.counterfoil.core.explain.Explanation;
import io.counterfoil.core.explain.Wording;
import io.counterfoil.core.key.ApiKey;
import io.counterfoil.core.key.Holder;
import io.counterfoil.core.key.KeyId;
import io.counterfoil.core.role.Requirement;
import io.counterfoil.core.role.ResourceKey;
import io.counterfoil.core.role.Role;
import io.counterfoil.core.store.Directory;
import io.counterfoil.core.usage.Network;
import io.counterfoil.core.usage.Uses;
import io.counterfoil.server.control.UsageDesk;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// How the admin API explains a request to the people of the account. Every sentence comes from
/// [Wording].
final class ExplanationView {
  private static final int MOST_ROLES = 20;

  private final Directory directory;
  private final FixView fixes;
  private final UsageDesk usage;

  ExplanationView(Directory directory, View view, UsageDesk usage) {
    this.directory = directory;
    this.usage = usage;
    fixes = new FixView(directory, view);
  }

  /// The refusal's name and stage, or that nothing refuses it.
  static JsonObject code(@Nullable Refusal refusal, Wording wording) {
    return refusal == null
        ? new JsonObject()
            .put("code", null)
            .put("stage", null)
            .put("status", 200)
            .put("title", wording.wouldPass(Explanation.WouldPass.YES))
        : new JsonObject()
            .put("code", refusal.code().code())
            .put("stage", View.lower(refusal.code().stage()))
            .put("status", refusal.code().status())
            .put("title", wording.title(refusal.code()));
  }

  /// Everything.
  ///
  /// @param refusal what refused it; null where nothing did
  /// @param account the account that it is explained for
  JsonObject explained(
      @Nullable Refusal refusal,
      @Nullable AccountName account,
      Explanation explanation,
      Wording wording) {
    JsonObject shown = new JsonObject();
    if (refusal != null) {
      shown
          .put("what", wording.happened(refusal.code()))
          .put("repair", wording.repair(refusal.code()))
          .put("happened", wording.refusal(refusal))
          .put("told", told(refusal, account, wording))
          .put("needed", View.needed(refusal.needed()))
          .put("rolesThatHold", rolesThatHold(account, refusal.needed()));
    }
    JsonArray repairs = new JsonArray();
    explanation.fixes().forEach(fix -> repairs.add(fixes.fix(fix, wording)));
    return shown
        .put("checks", checks(explanation.checks(), wording))
        .put("evidence", evidence(explanation.evidence(), wording))
        .put("obstacles", obstacles(explanation.obstacles(), wording))
        .put("fixes", repairs)
        .put("wouldPassNow", View.lower(explanation.wouldPassNow()))
        .put("wouldPassNowText", wording.wouldPass(explanation.wouldPassNow()))
        .put("evaluatedAtRevision", explanation.evaluatedAt());
  }

  /// What the caller was told, and no more.
  @Nullable String told(Refusal refusal, @Nullable AccountName account, Wording wording) {
    var decision = new Decision.Refused(directory.revision(), refusal, null, account);
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

  private static JsonArray checks(List<Check> checks, Wording wording) {
    JsonArray shown = new JsonArray();
    for (Check check : checks) {
      Refusal refusal = check.refusal();
      shown.add(
          new JsonObject()
              .put("stage", View.lower(check.stage()))
              .put("name", wording.stage(check.stage()))
              .put("verdict", View.lower(check.verdict()))
              .put("code", refusal == null ? null : refusal.code().code())
              .put("expected", wording.expected(check))
              .put("seen", wording.seen(check)));
    }
    return shown;
  }

  /// The checks as far as a caller may know them: up to the one that refused.
  static JsonArray checksToldTo(Refusal refusal, @Nullable String told, Wording wording) {
    JsonArray shown = new JsonArray();
    Stage refused = refusal.code().stage();
    for (Stage stage : Stage.values()) {
      if (stage == Stage.SYSTEM && refused != stage) {
        continue;
      }
      int place = stage.compareTo(refused);
      shown.add(
          new JsonObject()
              .put("stage", View.lower(stage))
              .put("name", wording.stage(stage))
              .put("verdict", place < 0 ? "passed" : place == 0 ? "refused" : "unknown")
              .put("code", place == 0 ? refusal.code().code() : null)
              .put(
                  "expected", wording.expected(new Check(stage, Check.Verdict.UNKNOWN, null, null)))
              .put("seen", place == 0 ? told : null));
    }
    return shown;
  }

  private JsonArray evidence(List<Evidence> evidence, Wording wording) {
    JsonArray shown = new JsonArray();
    evidence.forEach(each -> shown.add(evidence(each, wording)));
    return shown;
  }

  private JsonObject evidence(Evidence evidence, Wording wording) {
    JsonObject shown =
        new JsonObject().put("kind", View.kind(evidence)).put("text", wording.sentence(evidence));
    return switch (evidence) {
      case Evidence.Seen(var hint) -> shown.put("hint", hint.code());
      case Evidence.KeyUnknown _ -> shown;
      case Evidence.KeyDiffersByCase(var actual) -> shown.put("appKey", actual.value());
      case Evidence.KeyDeleted(_, var key, var at, var until) ->
          shown
              .put("appKey", key.value())
              .put("deletedAt", at.toString())
              .put("restorableUntil", until == null ? null : until.toString());
      case Evidence.TokenWrong(var key) -> shown.put("appKey", key.value());
      case Evidence.TokenMatchesIf(var key, var alteration, var position, var count) ->
          shown
              .put("appKey", key.value())
              .put("alteration", View.lower(alteration))
              .put("position", position)
              .put("count", count);
      case Evidence.TokenRetired retired -> retired(retired, shown, wording);
      case Evidence.TokenOfOtherKey(var other, var label) ->
          shown.put("appKey", other.value()).put("label", label);
      case Evidence.PairSwapped(var key) -> shown.put("appKey", key.value());
    };
  }

  private JsonObject retired(Evidence.TokenRetired retired, JsonObject shown, Wording wording) {
    ApiKey key = directory.key(retired.key());
    Instant used = key == null ? null : directory.lastUsed(key.id());
    if (key != null && used != null) {
      shown.put(
          "text",
          wording.sentence(retired) + "; " + wording.successorUsed(used, network(key.id())));
    }
    return shown
        .put("appKey", retired.key().value())
        .put("retiredAt", retired.retiredAt().toString())
        .put("retiredBy", retired.retiredBy())
        .put("successorSince", retired.successorSince().toString())
        .put("successorLastUsedAt", used == null ? null : used.toString());
  }

  /// The network that the key was last used from; null where it is not known.
  private @Nullable String network(KeyId key) {
    return usage.records().known(new Holder.OfKey(key)).stream()
        .filter(uses -> uses.call().isAllowed())
        .max(Comparator.comparing(Uses::last))
        .map(uses -> Network.of(uses.call().address()))
        .filter(network -> !network.isEmpty())
        .orElse(null);
  }

  private static JsonArray obstacles(List<Refusal> obstacles, Wording wording) {
    JsonArray shown = new JsonArray();
    obstacles.forEach(each ->
        shown.add(
            new JsonObject()
                .put("code", each.code().code())
                .put("stage", View.lower(each.code().stage()))
                .put("text", wording.refusal(each))));
    return shown;
  }
}
