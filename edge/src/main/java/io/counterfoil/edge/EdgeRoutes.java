package io.counterfoil.edge;

import io.counterfoil.core.decision.Answer;
import io.counterfoil.core.decision.RefusalCode;
import io.counterfoil.core.explain.Language;
import io.counterfoil.core.log.DecisionRecord;
import io.counterfoil.core.log.RefusalId;
import io.counterfoil.edge.HeaderFields.Field;
import io.netty.handler.codec.TooLongFrameException;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import io.netty.handler.codec.http2.Http2Error;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.net.HostAndPort;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/// Every address of the edge. Belongs to one event loop.
///
/// A body is never waited for: a proxy may announce one and not send it. Since what follows such a
/// request on the wire cannot be told from its body, its connection is closed after the answer.
final class EdgeRoutes implements Handler<HttpServerRequest> {
  private static final String DENIALS = "/v1/denials/";

  /// The prefix that Envoy sets before the path that it asks about, which begins with a slash.
  private static final String ENVOY = "/v1/authz/envoy";

  /// How long a body that nobody reads may keep coming before the connection is closed: closing at
  /// once would reset it, and the client might never see the answer.
  private static final long LINGER_MILLIS = 1_000;

  private final Vertx vertx;
  private final EdgeParts parts;
  private final Denials denials;
  private final AtomicBoolean draining;
  private final Authorizer authorizer;
  private final ProblemSite site = new ProblemSite();
  private final HeaderFields fields = new HeaderFields();
  private @Nullable ProblemJson problems;

  EdgeRoutes(Vertx vertx, EdgeConfig config, EdgeParts parts, Shared shared) {
    this.vertx = vertx;
    this.parts = parts;
    denials = shared.denials();
    draining = shared.draining();
    authorizer = new Authorizer(parts, shared.counters());
    String base = config.problems();
    problems = base == null ? null : new ProblemJson(base);
  }

  /// What the event loops have in common.
  ///
  /// @param draining whether the edge takes its leave
  record Shared(Denials denials, DecisionCounters counters, AtomicBoolean draining) {}

  @Override
  public void handle(HttpServerRequest request) {
    HttpServerResponse response = request.response();
    try {
      if (request.version() == HttpVersion.HTTP_2) {
        putHost(request);
      }
      fields.read(request.headers());
      if (announcesBody(fields)) {
        leaveBody(request);
      } else if (draining.get()) {
        closeOnceAnswered(request);
      }
      if (fields.total() > EdgeLimits.HEADERS) {
        ProblemJson.problem(
            response, 431, "more than 100 headers (expected: at most 100); send fewer");
      } else if (request.uri().length() > EdgeLimits.REQUEST_LINE_BYTES) {
        ProblemJson.problem(
            response, 414, "the path is longer than 8 KiB (expected: at most 8 KiB)");
      } else {
        route(request);
      }
    } catch (RuntimeException e) {
      if (!response.ended()) {
        ProblemJson.problem(response, 500, "the request could not be decided; it is refused");
      }
      throw e;
    }
  }

  private void route(HttpServerRequest request) {
    String path = Objects.requireNonNullElse(request.path(), "");
    switch (path) {
      case "/v1/authz/forward" -> answer(request, Adapter.FORWARD, null);
      case "/v1/authz/nginx" -> answer(request, Adapter.NGINX, null);
      case "/health/live" -> health(request, true);
      case "/health/ready" -> health(request, !draining.get() && parts.snapshot().get().isReady());
      default -> {
        if (path.startsWith(ENVOY)) {
          // What follows is taken as it stands on the wire, since nothing else tells it.
          answer(request, Adapter.ENVOY, request.uri().substring(ENVOY.length()));
        } else if (path.startsWith(DENIALS)) {
          denial(request, path.substring(DENIALS.length()));
        } else if (ProblemSite.holds(path)) {
          site.handle(request);
        } else {
          notFound(request.response());
        }
      }
    }
  }

  private void answer(HttpServerRequest request, Adapter adapter, @Nullable String target) {
    authorizer.answer(
        new HttpQuestion(request, adapter, target, problems(request), denials), fields);
  }

  /// The pages that this very server serves, unless the configuration names others.
  private ProblemJson problems(HttpServerRequest request) {
    ProblemJson known = problems;
    if (known == null) {
      known = ProblemJson.ofCodesAlone(origin(request) + ProblemPages.ROOT + "/");
      problems = known;
    }
    return known;
  }

  private static String origin(HttpServerRequest request) {
    var here = request.localAddress();
    String host = here.hostAddress();
    if (host == null) {
      return "http://localhost";
    }
    return "%s://%s:%d"
        .formatted(
            request.isSSL() ? "https" : "http",
            host.indexOf(':') >= 0 ? "[" + host + "]" : host,
            here.port());
  }

