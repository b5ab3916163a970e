package io.counterfoil.server.authzen;

import io.counterfoil.core.account.Account;
import io.counterfoil.core.account.AccountName;
import io.counterfoil.core.account.Quoted;
import io.counterfoil.core.decision.Caller;
import io.counterfoil.core.decision.Credentials;
import io.counterfoil.core.decision.Decision;
import io.counterfoil.core.decision.Refusal;
import io.counterfoil.core.decision.Subject;
import io.counterfoil.core.decision.Where;
import io.counterfoil.core.explain.Language;
import io.counterfoil.core.registry.Actor;
import io.counterfoil.core.role.Administration;
import io.counterfoil.core.role.Requirement;
import io.counterfoil.edge.ProblemJson;
import io.counterfoil.server.authzen.model.Entities;
import io.counterfoil.server.authzen.model.Entities.Sought;
import io.counterfoil.server.control.Access;
import io.counterfoil.server.control.Parts;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.Json;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The endpoints of AuthZEN 1.0.
///
/// Whoever may see an account's keys asks about anybody there; a key and a person ask about
/// themselves, too, and are told what a refused caller would be.
public final class AuthzenSite {
  private static final String ACCOUNT = "X-Counterfoil-Account";
  private static final String REQUEST_ID = "X-Request-ID";
  private static final int LONGEST = 1024 * 1024;
  private static final Requirement MAY_SEE =
      Requirement.anyOf(
          List.of(
              Administration.VIEW_API_KEYS,
              Administration.EDIT_API_KEYS,
              Administration.SAVE_USER));

  private final Parts parts;
  private final Access access;

  /// Endpoints over the parts.
  public AuthzenSite(Parts parts) {
    this.parts = parts;
    access = new Access(parts, "authzen", true);
  }

  /// Who asks, of which account.
  ///
  /// @param self whom alone they may ask about; null for anybody
  private record Asker(AccountName account, @Nullable Subject self) {}

  /// `POST /access/v1/evaluation`.
  public void evaluation(RoutingContext context) {
    answer(
        context,
        body -> {
          Entities asked = Entities.read(body, Sought.NOTHING);
          return asking -> decide(asking, asked);
        });
  }

  /// `POST /access/v1/evaluations`.
  public void evaluations(RoutingContext context) {
    answer(
        context,
        body -> {
          List<JsonObject> questions = Evaluations.read(body);
          if (questions.isEmpty()) {
            Entities asked = Entities.read(body, Sought.NOTHING);
            return asking -> decide(asking, asked);
          }
          return asking -> Evaluations.decide(body, questions, asked -> decide(asking, asked));
        });
  }

  /// `POST /access/v1/search/subject`.
  public void searchSubject(RoutingContext context) {
    search(context, Sought.SUBJECT);
  }

  /// `POST /access/v1/search/resource`.
  public void searchResource(RoutingContext context) {
    search(context, Sought.RESOURCE);
  }

  /// `POST /access/v1/search/action`.
  public void searchAction(RoutingContext context) {
    search(context, Sought.ACTION);
  }

  private void search(RoutingContext context, Sought sought) {
    answer(
        context,
        body -> {
          Entities asked = Entities.read(body, sought);
          JsonObject page = Entities.object(body, "page", new JsonObject());
          return asking -> {
            if (asking.self() != null
                && (sought == Sought.SUBJECT || !asking.isSelf(asked.subject()))) {
              throw new OthersException();
            }
            return new Search(asking.decider(), asked, sought).page(page);
          };
        });
  }

  private static JsonObject decide(Asking asking, Entities asked) {
    if (asking.self() != null && !asking.isSelf(asked.subject())) {
      throw new OthersException();
    }
    return asking.decider().decide(asked);
  }

  /// What is asked, once it is known to be a question.
  @FunctionalInterface
  private interface Question {
    JsonObject answer(Asking asking);
  }

  /// Reads a question.
  @FunctionalInterface
  private interface Reading {
    Question read(JsonObject body);
  }

  private record Asking(Decider decider, @Nullable Subject self) {
    boolean isSelf(Entities.Entity subject) {
      Subject meant = decider.subject(subject);
      return meant != null && meant.equals(self);
    }
  }

  /// Somebody asked about others who may ask about themself alone.
  private static final class OthersException extends RuntimeException {
    private static final long serialVersionUID = 1;
  }

  private void answer(RoutingContext context, Reading reading) {
    String id = context.request().getHeader(REQUEST_ID);
    if (id != null && id.matches("[\\x21-\\x7e]{1,200}")) {
      context.response().putHeader(REQUEST_ID, id);
    }
    Asker asker = null;
    try {
      Question question = reading.read(body(context));
      asker = asker(context);
      if (asker != null) {
        Language language =
            Language.preferred(String.valueOf(context.request().getHeader("Accept-Language")));
        Decider decider =
            new Decider(
                parts,
                asker.account(),
                parts.authzen().of(asker.account()),
                asker.self() == null,
                language);
        send(context, question.answer(new Asking(decider, asker.self())));
      }
    } catch (OthersException e) {
      AccountName account = asker == null ? null : asker.account();
      refuse(context, account == null ? Where.UNSAID : Where.account(account.value()));
    } catch (IllegalArgumentException e) {
      ProblemJson.problem(context.response(), 400, String.valueOf(e.getMessage()));
    }
  }

