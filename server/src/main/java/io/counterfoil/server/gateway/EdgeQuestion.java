package io.counterfoil.server.gateway;

import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.RequestOptions;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// Asks the edge about a request, in the forward flavour.
///
/// Only an answer that an edge alone would give lets a request pass: a 200 from anything else that
/// happens to listen there does not.
final class EdgeQuestion {
  private static final String PATH = "/v1/authz/forward";
  private static final String WHO = "X-Counterfoil-Key";
  private static final String REFUSAL = "X-Counterfoil-Refusal-Id";

  private final HttpClient client;
  private final GatewayConfig config;

  EdgeQuestion(HttpClient client, GatewayConfig config) {
    this.client = client;
    this.config = config;
  }

  /// What the edge says; a failure is an answer too.
  Future<Verdict> ask(HttpServerRequest request) {
    RequestOptions options =
        new RequestOptions()
            .setMethod(HttpMethod.GET)
            .setURI(PATH)
            .setIdleTimeout(config.patience().toMillis())
            .setHeaders(ForwardedHeaders.forEdge(request, config.account()));
    return client
        .request(options)
        .compose(asked -> asked.send().compose(EdgeQuestion::verdict))
        .timeout(config.patience().toMillis(), TimeUnit.MILLISECONDS)
        .otherwise(this::unanswered);
  }

  private static Future<Verdict> verdict(HttpClientResponse answer) {
    return answer.body().map(body -> verdict(answer, body));
  }

  private static Verdict verdict(HttpClientResponse answer, Buffer body) {
    MultiMap headers = answer.headers();
    int status = answer.statusCode();
    if (status == 200 && headers.contains(WHO)) {
      return new Verdict.Allowed(headers);
    }
    boolean isRefusal =
        status >= 400 && headers.contains(REFUSAL) || status == 414 || status == 431;
    if (!isRefusal) {
      return new Verdict.Unanswered(
          "it answered " + status + " (expected: a verdict; is --edge the address of an edge?)");
    }
    MultiMap passedOn = MultiMap.caseInsensitiveMultiMap();
    headers.forEach((name, value) -> {
      if (ForwardedHeaders.isForClient(name)) {
        passedOn.add(name, value);
      }
    });
    return new Verdict.Refused(status, passedOn, body);
  }

  private Verdict unanswered(Throwable why) {
    return new Verdict.Unanswered(
        why instanceof TimeoutException
            ? "it took longer than " + config.patience().toMillis() + " ms"
            : "it could not be reached");
  }
}
