package io.counterfoil.edge;

import io.counterfoil.core.decision.Answer;
import io.counterfoil.core.decision.Attempt;
import io.counterfoil.core.decision.Caller;
import io.counterfoil.core.decision.CredentialReader;
import io.counterfoil.core.decision.Decision;
import io.counterfoil.core.decision.Presented;
import io.counterfoil.core.decision.RefusalCode;
import io.counterfoil.core.decision.Verifier;
import io.counterfoil.core.key.Digester;
import io.counterfoil.core.log.RefusalId;
import io.counterfoil.core.log.RefusedRequest;
import io.counterfoil.core.role.Role;
import io.counterfoil.core.role.RoleSet;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.util.stream.Collectors;

/// Decides on a proxy's question and answers it. Belongs to one event loop, as its verifier does.
final class Authorizer {
  private final EdgeParts parts;
  private final CredentialReader credentials;
  private final Verifier verifier;
  private final Denials denials;
  private final DecisionCounters counters;

  Authorizer(EdgeParts parts, Denials denials, DecisionCounters counters) {
    this.parts = parts;
    this.denials = denials;
    this.counters = counters;
    credentials = new CredentialReader(parts.userTokens());
    verifier = new Verifier(new Digester(parts.pepper()));
  }

  /// Answers, from the headers alone.
  void answer(HttpServerRequest request, Adapter adapter, ProblemJson problems) {
    long began = System.nanoTime();
    OriginalRequest original = OriginalRequest.read(request.headers(), adapter);
    Presented presented =
        PresentedReader.read(request.headers(), original.query(), original.where().account());
    Attempt attempt =
        new Attempt(
            credentials.read(presented),
            original.where(),
            original.wanted(),
            parts.clock().instant());
    Decision decision = verifier.decide(parts.snapshot().get(), attempt);
    Origin origin = Origin.of(request);
    switch (decision) {
      case Decision.Allowed allowed -> pass(request.response(), allowed, origin.requestId());
      case Decision.Refused refused -> {
        RefusalId id =
            parts
                .log()
                .refused(
                    new RefusedRequest(
                        refused,
                        attempt,
                        presented,
                        adapter.label(),
                        origin.address(),
                        origin.requestId()));
        if (Answer.toCaller(refused) instanceof Answer.Refuse refuse) {
          refuse(request, adapter, problems, refuse, id);
        }
      }
    }
    counters.count(
        adapter,
        decision instanceof Decision.Refused refused ? refused.refusal().code() : null,
        System.nanoTime() - began);
  }

  private static void pass(HttpServerResponse response, Decision.Allowed allowed, String id) {
    response
        .putHeader("X-Counterfoil-Account", allowed.account().value())
        .putHeader("X-Counterfoil-Key", name(allowed.caller()))
        .putHeader("X-Counterfoil-Key-Label", label(allowed.caller()))
        .putHeader("X-Counterfoil-Roles", roles(allowed.roles()))
        .putHeader("X-Counterfoil-Revision", allowed.revision().token())
        .putHeader("X-Counterfoil-Request-Id", id)
        .putHeader(HttpHeaders.CACHE_CONTROL, "no-store")
        .putHeader(HttpHeaders.CONTENT_LENGTH, "0")
        .end();
  }

  private static String name(Caller caller) {
    return switch (caller) {
      case Caller.Key(var key) -> key.appKey().value();
      case Caller.Person(var user) -> HeaderText.of(user.email().value());
    };
  }

  private static String label(Caller caller) {
    return switch (caller) {
      case Caller.Key(var key) -> HeaderText.of(key.label());
      case Caller.Person(var user) -> HeaderText.of(user.name());
    };
  }

  private static String roles(RoleSet roles) {
    return roles.isEmpty()
        ? HeaderText.NOTHING
        : roles.roles().stream()
            .map(Role::name)
            .map(HeaderText::element)
            .collect(Collectors.joining(","));
  }

  private void refuse(
      HttpServerRequest request,
      Adapter adapter,
      ProblemJson problems,
      Answer.Refuse refuse,
      RefusalId id) {
    switch (adapter) {
      case FORWARD ->
          problems.refuse(request.response(), refuse, id, ProblemSite.preferred(request));
      case NGINX -> {
        denials.keep(id, refuse);
        refuseInHeaders(request.response(), refuse.code(), id);
      }
    }
  }

  /// The status that the client should get, in headers beside one that nginx understands.
  private static void refuseInHeaders(HttpServerResponse response, RefusalCode code, RefusalId id) {
    response
        .setStatusCode(code.status() == 401 ? 401 : 403)
        .putHeader("X-Counterfoil-Decision-Id", id.value())
        .putHeader("X-Counterfoil-Reason", code.code())
        .putHeader("X-Counterfoil-Status", Integer.toString(code.status()))
        .putHeader(HttpHeaders.CACHE_CONTROL, "no-store")
        .putHeader(HttpHeaders.CONTENT_LENGTH, "0");
    ProblemJson.putChallenge(response, code, id);
    ProblemJson.putRetryAfter(response, code);
    response.end();
  }
}
