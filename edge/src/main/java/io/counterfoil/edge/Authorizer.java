package io.counterfoil.edge;

import io.counterfoil.core.account.Revision;
import io.counterfoil.core.account.User;
import io.counterfoil.core.decision.AccountView;
import io.counterfoil.core.decision.Answer;
import io.counterfoil.core.decision.Attempt;
import io.counterfoil.core.decision.CredentialReader;
import io.counterfoil.core.decision.Credentials;
import io.counterfoil.core.decision.KeyLine;
import io.counterfoil.core.decision.Presented;
import io.counterfoil.core.decision.Refusal;
import io.counterfoil.core.decision.RefusalCode;
import io.counterfoil.core.decision.Standing;
import io.counterfoil.core.decision.Verifier;
import io.counterfoil.core.key.Digester;
import io.counterfoil.core.log.RefusalId;
import io.counterfoil.core.log.RefusedRequest;
import io.counterfoil.core.usage.UseCounter;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.util.Objects;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Decides on a proxy's question and answers it. Belongs to one event loop, as its verifier does.
final class Authorizer {
  private static final CharSequence ACCOUNT = HttpHeaders.createOptimized("X-Counterfoil-Account");
  private static final CharSequence KEY = HttpHeaders.createOptimized("X-Counterfoil-Key");
  private static final CharSequence KEY_LABEL =
      HttpHeaders.createOptimized("X-Counterfoil-Key-Label");
  private static final CharSequence ROLES = HttpHeaders.createOptimized("X-Counterfoil-Roles");
  private static final CharSequence REVISION =
      HttpHeaders.createOptimized("X-Counterfoil-Revision");
  private static final CharSequence REQUEST_ID =
      HttpHeaders.createOptimized("X-Counterfoil-Request-Id");
  private static final CharSequence NO_STORE = HttpHeaders.createOptimized("no-store");
  private static final CharSequence ZERO = HttpHeaders.createOptimized("0");

  private final EdgeParts parts;
  private final CredentialReader credentials;
  private final Verifier verifier;
  private final Denials denials;
  private final DecisionCounters counters;
  private final UseCounter uses;
  private final RoleNames roleNames = new RoleNames();
  private Revision lastRevision = Revision.NONE;
  private String lastToken = Revision.NONE.token();

  Authorizer(EdgeParts parts, Denials denials, DecisionCounters counters) {
    this.parts = parts;
    this.denials = denials;
    this.counters = counters;
    uses = parts.uses().counter();
    credentials = new CredentialReader(parts.userTokens());
    verifier = new Verifier(new Digester(parts.pepper()));
  }

  /// Answers, from the headers alone.
  void answer(
      HttpServerRequest request, HeaderFields headers, Adapter adapter, ProblemJson problems) {
    answer(request, headers, adapter, problems, null);
  }