  private static void health(HttpServerRequest request, boolean isWell) {
    request
        .response()
        .setStatusCode(isWell ? 200 : 503)
        .putHeader(HttpHeaders.CONTENT_TYPE, "text/plain; charset=utf-8")
        .putHeader(HttpHeaders.CACHE_CONTROL, "no-store")
        .putHeader(HttpHeaders.CONTENT_LENGTH, isWell ? "3" : "10")
        .end(isWell ? "ok\n" : "not ready\n");
  }

  private static void notFound(HttpServerResponse response) {
    ProblemJson.problem(
        response,
        404,
        "there is nothing at this address (expected: /v1/authz/forward, /v1/authz/nginx,"
            + " /v1/authz/envoy/*, /v1/denials/{id}, /problems or /health/ready)");
  }

  private void denial(HttpServerRequest request, String text) {
    HttpServerResponse response = request.response();
    if (!request.method().equals(HttpMethod.GET) && !request.method().equals(HttpMethod.HEAD)) {
      response.putHeader(HttpHeaders.ALLOW, "GET, HEAD");
      ProblemJson.problem(
          response, 405, "this address answers only GET and HEAD; ask with one of them");
      return;
    }
    if (!RefusalId.isValid(text)) {
      unknownDenial(response);
      return;
    }
    RefusalId id = new RefusalId(text);
    ProblemJson here = problems(request);
    Language language = ProblemSite.preferred(request);
    Answer.Refuse recent = denials.find(id);
    if (recent != null) {
      here.refuse(response, recent, id, language);
      return;
    }
    // The log may wait for an examination under way: not on the event loop.
    vertx
        .executeBlocking(() -> codeOf(id), false)
        .onSuccess(code -> {
          if (code == null) {
            unknownDenial(response);
          } else {
            here.refuse(response, code, id, language);
          }
        })
        .onFailure(
            _ -> ProblemJson.problem(response, 500, "the refusal could not be looked up; retry"));
  }

  /// The code alone: whoever holds an id may not learn more from it.
  private @Nullable RefusalCode codeOf(RefusalId id) {
    DecisionRecord found = parts.log().find(id);
    return found == null ? null : found.code();
  }

  private static void unknownDenial(HttpServerResponse response) {
    ProblemJson.problem(
        response, 404, "no refusal has this id (expected: the value of X-Counterfoil-Decision-Id)");
  }

  private static boolean announcesBody(HeaderFields fields) {
    String length = fields.first(Field.CONTENT_LENGTH);
    return length != null && !length.equals("0") || fields.count(Field.TRANSFER_ENCODING) > 0;
  }

  /// HTTP/2 names the host beside the headers, not among them.
  private static void putHost(HttpServerRequest request) {
    HostAndPort authority = request.authority();
    if (authority != null && !request.headers().contains(HttpHeaders.HOST)) {
      request.headers().set(HttpHeaders.HOST, authority.toString());
    }
  }

  /// Lets the body come for a moment, unread. Then a connection of HTTP/1.1 is closed, and a
  /// request of HTTP/2 alone called off.
  private void leaveBody(HttpServerRequest request) {
    if (request.version() == HttpVersion.HTTP_2) {
      long timer =
          vertx.setTimer(
              LINGER_MILLIS,
              _ ->
                  onceAnswered(
                      request, () -> request.response().reset(Http2Error.NO_ERROR.code())));
      request.endHandler(_ -> vertx.cancelTimer(timer));
      request.exceptionHandler(_ -> vertx.cancelTimer(timer));
      return;
    }
    var connection = request.connection();
    request.response().putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
    long timer = vertx.setTimer(LINGER_MILLIS, _ -> onceAnswered(request, connection::close));
    request.endHandler(_ -> closeOnceAnswered(request));
    connection.closeHandler(_ -> vertx.cancelTimer(timer));
  }

  /// A connection of HTTP/2 has its own farewell.
  private static void closeOnceAnswered(HttpServerRequest request) {
    if (request.version() == HttpVersion.HTTP_2) {
      return;
    }
    if (!request.response().headWritten()) {
      request.response().putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
    }
    onceAnswered(request, request.connection()::close);
  }

  /// A verdict may have to wait for the first use of an imported key.
  private static void onceAnswered(HttpServerRequest request, Runnable then) {
    if (request.response().ended()) {
      then.run();
    } else {
      request.response().endHandler(_ -> then.run());
    }
  }

  /// Answers what is no request, and closes its connection.
  static void refuseUnreadable(HttpServerRequest request) {
    Throwable cause = request.decoderResult().cause();
    HttpServerResponse response = request.response();
    if (cause instanceof TooLongHttpLineException) {
      ProblemJson.problem(
          response, 414, "the request line is longer than 8 KiB (expected: at most 8 KiB)");
    } else if (cause instanceof TooLongHttpHeaderException
        || cause instanceof TooLongFrameException) {
      ProblemJson.problem(
          response, 431, "the headers are larger than 16 KiB together (expected: at most 16 KiB)");
    } else {
      ProblemJson.problem(response, 400, "this is not HTTP/1.1 (expected: RFC 9112)");
    }
    request.connection().close();
  }
}
