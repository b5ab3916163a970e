package io.counterfoil.server.authzen;

import io.counterfoil.core.account.AccountName;
import io.counterfoil.core.account.Email;
import io.counterfoil.core.account.User;
import io.counterfoil.core.decision.Answer;
import io.counterfoil.core.decision.Attempt;
import io.counterfoil.core.decision.Credentials;
import io.counterfoil.core.decision.Decision;
import io.counterfoil.core.decision.Refusal;
import io.counterfoil.core.decision.Subject;
import io.counterfoil.core.decision.Wanted;
import io.counterfoil.core.decision.Where;
import io.counterfoil.core.explain.Explanation;
import io.counterfoil.core.explain.Fix;
import io.counterfoil.core.explain.Language;
import io.counterfoil.core.explain.Question;
import io.counterfoil.core.explain.Wording;
import io.counterfoil.core.key.AppKey;
import io.counterfoil.core.role.RequestPath;
import io.counterfoil.core.role.Requirement;
import io.counterfoil.core.role.ResourceKey;
import io.counterfoil.server.authzen.model.Entities;
import io.counterfoil.server.authzen.model.Entities.Entity;
import io.counterfoil.server.authzen.model.Model;
import io.counterfoil.server.authzen.model.Model.Known;
import io.counterfoil.server.control.Parts;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Decides questions of AuthZEN. It owns no rule: each question becomes what the verifier is asked
/// for a holder whose credential is taken for granted.
///
/// @param account whose subjects and resources are meant
/// @param model what else they are called there
/// @param toPeople whether whoever asks may know what the account's people may
/// @param language in which reasons are told
record Decider(Parts parts, AccountName account, Model model, boolean toPeople, Language language) {
  /// What is done with a resource of License Manager.
  static final String USE = "use";

  /// Whom the subject stands for; null where that is nobody.
  @Nullable Subject subject(Entity entity) {
    Known known = model.subject(entity);
    if (known != null) {
      AppKey key = known.key();
      Email user = known.user();
      return key != null ? ofKey(key.value()) : user == null ? null : ofUser(user.value());
    }
    return switch (entity.type()) {
      case Model.API_KEY -> ofKey(entity.id());
      case Model.USER -> ofUser(entity.id());
      default -> null;
    };
  }

  private @Nullable Subject ofKey(String name) {
    return AppKey.isValid(name) && parts.directory().key(new AppKey(name)) != null
        ? new Subject.OfKey(new AppKey(name))
        : null;
  }

  private @Nullable Subject ofUser(String email) {
    User user = Email.isValid(email) ? parts.directory().user(new Email(email)) : null;
    return user == null ? null : new Subject.OfUser(user.id());
  }

  /// What would have to be allowed, any one of these; nothing where nobody knows of it.
  private List<Wanted> wanted(Entities asked) {
    Entity resource = asked.resource();
    String action = asked.action().name();
    return switch (resource.type()) {
      case Model.ROUTE -> List.of(new Wanted.Call(action, RequestPath.read(resource.id())));
      case Model.RESOURCE ->
          action.equals(USE) && isResource(resource.id())
              ? List.of(
                  new Wanted.Resources(Requirement.allOf(List.of(new ResourceKey(resource.id())))))
              : List.of();
      default ->
          model.rules(asked.subject(), asked.action(), resource).stream()
              .<Wanted>map(rule -> new Wanted.Resources(rule.requirement()))
              .toList();
    };
  }

  private boolean isResource(String id) {
    try {
      return parts.directory().catalogue().resource(new ResourceKey(id)) != null;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  /// Whether it is allowed.
  boolean isAllowed(Entities asked) {
    Subject subject = subject(asked.subject());
    return subject != null && refused(subject, wanted(asked), where(asked)) == null;
  }

  /// The decision, and where it is a no, why.
  JsonObject decide(Entities asked) {
    Subject subject = subject(asked.subject());
    List<Wanted> wanted = wanted(asked);
    if (subject == null) {
      return denied("subject_unknown", "the subject is not known in account `" + account + "`");
    }
    if (wanted.isEmpty()) {
      return denied(
          "action_unknown", "nothing is known of that action on a resource of that type and state");
    }
    Question refused = refused(subject, wanted, where(asked));
    return refused == null ? new JsonObject().put("decision", true) : explained(refused);
  }

  /// An address that nobody tells is not taken to be an allowed one.
  private Where where(Entities asked) {
    String address = asked.context().getValue("ip") instanceof String ip ? ip : null;
    return Where.account(account.value()).from(address);
  }

  /// What refused it; null where something allowed it. Nothing at all allows nothing.
  private @Nullable Question refused(Subject subject, List<Wanted> wanted, Where where) {
    Instant now = parts.clock().instant();
    Question last =
        new Question(
            new Refusal.OperationUnknown("", ""),
            subject,
            null,
            where,
            new Wanted.Resources(new Requirement.Nothing()),
            List.of(),
            now);
    for (Wanted each : wanted) {
      Attempt attempt = new Attempt(new Credentials.Supposed(subject), where, each, now);
      if (!(parts.authority().rule(attempt).decision()
          instanceof Decision.Refused(_, var refusal, _, _))) {
        return null;
      }
      last = new Question(refusal, subject, null, where, each, List.of(), now);
    }
    return last;
  }

  private JsonObject denied(String code, String text) {
    return new JsonObject()
        .put("decision", false)
        .put(
            "context",
            new JsonObject()
                .put("reason_user", new JsonObject().put("403", text))
                .put("counterfoil", new JsonObject().put("code", code)));
  }

  private JsonObject explained(Question question) {
    Refusal refusal = question.refusal();
    if (refusal == null) {
      throw new IllegalStateException("a refusal that refuses nothing");
    }
    Wording wording = Wording.in(language);
    String status = Integer.toString(refusal.code().status());
    JsonObject context =
        new JsonObject()
            .put(
                "reason_user",
                new JsonObject().put(status, wording.detail(Answer.toCaller(refusal))));
    JsonObject ours =
        new JsonObject()
            .put("code", refusal.code().code())
            .put("title", wording.title(refusal.code()))
            .put("type", parts.publicUrl() + "/problems/" + refusal.code().code())
            .put("revision", parts.directory().revision().token());
    if (toPeople) {
      Explanation explanation = parts.explainer().explain(parts.directory(), question);
      List<String> told = new ArrayList<>(List.of(wording.refusal(refusal)));
      explanation.fixes().stream()
          .filter(fix -> !(fix instanceof Fix.Advice))
          .limit(1)
          .forEach(fix -> told.add(wording.sentence(fix)));
      context.put("reason_admin", new JsonObject().put(status, String.join("; ", told)));
    }
    return new JsonObject().put("decision", false).put("context", context.put("counterfoil", ours));
  }

  /// A failure of one question among several.
  static JsonObject failed(String message) {
    return new JsonObject()
        .put("decision", false)
        .put(
            "context",
            new JsonObject()
                .put("error", new JsonObject(Map.of("status", 400, "message", message))));
  }
}