  /// @param found what was found out about the pair since the request was first looked at
  private void answer(
      HttpServerRequest request,
      HeaderFields headers,
      Adapter adapter,
      ProblemJson problems,
      FirstUses.@Nullable Finding found) {
    long began = System.nanoTime();
    OriginalRequest original = OriginalRequest.read(headers, adapter);
    Presented presented =
        PresentedReader.read(headers, original.query(), original.where().account());
    Attempt attempt =
        new Attempt(
            credentials.read(presented),
            original.where().from(parts.client().of(request, headers)),
            original.wanted(),
            parts.clock().instant());
    Refusal refusal = verifier.judge(parts.snapshot().get(), attempt);
    if (refusal instanceof Refusal.PairUnknown) {
      CompletionStage<FirstUses.Finding> finding = found == null ? firstUse(attempt) : null;
      if (finding != null) {
        onLoop(finding, then -> again(request, headers, adapter, problems, then));
        return;
      }
      refusal = unlessBusy(refusal, found, request.response());
    }
    Standing standing = verifier.standing();
    KeyLine key = standing.key();
    if (refusal == null && key != null && key.isRestricted()) {
      refusal = RateHeaders.take(parts.limiter(), key, attempt.at(), request.response());
    }
    AccountView account = standing.account();
    if (refusal == null && account != null) {
      pass(request.response(), standing, account, presented, Origin.requestId(headers));
      parts.usage().passed(standing, attempt.at(), new UsageOrigin(attempt, request));
      uses.passed(standing, attempt);
    } else {
      Refusal why = refusal == null ? new Refusal.PairUnknown() : refusal;
      Origin origin = Origin.of(request, headers);
      RefusalId id =
          parts
              .log()
              .refused(
                  new RefusedRequest(
                      why,
                      standing.revision(),
                      account == null ? null : account.account().name(),
                      standing.callerLater()::get,
                      attempt,
                      presented,
                      adapter.label(),
                      origin.address(),
                      origin.requestId()));
      refuse(request, adapter, problems, Answer.toCaller(why), id);
      uses.refused(standing, attempt, why.code());
    }
    counters.count(adapter, refusal == null ? null : refusal.code(), System.nanoTime() - began);
  }

  /// The headers that are read belong to the loop, and hold another request's by now.
  private void again(
      HttpServerRequest request,
      HeaderFields headers,
      Adapter adapter,
      ProblemJson problems,
      FirstUses.Finding found) {
    if (!request.response().closed()) {
      answer(request, headers.read(request.headers()), adapter, problems, found);
    }
  }

  private static Refusal unlessBusy(
      Refusal unknown, FirstUses.@Nullable Finding found, HttpServerResponse response) {
    if (!(found instanceof FirstUses.Finding.Busy(var retrySeconds))) {
      return unknown;
    }
    response.putHeader("Retry-After", Long.toString(retrySeconds));
    return new Refusal.VerifierBusy(retrySeconds);
  }

  private @Nullable CompletionStage<FirstUses.Finding> firstUse(Attempt attempt) {
    return attempt.credentials() instanceof Credentials.Pair(var appKey, var token)
        ? parts.firstUses().recognise(appKey, token, attempt.where().client())
        : null;
  }

  /// Goes on with what was found out, on the event loop that asked.
  private static void onLoop(
      CompletionStage<FirstUses.Finding> finding, Consumer<FirstUses.Finding> then) {
    Context loop = Objects.requireNonNull(Vertx.currentContext());
    finding.thenAccept(found -> loop.runOnContext(_ -> then.accept(found)));
  }

  private void pass(
      HttpServerResponse response,
      Standing standing,
      AccountView account,
      Presented presented,
      String id) {
    response
        .headers()
        .add(ACCOUNT, account.account().name().value())
        .add(KEY, name(standing, presented))
        .add(KEY_LABEL, label(standing))
        .add(ROLES, roleNames.of(standing.roles()))
        .add(REVISION, token(standing.revision()))
        .add(REQUEST_ID, id)
        .add(HttpHeaders.CACHE_CONTROL, NO_STORE)
        .add(HttpHeaders.CONTENT_LENGTH, ZERO);
    response.end();
  }

  /// The key's name: what a pair that was found was presented under is the name itself.
  private static String name(Standing standing, Presented presented) {
    User person = standing.person();
    if (person != null) {
      return HeaderText.of(person.email().value());
    }
    KeyLine key = standing.key();
    boolean isNamed = presented.keys().size() == 1 && !presented.keys().getFirst().isEmpty();
    return isNamed || key == null ? presented.keys().getFirst() : key.key().appKey().value();
  }

  private String token(Revision revision) {
    if (!revision.equals(lastRevision)) {
      lastToken = revision.token();
      lastRevision = revision;
    }
    return lastToken;
  }

  private static String label(Standing standing) {
    User person = standing.person();
    KeyLine key = standing.key();
    return HeaderText.of(person != null ? person.name() : key == null ? "" : key.label());
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
