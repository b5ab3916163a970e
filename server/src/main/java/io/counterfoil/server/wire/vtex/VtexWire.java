package io.counterfoil.server.wire.vtex;

import io.counterfoil.core.account.AccountName;
import io.counterfoil.core.change.Command;
import io.counterfoil.core.decision.RefusalCode;
import io.counterfoil.core.decision.Where;
import io.counterfoil.core.explain.Language;
import io.counterfoil.core.log.RefusalId;
import io.counterfoil.core.registry.Outcome;
import io.counterfoil.core.role.Requirement;
import io.counterfoil.core.store.StoreException;
import io.counterfoil.edge.ProblemJson;
import io.counterfoil.server.control.Access;
import io.counterfoil.server.control.Parts;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.Json;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.function.Consumer;
import java.util.function.Function;

/// How this wire's routes are added, guarded and answered: what all families of them share.
final class VtexWire {
  /// How records name this surface.
  static final String ADAPTER = "vtex";

  private static final String REFUSAL_ID = "X-Counterfoil-Refusal-Id";

  private final Router router;
  private final Access access;
  private final Places places;
  private final ProblemJson problems;

  VtexWire(Parts parts, Router router) {
    this.router = router;
    access = new Access(parts, ADAPTER, false);
    places = new Places(parts);
    problems = new ProblemJson(parts.publicUrl() + "/problems/");
  }

  /// Refuses a query that cannot be decoded before the router meets it, which would log it whole,
  /// with whatever secret it holds.
  static void checkQuery(RoutingContext context) {
    try {
      context.request().params();
    } catch (IllegalArgumentException e) {
      send(
          context,
          400,
          WireException.message(400, "query: not decodable (expected: %, then two hex digits)")
              .body());
      return;
    }
    context.next();
  }

  /// What answers a request whose caller may go on.
  @FunctionalInterface
  interface Action {
    /// Answers.
    ///
    /// @throws WireException where the request cannot be carried out
    void answer(Asked asked);
  }

  /// Adds a route for those whose roles meet the requirement.
  void route(HttpMethod method, String path, Requirement needed, Action action) {
    guarded(method, path, _ -> needed, action);
  }

  /// Adds a route whose requirement depends on the request.
  void guarded(
      HttpMethod method, String path, Function<RoutingContext, Requirement> needed, Action action) {
    open(
        method,
        path,
        context -> {
          Where where = places.read(context.request(), context.pathParam("account"));
          switch (access.find(context, where, needed.apply(context))) {
            case Access.Finding.MayNot(var denial) -> refuse(context, denial);
            case Access.Finding.May(var caller) -> {
              AccountName account = places.account(where, caller);
              if (account == null) {
                throw WireException.message(
                    400,
                    "account: not named (expected: the header X-Counterfoil-Account, or `an`)");
              }
              action.answer(new Asked(context, account, caller));
            }
          }
        });
  }

  /// Adds a route that everybody may ask; also with a slash at its end.
  void open(HttpMethod method, String path, Handler<RoutingContext> handler) {
    router.route(method, path).blockingHandler(context -> run(context, handler), false);
    router.route(method, path + "/").blockingHandler(context -> run(context, handler), false);
  }

  /// Adds what comes before a route, on the event loop: it goes on to it, or answers.
  void before(HttpMethod method, String path, Handler<RoutingContext> handler) {
    router.route(method, path).handler(context -> run(context, handler));
    router.route(method, path + "/").handler(context -> run(context, handler));
  }

  private static void run(RoutingContext context, Handler<RoutingContext> handler) {
    try {
      handler.handle(context);
    } catch (WireException e) {
      send(context, e.status(), e.body());
    } catch (StoreException e) {
      send(
          context,
          503,
          WireException.message(503, "the record cannot be written now; try again").body());
    }
  }

  /// Has the command carried out and then goes on, unless its caller was refused.
  ///
  /// @throws WireException where it could not be done
  void execute(Asked asked, Command command, Consumer<Outcome.Result> then) {
    switch (access.execute(asked.context(), command)) {
      case Outcome.Committed(var revision, var result) -> {
        asked.context().response().putHeader("Counterfoil-Revision", revision.token());
        then.accept(result);
      }
      case Outcome.Denied denied -> refuse(asked.context(), access.denial(asked.context(), denied));
      case Outcome.Rejected(var problem) ->
          throw WireException.message(problem.code().status(), problem.detail());
    }
  }

  /// Says no: in License Manager's words, or in full where the caller asks for that.
  private void refuse(RoutingContext context, Access.Denial denial) {
    HttpServerResponse response = context.response();
    var code = denial.refuse().code();
    String accepted = context.request().getHeader(HttpHeaders.ACCEPT);
    if (accepted != null && accepted.contains(ProblemJson.MEDIA_TYPE)) {
      String language = context.request().getHeader(HttpHeaders.ACCEPT_LANGUAGE);
      problems.refuse(
          response,
          denial.refuse(),
          denial.id(),
          language == null ? Language.ENGLISH : Language.preferred(language));
      return;
    }
    putRefusal(context, code, denial.id());
    String message = code.status() == 503 ? "Service Unavailable" : "Unauthorized";
    send(context, code.status(), WireException.message(code.status(), message).body());
  }

  /// Adds the headers that every refusal has.
  static void putRefusal(RoutingContext context, RefusalCode code, RefusalId id) {
    HttpServerResponse response = context.response();
    response.putHeader(REFUSAL_ID, id.value());
    ProblemJson.putChallenge(response, code, id);
    ProblemJson.putRetryAfter(response, code);
  }

  /// Answers with JSON.
  static void send(RoutingContext context, int status, Object body) {
    context
        .response()
        .setStatusCode(status)
        .putHeader(HttpHeaders.CONTENT_TYPE, "application/json; charset=utf-8")
        .putHeader(HttpHeaders.CACHE_CONTROL, "no-store")
        .end(Json.encodeToBuffer(body));
  }

  /// Answers with nothing but the status.
  static void send(RoutingContext context, int status) {
    context.response().setStatusCode(status).putHeader(HttpHeaders.CACHE_CONTROL, "no-store").end();
  }
}
