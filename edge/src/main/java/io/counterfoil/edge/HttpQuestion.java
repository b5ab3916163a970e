package io.counterfoil.edge;

import io.counterfoil.core.decision.RefusalCode;
import io.counterfoil.core.log.RefusalId;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import org.jspecify.annotations.Nullable;

/// A question that came over HTTP.
///
/// @param target the original target where the request line itself tells it; null where headers do
record HttpQuestion(
    HttpServerRequest request,
    Adapter adapter,
    @Nullable String target,
    ProblemJson problems,
    Denials denials)
    implements Question {
  private static final CharSequence NO_STORE = HttpHeaders.createOptimized("no-store");
  private static final CharSequence ZERO = HttpHeaders.createOptimized("0");

  /// The headers that Envoy takes from the request before the API sees it.
  private static final String TO_REMOVE = "x-envoy-auth-headers-to-remove";

  @Override
  public MultiMap headers() {
    return request.headers();
  }

  @Override
  public OriginalRequest original(HeaderFields fields) {
    return target == null
        ? OriginalRequest.read(fields, adapter)
        : OriginalRequest.ofRequestLine(fields, request.method().name(), target);
  }

  @Override
  public @Nullable String client(ClientAddress rule, HeaderFields fields) {
    return rule.of(peer(), fields);
  }

  @Override
  public @Nullable String seenFrom(HeaderFields fields) {
    return Origin.address(peer(), fields);
  }

  private @Nullable String peer() {
    var peer = request.remoteAddress();
    return peer == null ? null : peer.hostAddress();
  }

  @Override
  public boolean isGone() {
    return request.response().closed();
  }

  @Override
  public void allow(Passage passage) {
    HttpServerResponse response = request.response();
    MultiMap headers = response.headers();
    passage.rate().tell(headers::add);
    passage.tell(headers::add);
    if (adapter == Adapter.ENVOY) {
      headers.add(TO_REMOVE, Unpassed.TOKEN);
    }
    headers.add(HttpHeaders.CACHE_CONTROL, NO_STORE).add(HttpHeaders.CONTENT_LENGTH, ZERO);
    response.end();
  }

  @Override
  public void refuse(Denial denial) {
    denial.tell(request.response().headers()::add);
    if (adapter == Adapter.NGINX) {
      denials.keep(denial.id(), denial.refuse());
      refuseInHeaders(request.response(), denial.refuse().code(), denial.id());
    } else {
      problems.refuse(
          request.response(), denial.refuse(), denial.id(), ProblemSite.preferred(request));
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
