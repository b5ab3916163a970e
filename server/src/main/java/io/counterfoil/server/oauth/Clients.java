package io.counterfoil.server.oauth;

import io.counterfoil.core.account.AccountName;
import io.counterfoil.core.decision.Answer;
import io.counterfoil.core.decision.Attempt;
import io.counterfoil.core.decision.Caller;
import io.counterfoil.core.decision.Credentials;
import io.counterfoil.core.decision.Decision;
import io.counterfoil.core.decision.Presented;
import io.counterfoil.core.decision.Refusal;
import io.counterfoil.core.decision.Stage;
import io.counterfoil.core.decision.Wanted;
import io.counterfoil.core.decision.Where;
import io.counterfoil.core.explain.Language;
import io.counterfoil.core.explain.Wording;
import io.counterfoil.core.key.ApiKey;
import io.counterfoil.core.log.RefusalId;
import io.counterfoil.core.log.RefusedRequest;
import io.counterfoil.core.registry.Actor;
import io.counterfoil.core.role.Requirement;
import io.counterfoil.core.role.RoleSet;
import io.counterfoil.server.control.Access;
import io.counterfoil.server.control.Parts;
import io.vertx.ext.web.RoutingContext;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Finds out who asks an endpoint of OAuth. Every refusal is recorded and explained like any other;
/// what a stranger is told depends on nothing but their own bytes.
final class Clients {
  private static final String ADAPTER = "oauth";
  private static final Requirement NOTHING = new Requirement.Nothing();

  private final Parts parts;
  private final Access access;

  Clients(Parts parts) {
    this.parts = parts;
    access = new Access(parts, ADAPTER, false);
  }

  /// A key that was found in use, and what it may do in its own account.
  record Known(Caller caller, AccountName account, RoleSet roles) {
    @Nullable ApiKey key() {
      return caller instanceof Caller.Key(var key) ? key : null;
    }
  }

  /// Who asks.
  ///
  /// @param known null for the operator
  record Asker(Actor actor, @Nullable Known known) {}

  /// The client that shows its pair.
  Asker client(RoutingContext context, ClientCredentials shown) {
    Presented presented = shown.presented();
    Credentials credentials = parts.reader().read(presented);
    Known known = known(context, credentials, presented, shown.inHeader());
    return new Asker(new Actor.Presenting(credentials), known);
  }

  /// The client that shows its pair, or else whoever the usual headers say.
  Asker anybody(RoutingContext context, Form form) {
    ClientCredentials shown = ClientCredentials.read(context, form);
    if (shown != null) {
      return client(context, shown);
    }
    Actor actor = access.actor(context);
    return actor instanceof Actor.Presenting(var credentials)
        ? new Asker(actor, known(context, credentials, Presented.NOTHING, false))
        : new Asker(actor, null);
  }

  private Known known(
      RoutingContext context, Credentials credentials, Presented presented, boolean inHeader) {
    Attempt attempt = attempt(credentials, Where.UNSAID.from(address(context)), NOTHING);
    switch (parts.authority().rule(attempt).decision()) {
      case Decision.Allowed(_, var caller, var account, var roles) -> {
        return new Known(caller, account, roles);
      }
      case Decision.Refused refused -> {
        Known roleless = roleless(refused);
        if (roleless != null) {
          return roleless;
        }
        throw refused(refused, record(context, refused, attempt, presented), inHeader);
      }
    }
  }

  /// A holder without a role is known all the same.
  static @Nullable Known roleless(Decision.Refused refused) {
    Caller caller = refused.caller();
    AccountName account = refused.account();
    return refused.refusal() instanceof Refusal.RoleMissing && caller != null && account != null
        ? new Known(caller, account, RoleSet.NONE)
        : null;
  }

  Attempt attempt(Credentials credentials, Where where, Requirement needed) {
    return new Attempt(credentials, where, new Wanted.Resources(needed), parts.clock().instant());
  }

  /// Records the refusal and names it.
  RefusalId record(
      RoutingContext context, Decision.Refused refused, Attempt attempt, Presented presented) {
    var origin = Access.origin(context);
    return parts
        .refusals()
        .refused(
            new RefusedRequest(
                refused, attempt, presented, ADAPTER, origin.address(), origin.requestId()));
  }

  /// Whether whoever asks may do in the account what needs the resources; the operator may.
  boolean may(RoutingContext context, Asker asker, AccountName account, Requirement needed) {
    return !(asker.actor() instanceof Actor.Presenting(var credentials))
        || parts
                .authority()
                .rule(
                    attempt(
                        credentials, Where.account(account.value()).from(address(context)), needed))
                .decision()
            instanceof Decision.Allowed;
  }

  static @Nullable String address(RoutingContext context) {
    return Access.origin(context).address();
  }

  /// A challenge only for who came with one: clients that sent the body alone take it for another
  /// protocol.
  private OAuthException refused(Decision.Refused refused, RefusalId id, boolean inHeader) {
    Refusal refusal = refused.refusal();
    Map<String, String> headers = new HashMap<>(Map.of("X-Counterfoil-Refusal-Id", id.value()));
    if (inHeader) {
      headers.put("WWW-Authenticate", "Basic realm=\"counterfoil\"");
    }
    boolean isOutage = refusal.code().stage() == Stage.SYSTEM;
    if (isOutage) {
      headers.put("Retry-After", "1");
    }
    String error = isOutage ? "temporarily_unavailable" : "invalid_client";
    return new OAuthException(
        new OAuthException.Answer(
            isOutage ? 503 : 401,
            error,
            Wording.in(Language.ENGLISH).detail(Answer.toCaller(refusal)),
            Map.of(
                "error_uri",
                parts.publicUrl() + "/problems/" + refusal.code().code(),
                "code",
                refusal.code().code(),
                "refusal_id",
                id.value()),
            headers));
  }
}