  private static void send(RoutingContext context, JsonObject body) {
    context
        .response()
        .putHeader("Content-Type", "application/json")
        .putHeader("Cache-Control", "no-store")
        .end(body.toBuffer());
  }

  private static JsonObject body(RoutingContext context) {
    String type = String.valueOf(context.request().getHeader("Content-Type"));
    if (!type.split(";", 2)[0].strip().equalsIgnoreCase("application/json")) {
      throw new IllegalArgumentException(
          "Content-Type: `" + Quoted.text(type) + "` (expected: application/json)");
    }
    var buffer = context.body().buffer();
    if (buffer == null || buffer.length() == 0 || buffer.length() > LONGEST) {
      throw new IllegalArgumentException("body: empty or too long (expected: JSON, up to 1 MiB)");
    }
    try {
      if (Json.decodeValue(buffer) instanceof JsonObject object) {
        return object;
      }
    } catch (DecodeException e) {
      throw new IllegalArgumentException("body: not JSON (expected: JSON)", e);
    }
    throw new IllegalArgumentException("body: not an object (expected: a JSON object)");
  }

  /// Who asks; null where it is nobody who may, who was answered then.
  private @Nullable Asker asker(RoutingContext context) {
    String named = context.request().getHeader(ACCOUNT);
    if (named != null && !AccountName.isValid(named)) {
      throw new IllegalArgumentException(
          ACCOUNT + ": `" + Quoted.text(named) + "` (expected: an account's name)");
    }
    AccountName account = named == null ? null : new AccountName(named);
    return switch (access.actor(context)) {
      case Actor.Operator _ -> new Asker(existing(account), null);
      case Actor.Presenting(var credentials) -> presenting(context, credentials, account);
      case Actor.Job _, Actor.Person _, Actor.Key _, Actor.LinkHolder _ ->
          throw new IllegalStateException("a request came from inside (expected: from a caller)");
    };
  }

  private AccountName existing(@Nullable AccountName account) {
    if (account == null || parts.directory().account(account) == null) {
      throw new IllegalArgumentException(
          ACCOUNT + ": missing or unknown (expected: the account that is asked about)");
    }
    return account;
  }

  private @Nullable Asker presenting(
      RoutingContext context, Credentials credentials, @Nullable AccountName named) {
    AccountName account = named == null ? ofPerson(context) : named;
    Where where = account == null ? Where.UNSAID : Where.account(account.value());
    Decision decision =
        parts
            .authority()
            .rule(
                credentials,
                where.from(Access.origin(context).address()),
                MAY_SEE,
                parts.clock().instant())
            .decision();
    switch (decision) {
      case Decision.Allowed(_, _, var place, _) -> {
        if (!access.lacksFactor(context, place)) {
          return new Asker(place, null);
        }
      }
      case Decision.Refused(_, var refusal, var caller, var place) -> {
        if (caller != null && place != null && isOfRoles(refusal)) {
          return new Asker(place, subject(caller));
        }
      }
    }
    refuse(context, where);
    return null;
  }

  private static boolean isOfRoles(Refusal refusal) {
    return refusal instanceof Refusal.RoleMissing
        || refusal instanceof Refusal.ResourceMissing
        || refusal instanceof Refusal.ScopeTooNarrow;
  }

  private static Subject subject(Caller caller) {
    return switch (caller) {
      case Caller.Key(var key) -> new Subject.OfKey(key.appKey());
      case Caller.Person(var user) -> new Subject.OfUser(user.id());
    };
  }

  /// The account of a person who belongs to one alone; null where that cannot be told.
  private @Nullable AccountName ofPerson(RoutingContext context) {
    var user = access.person(context);
    List<Account> all = user == null ? List.of() : parts.directory().accountsOf(user.id());
    return all.size() == 1 ? all.getFirst().name() : null;
  }

  /// Answers why whoever asks may not, as every other surface does.
  private void refuse(RoutingContext context, Where where) {
    switch (access.find(context, where, MAY_SEE)) {
      case Access.Finding.MayNot(var denial) ->
          new ProblemJson(parts.publicUrl() + "/problems/")
              .refuse(
                  context.response(),
                  denial.refuse(),
                  denial.id(),
                  Language.preferred(
                      String.valueOf(context.request().getHeader("Accept-Language"))));
      case Access.Finding.May _ ->
          ProblemJson.problem(
              context.response(),
              403,
              "the account asks for a second factor; sign in again and show it");
    }
  }

  /// `GET /.well-known/authzen-configuration`.
  public void configuration(RoutingContext context) {
    String url = parts.publicUrl();
    String api = url + "/access/v1/";
    send(
        context,
        new JsonObject()
            .put("policy_decision_point", url)
            .put("access_evaluation_endpoint", api + "evaluation")
            .put("access_evaluations_endpoint", api + "evaluations")
            .put("search_subject_endpoint", api + "search/subject")
            .put("search_resource_endpoint", api + "search/resource")
            .put("search_action_endpoint", api + "search/action"));
  }
}
