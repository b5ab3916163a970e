package io.counterfoil.server.wire.vtex;

import io.counterfoil.core.account.AccountName;
import io.counterfoil.core.decision.Attempt;
import io.counterfoil.core.decision.Caller;
import io.counterfoil.core.decision.Decision;
import io.counterfoil.core.decision.Presented;
import io.counterfoil.core.decision.Refusal;
import io.counterfoil.core.decision.RefusalCode;
import io.counterfoil.core.decision.Wanted;
import io.counterfoil.core.decision.Where;
import io.counterfoil.core.log.RefusalId;
import io.counterfoil.core.log.RefusedRequest;
import io.counterfoil.core.registry.Origin;
import io.counterfoil.server.control.Access;
import io.counterfoil.server.control.FirstUseGate;
import io.counterfoil.server.control.Parts;
import io.counterfoil.server.token.UserTokens;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Tokens: a pair is exchanged for one, and one is validated. What is presented stands in the body,
/// so these routes ask for no header.
final class TokenRoutes {
  private final Parts parts;
  private final Places places;

  TokenRoutes(Parts parts) {
    this.parts = parts;
    places = new Places(parts);
  }

  void mount(VtexWire wire) {
    wire.before(HttpMethod.POST, "/api/vtexid/apptoken/login", this::awaitFirstUse);
    wire.open(HttpMethod.POST, "/api/vtexid/apptoken/login", this::login);
    wire.open(HttpMethod.POST, "/api/vtexid/credential/validate", this::validate);
    wire.open(HttpMethod.GET, "/api/vtexid/pub/authenticated/user", this::authenticated);
  }

  private void awaitFirstUse(RoutingContext context) {
    JsonObject body = Asked.object(context);
    new FirstUseGate(parts)
        .pass(context, Presented.pair(Asked.text(body, "appkey"), Asked.text(body, "apptoken")));
  }

  /// Whoever presented something authentic, and where.
  private record Known(Caller caller, AccountName account) {}

  private void login(RoutingContext context) {
    JsonObject body = Asked.object(context);
    Presented presented = Presented.pair(Asked.text(body, "appkey"), Asked.text(body, "apptoken"));
    Where where = places.read(context.request());
    Known known = known(context, presented, where);
    if (known != null && known.caller() instanceof Caller.Key(var key)) {
      UserTokens.Token token = parts.userTokens().issue(key, parts.clock().instant());
      VtexWire.send(
          context,
          200,
          new JsonObject()
              .put("authStatus", "Success")
              .put("token", token.text().reveal())
              .put("expires", token.expires().getEpochSecond()));
    }
  }

  private void validate(RoutingContext context) {
    Known known = known(context, Asked.text(Asked.object(context), "token"));
    if (known != null) {
      VtexWire.send(
          context,
          200,
          new JsonObject()
              .put("authStatus", "Success")
              .put("id", id(known.caller()))
              .put("user", name(known.caller()))
              .put("account", known.account().value())
              .put("audience", "admin")
              .put("tokenType", type(known.caller())));
    }
  }

  /// The older way to validate; a token that is no good gets a 401, never `null`.
  private void authenticated(RoutingContext context) {
    String token = context.request().getParam("authToken");
    Known known = known(context, token == null ? "" : token);
    if (known != null) {
      VtexWire.send(
          context,
          200,
          new JsonObject()
              .put("userId", id(known.caller()))
              .put("user", name(known.caller()))
              .put("userType", "admin"));
    }
  }

  private @Nullable Known known(RoutingContext context, String userToken) {
    var presented = new Presented(List.of(), List.of(), List.of(userToken), null);
    return known(context, presented, places.readWithToken(context.request(), userToken));
  }

  /// Who it is; null where it is nobody, who has been answered then. A holder without a role is
  /// known all the same: the token brings no more than its holder has.
  private @Nullable Known known(RoutingContext context, Presented presented, Where where) {
    Instant now = parts.clock().instant();
    var attempt =
        new Attempt(
            parts.reader().read(presented),
            where.from(Access.origin(context).address()),
            new Wanted.Resources(Needs.NOTHING),
            now);
    switch (parts.authority().rule(attempt).decision()) {
      case Decision.Allowed(_, var caller, var account, _) -> {
        return new Known(caller, account);
      }
      case Decision.Refused refused -> {
        Caller caller = refused.caller();
        AccountName account = refused.account();
        if (refused.refusal() instanceof Refusal.RoleMissing && caller != null && account != null) {
          return new Known(caller, account);
        }
        refuse(context, refused, attempt, presented);
        return null;
      }
    }
  }

  private void refuse(
      RoutingContext context, Decision.Refused refused, Attempt attempt, Presented presented) {
    Origin origin = Access.origin(context);
    RefusalId id =
        parts
            .refusals()
            .refused(
                new RefusedRequest(
                    refused,
                    attempt,
                    presented,
                    VtexWire.ADAPTER,
                    origin.address(),
                    origin.requestId()));
    RefusalCode code = refused.refusal().code();
    boolean isOutage = code.status() == 503;
    VtexWire.putRefusal(context, code, id);
    VtexWire.send(
        context,
        code.status(),
        new JsonObject().put("authStatus", isOutage ? "UnexpectedError" : "WrongCredentials"));
  }

  private static String id(Caller caller) {
    return switch (caller) {
      case Caller.Key(var key) -> key.id().toString();
      case Caller.Person(var user) -> user.id().toString();
    };
  }

  private static String name(Caller caller) {
    return switch (caller) {
      case Caller.Key(var key) -> key.appKey().value();
      case Caller.Person(var user) -> user.email().value();
    };
  }

  private static String type(Caller caller) {
    return switch (caller) {
      case Caller.Key _ -> "appkey";
      case Caller.Person _ -> "user";
    };
  }
}
